import { assertPresent } from '../../../shared/lib/assert.ts';
import { millisecondNs } from '../../../shared/lib/time.ts';
import type { IncidentCommand } from '../../../shared/model/commands.ts';
import type { Responder, ResponderStep } from '../../../shared/model/scenario.ts';
import type { Engine, HandlerId } from '../engine/engine.ts';
import { type Incident, isCalm } from '../oncall/incident.ts';
import type { OnCall } from '../oncall/oncall.ts';
import { chooseIncident } from './responder-targets.ts';

/** How long the automatic responder takes, drawn evenly. */
const acknowledgeMs = { min: 60_000, max: 120_000 };
const resolveMs = { min: 20_000, max: 60_000 };

/**
 * Answers pages in place of a person, by the same commands: automatically, or by a script. Keeps nothing to itself: what
 * it will do waits in the engine's queue, and whether that still makes sense is looked up then.
 */
export class SimulatedResponder {
  readonly #engine: Engine;
  readonly #onCall: OnCall;
  readonly #steps: readonly ResponderStep[];
  readonly #acknowledge: HandlerId;
  readonly #resolve: HandlerId;
  readonly #step: HandlerId;

  constructor(engine: Engine, onCall: OnCall, responder: Responder) {
    this.#engine = engine;
    this.#onCall = onCall;
    this.#steps = responder.kind === 'script' ? responder.steps : [];
    this.#acknowledge = engine.handler('responder.acknowledge', (index) => this.#acknowledgeIfOpen(index));
    this.#resolve = engine.handler('responder.resolve', (index) => this.#resolveIfCalm(index));
    this.#step = engine.handler('responder.step', (index) => this.#perform(index));
    if (responder.kind !== 'automatic') return;
    engine.on('page.sent', ({ data }) => this.#answerPage(data.incident));
    engine.on('incident.acknowledged', ({ data }) => this.#resolveOnceCalm(data.incident));
    engine.on('incident.calmed', ({ data }) => this.#resolveOnceCalm(data.incident));
  }

  start(): void {
    this.#steps.forEach(({ atNs }, index) => {
      this.#engine.schedule(atNs, this.#step, index);
    });
  }

  #answerPage(incident: string): void {
    const index = this.#indexOf(incident);
    const { state } = this.#incidentAt(index);
    if (state === 'open') this.#scheduleIn(acknowledgeMs, this.#acknowledge, index);
  }

  #resolveOnceCalm(incident: string): void {
    const index = this.#indexOf(incident);
    const found = this.#incidentAt(index);
    if (found.state === 'acknowledged' && isCalm(found)) this.#scheduleIn(resolveMs, this.#resolve, index);
  }

  #acknowledgeIfOpen(index: number): void {
    const { incident, state } = this.#incidentAt(index);
    if (state === 'open') this.#give({ kind: 'incident.acknowledge', incident }, this.#incidentAt(index));
  }

  #resolveIfCalm(index: number): void {
    const found = this.#incidentAt(index);
    if (found.state !== 'acknowledged' || !isCalm(found)) return;
    this.#give({ kind: 'incident.resolve', incident: found.incident }, found);
  }

  #perform(index: number): void {
    const { action, text } = assertPresent(this.#steps[index], 'a step of the script');
    const target = chooseIncident(this.#onCall.incidents, action);
    const incident = target?.incident ?? '';
    if (action === 'ack') this.#give({ kind: 'incident.acknowledge', incident }, target);
    else if (action === 'note') this.#give({ kind: 'incident.note', incident, text }, target);
    else if (action === 'resolve') this.#give({ kind: 'incident.resolve', incident }, target);
    else this.#give({ kind: 'incident.escalate', incident }, target);
  }

  /** Gives a command as the person who has the incident, or was paged for it, would. */
  #give(command: IncidentCommand, target: Incident | null): void {
    const page = target === null ? null : this.#onCall.newestPage(target);
    const { id: onCall } = this.#onCall.rotation.onCall;
    const actor = (target?.state === 'acknowledged' ? target.owner : page?.person) ?? onCall;
    const { kind, incident } = command;
    const subject = incident === '' ? actor : incident;
    const given = { number: 0, actor, command: kind, incident };
    const causes = page === null ? [] : [page.sentBy];
    const cause = this.#engine.append('command.applied', subject, { ...given, role: 'responder' }, causes);
    const problem = target === null ? 'there is no incident yet' : this.#onCall.perform(actor, command, cause);
    if (problem !== null) this.#engine.append('command.refused', subject, { ...given, problem }, [cause]);
  }

  /** Draws from a stream of the incident's part, so that no other incident disturbs it. */
  #scheduleIn({ min, max }: { readonly min: number; readonly max: number }, handler: HandlerId, index: number): void {
    const { about } = this.#incidentAt(index);
    const delayMs = this.#engine.random(`responder ${about}`).uniformInt(min, max);
    this.#engine.schedule(this.#engine.nowNs + delayMs * millisecondNs, handler, index);
  }

  #indexOf(incident: string): number {
    return this.#onCall.incidents.findIndex((each) => each.incident === incident);
  }

  #incidentAt(index: number): Incident {
    return assertPresent(this.#onCall.incidents[index], 'an incident that was opened');
  }
}
