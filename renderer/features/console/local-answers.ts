import { Store } from '../../live/store.ts';
import type { LocalAnswer } from './rows.ts';

const kept = 50;
let lastId = 0;

/** What consoles have answered themselves, by run and host; it stays while this window is open. */
export const localAnswers = new Store<ReadonlyMap<string, readonly LocalAnswer[]>>(new Map());

export const placeOf = (run: string, host: string): string => `${run} ${host}`;

/** Puts an answer where it was asked for. */
export function answerLocally(place: string, answer: Omit<LocalAnswer, 'id'>): void {
  lastId += 1;
  const all = localAnswers.get();
  const there = [...(all.get(place) ?? []), { ...answer, id: lastId }].slice(-kept);
  localAnswers.set(new Map(all).set(place, there));
}
