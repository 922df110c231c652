import { hourNs, longestRunNs, minuteNs, secondNs } from '../../../shared/lib/time.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Engine, HandlerId } from '../engine/engine.ts';
import type { PlainState, Room } from '../engine/room.ts';
import type { OnCall } from '../oncall/oncall.ts';
import type { Solaris } from '../solaris/solaris.ts';
import type { Injects } from './injects.ts';

/** How long a run goes on after its last inject, and an attended one after its last incident was closed. */
const graceNs = 10 * minuteNs;
/** People who never close their incidents end an attended run this long after its last inject. */
const attendedLimitNs = 24 * hourNs;
/** How often it is looked whether the last errors have been logged and nothing is about to go off-line. */
const settlingNs = secondNs;

/** Responders read it too: it does not tell what the steps were. */
const lastStepReason = 'ten minutes after the last step of the drill';

interface EndingState {
  readonly closedAtNs: number;
  readonly closedBy: number;
}

/** Ends a run: with its last incident, some time after the last inject, or at the limit. */
export class Ending implements Room {
  readonly name = 'ending';
  readonly #engine: Engine;
  readonly #solaris: Solaris;
  readonly #injects: Injects;
  readonly #onCall: OnCall;
  readonly #isAttended: boolean;
  readonly #check: HandlerId;
  #closedAtNs = 0;
  /** The event of the last closing, 0 before the first. */
  #closedBy = 0;

  constructor(engine: Engine, solaris: Solaris, injects: Injects, onCall: OnCall, ending: Scenario['ending']) {
    this.#engine = engine;
    this.#solaris = solaris;
    this.#injects = injects;
    this.#onCall = onCall;
    this.#isAttended = ending === 'attended';
    this.#check = engine.handler('drill.check-ending', () =>
      this.#isAttended ? this.#checkAttended() : this.#checkUnattended(),
    );
    engine.on('incident.resolved', ({ seq, at }) => {
      this.#closedAtNs = at;
      this.#closedBy = seq;
      this.#checkAt(this.#isAttended ? at + graceNs : at);
    });
    engine.register(this);
  }

  /** Comes after the injects' own start, so that the last of them is done when it is looked at. */
  start(): void {
    const { lastAtNs } = this.#injects;
    if (!this.#isAttended) this.#checkAt(lastAtNs);
    this.#checkAt(lastAtNs + graceNs);
    if (this.#isAttended) this.#checkAt(lastAtNs + attendedLimitNs);
  }

  save(): PlainState {
    return { closedAtNs: this.#closedAtNs, closedBy: this.#closedBy };
  }

  restore(state: PlainState): void {
    const { closedAtNs, closedBy } = state as unknown as EndingState;
    this.#closedAtNs = closedAtNs;
    this.#closedBy = closedBy;
  }

  #checkUnattended(): void {
    if (this.#engine.nowNs >= limited(this.#injects.lastAtNs + graceNs)) {
      this.#end(lastStepReason, this.#injects.lastSeq);
      return;
    }
    if (!this.#injects.areDone || !this.#isEveryIncidentClosed()) return;
    if (this.#solaris.isSettled()) this.#end('every incident is closed', this.#closedBy);
    else this.#checkAt(this.#engine.nowNs + settlingNs);
  }

  #checkAttended(): void {
    const { nowNs } = this.#engine;
    const { lastAtNs, lastSeq } = this.#injects;
    if (nowNs >= limited(lastAtNs + attendedLimitNs)) {
      this.#end('24 hours after the last step of the drill, with an incident not closed', lastSeq);
      return;
    }
    const isOpen = this.#onCall.incidents.some(({ state }) => state !== 'resolved');
    if (isOpen || nowNs < limited(Math.max(lastAtNs, this.#closedAtNs) + graceNs)) return;
    if (this.#closedAtNs > lastAtNs) this.#end('ten minutes after the last incident was closed', this.#closedBy);
    else this.#end(lastStepReason, lastSeq);
  }

  #isEveryIncidentClosed(): boolean {
    const { incidents } = this.#onCall;
    return incidents.length > 0 && incidents.every(({ state }) => state === 'resolved');
  }

  #checkAt(atNs: number): void {
    this.#engine.schedule(limited(atNs), this.#check, 0);
  }

  #end(reason: string, cause: number): void {
    this.#engine.append('run.ended', 'run', { reason }, [cause]);
  }
}

/** No run is longer than the clock is exact. */
function limited(atNs: number): number {
  return Math.min(atNs, longestRunNs);
}
