import type { AudienceEvent } from '../../shared/model/events.ts';
import type { PagerView } from '../../shared/model/views.ts';

/**
 * The incidents that somebody has silenced, followed event by event: a raise ends the silence in the same frame in which
 * it pages, so that a view of the end of the frame would tell too late.
 */
export class SilencedIncidents {
  #incidents: ReadonlySet<string> = new Set();

  has(incident: string | null): boolean {
    return incident !== null && this.#incidents.has(incident);
  }

  /** Starts from a snapshot. */
  reset({ incidents }: PagerView): void {
    this.#incidents = new Set(incidents.filter(({ silenced }) => silenced).map(({ incident }) => incident));
  }

  /** Goes on by one event. */
  take({ kind, data }: Pick<AudienceEvent, 'kind' | 'data'>): void {
    if (kind !== 'incident.silenced' && kind !== 'incident.raised') return;
    const incidents = new Set(this.#incidents);
    if (kind === 'incident.silenced') incidents.add(String(data.incident));
    else incidents.delete(String(data.incident));
    this.#incidents = incidents;
  }
}
