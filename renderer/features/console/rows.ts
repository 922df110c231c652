import { consoleText } from '../../../shared/lib/console-text.ts';
import { describeEvent } from '../../../shared/lib/describe-event.ts';
import { lifeKinds } from '../../../shared/lib/on-console.ts';
import type { AudienceEvent } from '../../../shared/model/events.ts';
import { type HostState, runningHost, signOf, stateAfter } from './host-state.ts';

/** What the console itself has answered, such as help: it is in no log, and only in this window. */
export interface LocalAnswer {
  readonly id: number;
  /** The newest event when it was asked: it stands after that. */
  readonly after: number;
  readonly line: string;
  readonly output: string;
}

/** One line of the scrollback. */
export type Row = { readonly key: string; readonly text: string } & (
  | {
      readonly kind: 'typed';
      readonly atNs: number;
      readonly person: string;
      readonly output: string;
      /** What stood before it: the shell's prompt, the firmware's, or nothing. */
      readonly sign: string;
    }
  | { readonly kind: 'asked' | 'output' | 'answer' }
  | { readonly kind: 'exit'; readonly exit: number }
  | { readonly kind: 'message'; readonly atNs: number; readonly level: string }
  | { readonly kind: 'life'; readonly atNs: number; readonly bootedAt: string | null }
);

const linesOf = (text: string): string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'));

function ranRows({ number, at, subject, data }: AudienceEvent, state: HostState): Row[] {
  const { line, output, exit, person } = data;
  const key = String(number);
  const typed = { text: String(line), atNs: at, person: String(person), output: String(output) };
  const rows: Row[] = [
    { key, kind: 'typed', sign: signOf(subject, state), ...typed },
    ...linesOf(String(output)).map((text, index): Row => ({ key: `${key}.${index}`, kind: 'output', text })),
  ];
  if (exit !== 0) rows.push({ key: `${key}.exit`, kind: 'exit', text: `exit ${exit}`, exit: Number(exit) });
  return rows;
}

function lifeRow(event: AudienceEvent): Row {
  const { number, at, kind, subject, data } = event;
  const text = kind === 'host.booted' ? `${subject} is up` : describeEvent(event).text;
  // What a run begins with was booted before it.
  const bootedAt = kind === 'host.booted' && at === 0 ? String(data.bootedAt) : null;
  return { key: String(number), kind: 'life', text, atNs: at, bootedAt };
}

function rowsOfEntry(event: AudienceEvent, state: HostState): Row[] {
  const { number, at, kind, data } = event;
  if (kind === 'console.ran') return ranRows(event, state);
  if (lifeKinds.includes(kind)) return [lifeRow(event)];
  const atNs = Number(data.lastAtNs ?? at);
  const shown = consoleText(String(data.text), state.phase === 'running');
  return linesOf(shown).map((text, index) => {
    return { key: `${number}.${index}`, kind: 'message', text, atNs, level: String(data.level) };
  });
}

const rowsOfAnswer = ({ id, line, output }: LocalAnswer): Row[] => [
  { key: `a${id}`, kind: 'asked', text: line },
  ...linesOf(output).map((text, index): Row => ({ key: `a${id}.${index}`, kind: 'answer', text })),
];

/** The scrollback, oldest first: entries, with what the console answered itself where it was asked. */
export function rowsOf(entries: readonly AudienceEvent[], answers: readonly LocalAnswer[]): Row[] {
  const rows: Row[] = [];
  let state = runningHost;
  let next = 0;
  const takeAnswers = (before: number): void => {
    for (let answer = answers[next]; answer !== undefined && answer.after < before; answer = answers[next]) {
      rows.push(...rowsOfAnswer(answer));
      next += 1;
    }
  };
  for (const entry of entries) {
    takeAnswers(entry.number);
    rows.push(...rowsOfEntry(entry, state));
    state = stateAfter(state, entry);
  }
  takeAnswers(Number.POSITIVE_INFINITY);
  return rows;
}
