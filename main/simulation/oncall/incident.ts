import type { z } from 'zod';
import { type Severity, severityRank } from '../../../shared/model/ids.ts';
import type { incidentStateSchema } from '../../../shared/model/views.ts';

/** A person of the rotation. */
export interface Person {
  readonly id: string;
  readonly name: string;
}

/** Trouble with one part of a host, from its first alert until somebody resolves it. */
export interface Incident {
  readonly incident: string;
  readonly host: string;
  /** The part of the host, as the subject of its alerts names it: `sf15k-domc/64`. */
  readonly about: string;
  severity: Severity;
  title: string;
  state: z.infer<typeof incidentStateSchema>;
  /** Who acknowledged it last; kept when it is resolved, so that reopening gives it back. */
  owner: string | null;
  /** Since when nobody has it. */
  waitingSinceNs: number;
  /** Pages sent since then. */
  pagesWaiting: number;
  /** Index of the page that escalates if nobody answers it, null if none does. */
  awaitedPage: number | null;
  /** Index of the newest page. */
  newestPage: number | null;
  silenced: boolean;
  /** Alerts whose cause lasts. None left: it is calm. */
  alerts: readonly string[];
}

/** A message to one person about one incident. */
export interface Page {
  readonly page: string;
  readonly incident: string;
  readonly person: string;
  readonly step: number;
  readonly sentAtNs: number;
  readonly sentBy: number;
}

/** Whether `severity` is worse than `other`. */
export const isWorse = (severity: Severity, other: Severity): boolean => severityRank[severity] < severityRank[other];

/** Whether the cause of every alert is gone. */
export const isCalm = (incident: Incident): boolean => incident.alerts.length === 0;
