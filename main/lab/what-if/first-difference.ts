import { describeEvent, type NamedPerson } from '../../../shared/lib/describe-event.ts';
import { type LoggedEvent, truthKinds } from '../../../shared/model/events.ts';
import type { WhatIf } from '../../../shared/model/system-file-views.ts';

type Difference = NonNullable<WhatIf['firstDifference']>;

/** Lines of logs differ in details that nobody asks about; what was told to the run is the same or was left out. */
const uncompared: ReadonlySet<string> = new Set([
  ...['message.logged', 'message.repeated', 'command.applied', 'system-file.saved', 'run.ended'],
]);

const isCompared = ({ kind }: LoggedEvent): boolean => !truthKinds.has(kind) && !uncompared.has(kind);

const isSame = (one: LoggedEvent, other: LoggedEvent): boolean =>
  one.at === other.at &&
  one.kind === other.kind &&
  one.subject === other.subject &&
  JSON.stringify(one.data) === JSON.stringify(other.data);

/** Finds the first event of two runs that is not the same. Both sides are told everything up to one instant at a time. */
export class DifferenceFinder {
  readonly #people: readonly NamedPerson[];
  readonly #was: LoggedEvent[] = [];
  readonly #wouldBe: LoggedEvent[] = [];
  #found: Difference | null = null;

  constructor(people: readonly NamedPerson[]) {
    this.#people = people;
  }

  get found(): Difference | null {
    return this.#found;
  }

  take(side: 'was' | 'wouldBe', event: LoggedEvent): void {
    if (this.#found === null && isCompared(event)) (side === 'was' ? this.#was : this.#wouldBe).push(event);
  }

  /** Compares what both sides have had; neither has more up to that instant. */
  compare(): void {
    if (this.#found !== null) return;
    const count = Math.max(this.#was.length, this.#wouldBe.length);
    for (let index = 0; index < count; index += 1) {
      const was = this.#was[index];
      const wouldBe = this.#wouldBe[index];
      if (was !== undefined && wouldBe !== undefined && isSame(was, wouldBe)) continue;
      this.#found = { was: this.#sighting(was), wouldBe: this.#sighting(wouldBe) };
      break;
    }
    this.#was.length = 0;
    this.#wouldBe.length = 0;
  }

  #sighting(event: LoggedEvent | undefined): Difference['was'] {
    return event === undefined ? null : { atNs: event.at, text: describeEvent(event, this.#people).text };
  }
}
