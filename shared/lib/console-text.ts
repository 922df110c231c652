/** A message of a program or of the kernel as it is in the messages file: who says it, its id, the rest. */
const filed = /^([^:\n]+): \[ID \d+ [a-z]+\.[a-z]+\] ([\s\S]*)$/;

/**
 * A message as the console of its host shows it (LOG-12): without its id, and, where the kernel prints it by itself
 * because syslogd does not run, without who says it.
 */
export function consoleText(text: string, isSyslogdRunning: boolean): string {
  const [, program, rest] = filed.exec(text) ?? [];
  if (program === undefined || rest === undefined) return text;
  return isSyslogdRunning ? `${program}: ${rest}` : rest;
}
