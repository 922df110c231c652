import { assert, assertPresent } from '../../../shared/lib/assert.ts';
import { humanDuration } from '../../../shared/lib/duration.ts';
import type { Engine, HandlerId } from '../engine/engine.ts';
import type { PlainState } from '../engine/room.ts';
import type { Incident, Page, Person } from './incident.ts';
import type { Rotation } from './rotation.ts';

/** After this step nobody is left to page. */
const lastStep = 2;

/** Pages people about incidents and escalates while nobody answers: who is on call first, then the other person. */
export class Paging {
  readonly #engine: Engine;
  readonly #rotation: Rotation;
  readonly #escalateAfterNs: number;
  readonly #incidentOf: (incident: string) => Incident;
  readonly #unanswered: HandlerId;
  #pages: Page[] = [];

  constructor(engine: Engine, rotation: Rotation, escalateAfterNs: number, incidentOf: (incident: string) => Incident) {
    this.#engine = engine;
    this.#rotation = rotation;
    this.#escalateAfterNs = escalateAfterNs;
    this.#incidentOf = incidentOf;
    this.#unanswered = engine.handler('oncall.unanswered', (index) => this.#escalateIfAwaited(index));
  }

  /** The page that escalates unless somebody answers it, null if none does. */
  awaitedPage(incident: Incident): Page | null {
    return incident.awaitedPage === null ? null : this.#page(incident.awaitedPage);
  }

  newestPage(incident: Incident): Page | null {
    return incident.newestPage === null ? null : this.#page(incident.newestPage);
  }

  /** Pages who is on call and starts escalating at the first step. `why` completes "paged because". */
  pageOnCall(incident: Incident, why: string, cause: number): void {
    this.#send(incident, this.#rotation.onCall, 1, why, this.#causesOf(incident, cause));
    this.#await(incident);
  }

  /** Pages the person whom the awaited page did not reach, as the last step. */
  pageOther(incident: Incident, awaited: Page, why: string, causes: readonly number[]): void {
    this.#send(incident, this.#rotation.otherThan(awaited.person), lastStep, why, causes);
    this.#await(incident);
  }

  /** Pages somebody about an incident that somebody has: nothing escalates. */
  tell(incident: Incident, person: Person, why: string, cause: number): void {
    this.#send(incident, person, 1, why, this.#causesOf(incident, cause));
  }

  isLastStep(page: Page): boolean {
    return page.step === lastStep;
  }

  save(): PlainState {
    return this.#pages.map((page) => ({ ...page }));
  }

  restore(state: PlainState): void {
    this.#pages = [...(state as unknown as readonly Page[])];
  }

  #page(index: number): Page {
    return assertPresent(this.#pages[index], 'a page that was sent');
  }

  #send(incident: Incident, person: Person, step: number, why: string, causes: readonly number[]): void {
    const index = this.#pages.length;
    const about = { incident: incident.incident, person: person.id, step };
    const page = `PAGE-${index + 1}`;
    incident.newestPage = index;
    incident.pagesWaiting += 1;
    const sentAtNs = this.#engine.nowNs;
    const data = { page, ...about, severity: incident.severity, title: incident.title, why };
    this.#pages.push({ page, ...about, sentAtNs, sentBy: this.#engine.events + 1 });
    this.#engine.append('page.sent', incident.incident, data, causes);
  }

  /** Whatever led to paging again, the trouble is what the page before was about. */
  #causesOf(incident: Incident, cause: number): readonly number[] {
    const before = this.newestPage(incident);
    return before === null ? [cause] : [cause, before.sentBy];
  }

  #await(incident: Incident): void {
    const index = assertPresent(incident.newestPage, 'a page was just sent');
    incident.awaitedPage = index;
    this.#engine.schedule(this.#engine.nowNs + this.#escalateAfterNs, this.#unanswered, index);
  }

  #escalateIfAwaited(index: number): void {
    const page = this.#page(index);
    const incident = this.#incidentOf(page.incident);
    if (incident.awaitedPage !== index) return;
    assert(incident.state === 'open', 'only what nobody has escalates');
    const waitedNs = this.#engine.nowNs - page.sentAtNs;
    const data = { page: page.page, incident: page.incident, person: page.person, waitedNs };
    const unanswered = this.#engine.append('page.unanswered', page.incident, data, [page.sentBy]);
    if (!this.isLastStep(page)) {
      const why = `${this.#rotation.nameOf(page.person)} did not answer within ${humanDuration(waitedNs)}`;
      this.pageOther(incident, page, why, [unanswered]);
      return;
    }
    incident.awaitedPage = null;
    const pages = incident.pagesWaiting;
    this.#engine.append('escalation.exhausted', page.incident, { incident: page.incident, pages }, [unanswered]);
  }
}
