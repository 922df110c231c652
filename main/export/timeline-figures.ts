import { humanDuration } from '../../shared/lib/duration.ts';
import type { AudienceEvent, EventKind } from '../../shared/model/events.ts';
import type { TimelineFigure } from './timeline-schema.ts';

interface IncidentTimes {
  pagedAtNs: number | null;
  acknowledgedAtNs: number | null;
  resolvedAtNs: number | null;
}

/** Smallest value that a share of the values does not exceed; the values are sorted and not empty. */
const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;

function spread(durationsNs: readonly number[]): string {
  if (durationsNs.length === 0) return 'none';
  const sorted = durationsNs.toSorted((one, other) => one - other);
  const median = humanDuration(quantile(sorted, 0.5));
  return `median ${median}, 90th percentile ${humanDuration(quantile(sorted, 0.9))}, n = ${sorted.length}`;
}

/** What tells of an incident itself; a command may name one that does not exist. */
export const figureKinds: readonly EventKind[] = [
  'incident.opened',
  'page.sent',
  'incident.acknowledged',
  'incident.resolved',
  'incident.reopened',
];
const counted: ReadonlySet<EventKind> = new Set(figureKinds);

/** Gathers the figures of a timeline while its events go by; nothing in them depends on who looks. */
export class FigureCounter {
  readonly #incidents = new Map<string, IncidentTimes>();
  #opened = 0;
  #pages = 0;

  add({ kind, at, data }: AudienceEvent): void {
    if (!counted.has(kind) || typeof data.incident !== 'string') return;
    const times = this.#timesOf(data.incident);
    if (kind === 'incident.opened') this.#opened += 1;
    if (kind === 'page.sent') this.#pages += 1;
    if (kind === 'page.sent') times.pagedAtNs ??= at;
    if (kind === 'incident.acknowledged') times.acknowledgedAtNs ??= at;
    if (kind === 'incident.resolved') times.resolvedAtNs = at;
    if (kind === 'incident.reopened') times.resolvedAtNs = null;
  }

  figures(): TimelineFigure[] {
    return [
      { name: 'Incidents', value: String(this.#opened), definition: 'Incidents opened in this timeline.' },
      { name: 'Pages', value: String(this.#pages), definition: 'Pages sent, each escalation a page of its own.' },
      {
        name: 'Time to acknowledge',
        value: spread(this.#since('acknowledgedAtNs')),
        definition: 'First acknowledgement minus first page of an incident; unacknowledged incidents are left out.',
      },
      {
        name: 'Time to resolve',
        value: spread(this.#since('resolvedAtNs')),
        definition: 'Last resolution minus first page of an incident; incidents still open are left out.',
      },
    ];
  }

  #timesOf(incident: string): IncidentTimes {
    const known = this.#incidents.get(incident);
    if (known !== undefined) return known;
    const times: IncidentTimes = { pagedAtNs: null, acknowledgedAtNs: null, resolvedAtNs: null };
    this.#incidents.set(incident, times);
    return times;
  }

  #since(end: 'acknowledgedAtNs' | 'resolvedAtNs'): number[] {
    const durationsNs: number[] = [];
    for (const times of this.#incidents.values()) {
      const endNs = times[end];
      if (times.pagedAtNs !== null && endNs !== null) durationsNs.push(endNs - times.pagedAtNs);
    }
    return durationsNs;
  }
}
