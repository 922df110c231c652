import { expect, test } from 'vitest';
import { consoleText } from './console-text.ts';
import { isOnConsole } from './on-console.ts';

const header =
  'SUNW,UltraSPARC-III: [ID 798832 kern.warning] WARNING: [AFT1] WDU Event detected by CPU65\n    AFSR 0x0';

test('LOG-12: a message has no id there, and no module while syslogd does not run', () => {
  expect(consoleText(header, true)).toBe(
    'SUNW,UltraSPARC-III: WARNING: [AFT1] WDU Event detected by CPU65\n    AFSR 0x0',
  );
  expect(consoleText(header, false)).toBe('WARNING: [AFT1] WDU Event detected by CPU65\n    AFSR 0x0');
  expect(consoleText('last message repeated 2 times', true)).toBe('last message repeated 2 times');
});

test.each([
  ['what the kernel marks for the log only', 'info', false],
  ['what psradm tells as user.info', 'info', false],
  ['a note of the kernel', 'notice', true],
  ['a warning', 'warning', true],
  ['who rebooted, auth.crit', 'crit', true],
  ['what savecore found, auth.error', 'error', true],
])('LOG-12: %s, level %s, is there: %s', (_, level, expected) => {
  const data = { host: 'a', module: 'unix', id: 1, level, text: 'x' };
  expect(isOnConsole({ kind: 'message.logged', data })).toBe(expected);
});
