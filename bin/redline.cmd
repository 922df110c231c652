@echo off
rem Runs the redline command from a checkout with the project's own Node.
if not exist "%~dp0..\node_modules\node\bin\node.exe" (
  echo redline: the packages are not installed yet: run 'npm ci' in %~dp0.. first 1>&2
  exit /b 1
)
"%~dp0..\node_modules\node\bin\node.exe" "%~dp0redline.mjs" %*
