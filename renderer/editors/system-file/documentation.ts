import type { Tunable } from '../../../shared/model/tunables.ts';
import { commandDoc } from './command-docs.ts';
import type { HostFacts } from './facts.ts';
import { defaultsWords, effectWords, rangeWords, tunableByKey, valueWords } from './tunable-words.ts';

function element(name: string, className: string, text: string): HTMLElement {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

function rowsOf(tunable: Tunable, variable: string, { cpuType, running }: HostFacts): [string, string][] {
  const value = running(variable);
  return [
    ...(value === null ? [] : [['runs with', valueWords(value, tunable.bytes)] satisfies [string, string]]),
    ['default', defaultsWords(tunable, cpuType)],
    ['unit', tunable.unit],
    ['sensible', rangeWords(tunable)],
    ['takes effect', tunable.takesEffect],
    ['danger', tunable.danger],
    ['in Redline', effectWords(tunable)],
  ];
}

/** What a variable is, as a small card; null for one that Redline does not know. */
export function variableCard(variable: string, facts: HostFacts): HTMLElement | null {
  const tunable = tunableByKey.get(variable);
  if (tunable === undefined) return null;
  const card = element('div', 'sys-card', '');
  card.append(element('div', 'sys-card-title', variable), element('p', 'sys-card-text', tunable.meaning));
  const list = element('dl', 'sys-card-list', '');
  for (const [label, value] of rowsOf(tunable, variable, facts)) {
    list.append(element('dt', '', label), element('dd', '', value));
  }
  card.append(list);
  return card;
}

/** What a command does; null for a word that is none. */
export function commandCard(word: string): HTMLElement | null {
  const doc = commandDoc(word);
  if (doc === null) return null;
  const card = element('div', 'sys-card', '');
  card.append(element('div', 'sys-card-title', doc.form), element('p', 'sys-card-text', doc.meaning));
  return card;
}

/** A number in the other notation. */
export function numberCard(text: string, value: bigint): HTMLElement {
  const other = text.includes('x') ? value.toString() : `0x${value.toString(16)}`;
  const card = element('div', 'sys-card', '');
  card.append(element('div', 'sys-card-title', `${text} = ${other}`));
  return card;
}
