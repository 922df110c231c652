import { assert, assertPresent } from '../../../shared/lib/assert.ts';
import { humanDuration } from '../../../shared/lib/duration.ts';
import { countOf } from '../../../shared/lib/format.ts';
import { dayNs, longestRunNs } from '../../../shared/lib/time.ts';
import type { Engine, HandlerId } from '../engine/engine.ts';
import type { PlainState } from '../engine/room.ts';
import type { Person } from './incident.ts';

/** A turn's length: whole days in words, because that is how turns are spoken of. */
function turnWords(turnNs: number): string {
  return turnNs % dayNs === 0 ? countOf(turnNs / dayNs, 'day') : humanDuration(turnNs);
}

interface RotationState {
  readonly turn: number;
  readonly onCall: string;
  readonly beganBy: number;
}

/** Two people who take turns of equal length from the start of the run on. A take-over lasts until the next handoff. */
export class Rotation {
  readonly people: readonly Person[];
  readonly #engine: Engine;
  readonly #turnNs: number;
  readonly #handoff: HandlerId;
  #turn = 0;
  #onCall: Person;
  #beganBy = 0;

  constructor(engine: Engine, people: readonly Person[], turnNs: number) {
    assert(people.length === 2 && turnNs > 0, 'two people take turns');
    this.#engine = engine;
    this.people = people;
    this.#turnNs = turnNs;
    this.#onCall = this.#scheduled(0);
    this.#handoff = engine.handler('oncall.handoff', () => {
      this.#turn += 1;
      this.#begin(this.#scheduled(this.#turn), `turn ${this.#turn + 1} of the rotation`, this.#beganBy);
      this.#scheduleHandoff();
    });
  }

  /** Who is on call now. */
  get onCall(): Person {
    return this.#onCall;
  }

  /** The person of the rotation who is not `person`. */
  otherThan(person: string): Person {
    return assertPresent(
      this.people.find(({ id }) => id !== person),
      'a rotation has two people',
    );
  }

  /** A person's name, or the id of one who is not of the rotation. */
  nameOf(person: string): string {
    return this.people.find(({ id }) => id === person)?.name ?? person;
  }

  /** Begins the first turn. `cause` is the start of the run. */
  start(cause: number): void {
    this.#begin(this.#onCall, `first turn of the rotation; a turn lasts ${turnWords(this.#turnNs)}`, cause);
    this.#scheduleHandoff();
  }

  /** Puts `person` on call until the next handoff. Answers the event's seq. */
  takeOver(person: Person, cause: number): number {
    return this.#begin(person, `took over from ${this.#onCall.name} until the next handoff`, cause);
  }

  save(): PlainState {
    return { turn: this.#turn, onCall: this.#onCall.id, beganBy: this.#beganBy };
  }

  restore(state: PlainState): void {
    const { turn, onCall, beganBy } = state as unknown as RotationState;
    this.#turn = turn;
    this.#onCall = assertPresent(
      this.people.find(({ id }) => id === onCall),
      'a snapshot of the same rotation',
    );
    this.#beganBy = beganBy;
  }

  #scheduled(turn: number): Person {
    return assertPresent(this.people[turn % this.people.length], 'a turn has a person');
  }

  #handoffAtNs(): number {
    return (this.#turn + 1) * this.#turnNs;
  }

  #scheduleHandoff(): void {
    if (this.#handoffAtNs() <= longestRunNs) this.#engine.schedule(this.#handoffAtNs(), this.#handoff, 0);
  }

  #begin(person: Person, why: string, cause: number): number {
    const next = this.#scheduled(this.#turn + 1);
    this.#onCall = person;
    const people = { person: person.id, name: person.name, next: next.id, nextName: next.name };
    const data = { ...people, untilNs: this.#handoffAtNs(), why };
    this.#beganBy = this.#engine.append('oncall.began', person.id, data, [cause]);
    return this.#beganBy;
  }
}
