import { hoverTooltip, type Tooltip } from '@codemirror/view';
import { numberValue } from '../../../shared/system-file/number-value.ts';
import { commandCard, numberCard, variableCard } from './documentation.ts';
import { type HostFacts, hostFacts } from './facts.ts';
import { type FoundWord, wordAt } from './word-at.ts';
import { wordsField } from './words-field.ts';

function cardOf({ role, text, variable }: FoundWord, facts: HostFacts): HTMLElement | null {
  if (role === 'command') return commandCard(text);
  if ((role === 'variable' || role === 'module') && variable !== null) return variableCard(variable, facts);
  const value = role === 'number' ? numberValue(text) : null;
  return value === null ? null : numberCard(text, value);
}

/** Documentation of the word under the pointer. */
export const hover = hoverTooltip((view, position): Tooltip | null => {
  const { state } = view;
  const facts = state.facet(hostFacts);
  const word = wordAt(state.doc.toString(), state.field(wordsField), position);
  const card = word === null || facts === null ? null : cardOf(word, facts);
  if (word === null || card === null) return null;
  return { pos: word.from, end: word.to, above: true, create: () => ({ dom: card }) };
});
