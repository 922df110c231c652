import { assertPresent } from '../../../shared/lib/assert.ts';
import { parseDuration } from '../../../shared/lib/duration.ts';
import type { Drill } from '../../../shared/model/drill.ts';
import type { LoggedEvent } from '../../../shared/model/events.ts';
import { type Severity, severitySchema } from '../../../shared/model/ids.ts';
import type { Engine } from '../engine/engine.ts';
import type { PlainState, Room } from '../engine/room.ts';
import { type Incident, isCalm, isWorse, type Page } from './incident.ts';
import { type OnCallCommand, performCommand } from './incident-commands.ts';
import { Paging } from './paging.ts';
import { Rotation } from './rotation.ts';

const commandKinds: readonly OnCallCommand['kind'][] = [
  'incident.acknowledge',
  'incident.unacknowledge',
  'incident.escalate',
  'incident.silence',
  'incident.note',
  'incident.resolve',
  'incident.reopen',
  'oncall.take-over',
];

interface OnCallState {
  readonly incidents: readonly Incident[];
  readonly rotation: PlainState;
  readonly pages: PlainState;
}

/** Who is on call, the incidents that alerts make, the pages about them, and what people do about them. */
export class OnCall implements Room {
  readonly name = 'oncall';
  readonly rotation: Rotation;
  readonly #engine: Engine;
  readonly #paging: Paging;
  #incidents: Incident[] = [];

  constructor(engine: Engine, drill: Drill) {
    this.#engine = engine;
    this.rotation = new Rotation(engine, drill.people, durationOf(drill.turn));
    this.#paging = new Paging(engine, this.rotation, durationOf(drill.escalateAfter), (incident) =>
      this.#incident(incident),
    );
    engine.on('alert.raised', (event) => this.#take(event));
    engine.on('alert.cleared', (event) => this.#calm(event));
    for (const kind of commandKinds) {
      engine.onCommand(kind, ({ actor, command }, cause) => this.perform(actor, command, cause));
    }
    engine.register(this);
  }

  /** Oldest first. */
  get incidents(): readonly Readonly<Incident>[] {
    return this.#incidents;
  }

  newestPage(incident: Incident): Page | null {
    return this.#paging.newestPage(incident);
  }

  /** Begins the first turn of the rotation. */
  start(cause: number): void {
    this.rotation.start(cause);
  }

  /** Does a command that `actor` gave, or answers in a sentence why not. `cause` is the command's event. */
  perform(actor: string, command: OnCallCommand, cause: number): string | null {
    const desk = { engine: this.#engine, rotation: this.rotation, paging: this.#paging, incidents: this.#incidents };
    return performCommand(desk, actor, command, cause);
  }

  save(): PlainState {
    const incidents = this.#incidents.map((incident) => ({ ...incident }));
    return { incidents, rotation: this.rotation.save(), pages: this.#paging.save() };
  }

  restore(state: PlainState): void {
    const { incidents, rotation, pages } = state as unknown as OnCallState;
    this.#incidents = incidents.map((incident) => ({ ...incident }));
    this.rotation.restore(rotation);
    this.#paging.restore(pages);
  }

  #incident(incident: string): Incident {
    return assertPresent(
      this.#incidents.find((each) => each.incident === incident),
      'a page is about an incident',
    );
  }

  /** An alert joins the incident of its part that is not resolved yet, or opens one. */
  #take(event: LoggedEvent<'alert.raised'>): void {
    const { alert, title } = event.data;
    const severity = severitySchema.parse(event.data.severity);
    const known = this.#incidents.find((each) => each.about === event.subject && each.state !== 'resolved');
    if (known === undefined) {
      this.#open(event, severity);
      return;
    }
    known.alerts = [...known.alerts, alert];
    if (isWorse(severity, known.severity)) this.#raise(known, severity, title, event.seq);
  }

  #open({ data, subject, seq, at }: LoggedEvent<'alert.raised'>, severity: Severity): void {
    const { host, alert, title } = data;
    const incident = `INC-${this.#incidents.length + 1}`;
    const opened: Incident = {
      ...{ incident, host, about: subject, severity, title, state: 'open', owner: null },
      ...{ waitingSinceNs: at, pagesWaiting: 0, awaitedPage: null, newestPage: null },
      ...{ silenced: false, alerts: [alert] },
    };
    this.#incidents.push(opened);
    const openedBy = this.#engine.append('incident.opened', incident, { incident, severity, title, host }, [seq]);
    this.#paging.pageOnCall(opened, `on call when ${incident} opened`, openedBy);
  }

  /** Worse than whoever acknowledged or silenced it knew: pages again, and is heard again. */
  #raise(incident: Incident, severity: Severity, title: string, cause: number): void {
    incident.severity = severity;
    incident.title = title;
    incident.silenced = false;
    const data = { incident: incident.incident, severity, title };
    const raised = this.#engine.append('incident.raised', incident.incident, data, [cause]);
    const why = `${incident.incident} became ${severity}`;
    if (incident.state === 'open') {
      this.#paging.pageOnCall(incident, why, raised);
      return;
    }
    const owner = assertPresent(incident.owner, 'an acknowledged incident has an owner');
    this.#paging.tell(incident, { id: owner, name: this.rotation.nameOf(owner) }, why, raised);
  }

  #calm({ data, seq }: LoggedEvent<'alert.cleared'>): void {
    const { alert, evidence } = data;
    const incident = this.#incidents.find(({ alerts }) => alerts.includes(alert));
    if (incident === undefined) return;
    incident.alerts = incident.alerts.filter((each) => each !== alert);
    if (!isCalm(incident)) return;
    const about = { incident: incident.incident, evidence };
    this.#engine.append('incident.calmed', incident.incident, about, [seq]);
  }
}

/** A duration of a drill file, which was checked when the file was read. */
function durationOf(text: string): number {
  return assertPresent(parseDuration(text), 'a drill has valid durations');
}
