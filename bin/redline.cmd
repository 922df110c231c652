@echo off
rem Runs the redline command from a checkout with the project's own Node. No blocks: a folder's name may hold brackets.
set "REDLINE_NODE=%~dp0..\node_modules\node\bin\node.exe"
if not exist "%REDLINE_NODE%" echo redline: the packages are not installed yet: run 'npm ci' in "%~dp0.." first 1>&2
if not exist "%REDLINE_NODE%" exit /b 1
"%REDLINE_NODE%" "%~dp0redline.mjs" %*
