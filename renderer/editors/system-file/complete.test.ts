import { CompletionContext } from '@codemirror/autocomplete';
import { EditorState } from '@codemirror/state';
import { expect, test } from 'vitest';
import { complete } from './complete.ts';
import { hostFacts } from './facts.ts';

/** What is offered where `|` stands, and from where on it takes the place of what is there. */
function offered(marked: string, explicit = true) {
  const position = marked.indexOf('^');
  const facts = { host: 'h', release: 'solaris9', cpuType: 'US-III', running: () => 24n } as const;
  const state = EditorState.create({ doc: marked.replace('^', ''), extensions: hostFacts.of(facts) });
  const result = complete(new CompletionContext(state, position, explicit));
  return { from: result?.from ?? null, labels: result?.options.map(({ label }) => label) ?? [] };
}

test('a line begins with a command', () => {
  expect(offered('^')).toMatchObject({ from: 0, labels: expect.arrayContaining(['set', 'exclude', 'moddir']) });
  expect(offered('set a=1\n  ex^').from).toBe(10);
});

test('nothing is offered by itself on an empty line', () => {
  expect(offered('^', false).labels).toEqual([]);
  expect(offered('s^', false).labels).toContain('set');
});

test('set is followed by a variable, of a module too', () => {
  const { from, labels } = offered('set cpu_^');
  expect(from).toBe(4);
  expect(labels).toEqual(expect.arrayContaining(['cpu_remove_retry_attempts', 'shmsys:shminfo_shmmax']));
  expect(offered('set shmsys:^').from).toBe(4);
});

test('a variable is followed by values worth writing', () => {
  expect(offered('set cpu_remove_retry_attempts=^')).toEqual({ from: 30, labels: ['24', '0', '100000'] });
  expect(offered('set shmsys:shminfo_shmmax = 8^').labels).toContain('8388608');
  expect(offered('set no_such=^').labels).toEqual([]);
});

test('a number that somebody types is not made a longer one', () => {
  expect(offered('set cpu_remove_retry_attempts=^', false).labels).toContain('24');
  expect(offered('set cpu_remove_retry_attempts=2^', false).labels).toEqual([]);
});

test('exclude and forceload are followed by a folder of modules; a comment by nothing', () => {
  expect(offered('exclude: ^').labels).toContain('drv/');
  expect(offered('* set ^').labels).toEqual([]);
});
