import { describe, expect, test } from 'vitest';
import { readSystemFile } from '../../../shared/system-file/read-system-file.ts';
import { valueRows, waitingCount } from './value-rows.ts';

const read = (text: string) => readSystemFile(text, 'solaris9', 'US-III');

function rowsOf(running: string, saved: string, edited: string) {
  const texts = { running: read(running), saved: read(saved), edited: read(edited) };
  const rows = valueRows(texts, 'solaris9', 'US-III');
  const row = (key: string) => rows.find((each) => each.key === key);
  return { rows, row };
}

describe('what the kernel runs with', () => {
  test('boot-time and live values are kept apart', () => {
    const { rows, row } = rowsOf('', 'set cpu_remove_retry_attempts=240', 'set cpu_remove_retry_attempts=48');
    expect(row('cpu_remove_retry_attempts')).toMatchObject({
      preset: '24',
      running: '24',
      saved: '240',
      edited: '48',
      origin: 'default',
      state: 'not-saved',
    });
    expect(rows[0]?.key).toBe('cpu_remove_retry_attempts');
    expect(waitingCount(rows)).toBe(1);
  });

  test('where a running value comes from', () => {
    const text = '* a\nset autoup=40\nset physmem=99999999\nset rlim_fd_cur=70000';
    const { row, rows } = rowsOf(text, text, text);
    expect(row('autoup')).toMatchObject({ running: '40', origin: 'line 2', state: 'in-force' });
    expect(row('physmem')).toMatchObject({ running: '1,048,576', origin: 'line 3, limited by the kernel' });
    expect(row('rlim_fd_cur')).toMatchObject({ running: '65,536', origin: 'line 4, limited by the kernel' });
    expect(row('maxusers')).toMatchObject({ running: 'min(memory in MB, 2048)', origin: 'computed at boot' });
    expect(waitingCount(rows)).toBe(0);
  });

  test('a variable that the release has not holds nothing', () => {
    const { row, rows } = rowsOf('', 'set priority_paging=1', '');
    expect(row('priority_paging')).toMatchObject({ saved: '—', state: 'absent', origin: 'not in this release' });
    expect(waitingCount(rows)).toBe(0);
  });
});
