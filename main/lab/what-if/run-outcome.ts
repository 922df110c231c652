import { type EventDataOf, type EventKind, type LoggedEvent, truthKinds } from '../../../shared/model/events.ts';
import { severitySchema } from '../../../shared/model/ids.ts';
import { outcomeListLimit, type RunOutcome } from '../../../shared/model/system-file-views.ts';

type Processor = RunOutcome['processors'][number];
type Incident = RunOutcome['incidents'][number];
type Folds = { readonly [Kind in EventKind]?: (book: OutcomeBook, event: LoggedEvent<Kind>) => void };

/** What of each kind of event an outcome tells. Truth is not among it. */
const folds: Folds = {
  'host.booted': (book, { at, data }) => book.addBoot(data.host, at),
  'offlining.failed': (book, { data }) => book.processor(data).refused++,
  'offlining.gave-up': (book, { at, data }) => {
    book.processor(data).gaveUpAtNs ??= at;
  },
  'processor.offlined': (book, { at, data }) => {
    book.processor(data).offlinedAtNs ??= at;
  },
  'memory-page.retired': (book, { at }) => {
    book.retiredPages += 1;
    book.firstRetiredAtNs ??= at;
  },
  'message.logged': (book) => {
    book.messages += 1;
  },
  'message.repeated': (book) => {
    book.messages += 1;
  },
  'incident.opened': (book, { at, data }) => book.addIncident(data, at),
  'incident.resolved': (book, { at, data }) => book.setResolved(data.incident, at),
  'incident.reopened': (book, { data }) => book.setResolved(data.incident, null),
  'page.sent': (book, { at, data }) => book.addPage(data, at),
};

/** Sums up a run from its events, one after the other, in bounded memory. */
export class OutcomeBook {
  retiredPages = 0;
  firstRetiredAtNs: number | null = null;
  messages = 0;
  readonly #processors = new Map<string, { -readonly [Key in keyof Processor]: Processor[Key] }>();
  readonly #incidents = new Map<string, { -readonly [Key in keyof Incident]: Incident[Key] }>();
  readonly #pages: RunOutcome['pages'][number][] = [];
  readonly #boots: RunOutcome['boots'][number][] = [];
  #pageCount = 0;
  #bootCount = 0;

  take(event: LoggedEvent): void {
    if (truthKinds.has(event.kind)) return;
    (folds[event.kind] as ((book: OutcomeBook, event: LoggedEvent) => void) | undefined)?.(this, event);
  }

  outcome(untilNs: number): RunOutcome {
    const { retiredPages, firstRetiredAtNs, messages } = this;
    const first = <Item>(items: Iterable<Item>): Item[] => [...items].slice(0, outcomeListLimit);
    return {
      processors: first(this.#processors.values()),
      processorCount: this.#processors.size,
      incidents: first(this.#incidents.values()),
      incidentCount: this.#incidents.size,
      pages: this.#pages,
      pageCount: this.#pageCount,
      retiredPages,
      firstRetiredAtNs,
      messages,
      boots: this.#boots,
      bootCount: this.#bootCount,
      untilNs,
    };
  }

  processor({ host, processor }: { readonly host: string; readonly processor: number }) {
    const key = `${host}/${processor}`;
    const known = this.#processors.get(key) ?? { host, processor, offlinedAtNs: null, gaveUpAtNs: null, refused: 0 };
    this.#processors.set(key, known);
    return known;
  }

  addIncident({ incident, host, severity, title }: EventDataOf<'incident.opened'>, atNs: number): void {
    const known = severitySchema.parse(severity);
    this.#incidents.set(incident, { incident, host, severity: known, title, openedAtNs: atNs, resolvedAtNs: null });
  }

  setResolved(incident: string, atNs: number | null): void {
    const known = this.#incidents.get(incident);
    if (known !== undefined) known.resolvedAtNs = atNs;
  }

  addPage({ incident, person, title }: EventDataOf<'page.sent'>, atNs: number): void {
    this.#pageCount += 1;
    if (this.#pages.length < outcomeListLimit) this.#pages.push({ incident, person, title, atNs });
  }

  /** A boot at the very start is the one that was before the run. */
  addBoot(host: string, atNs: number): void {
    if (atNs === 0) return;
    this.#bootCount += 1;
    if (this.#boots.length < outcomeListLimit) this.#boots.push({ host, atNs });
  }
}
