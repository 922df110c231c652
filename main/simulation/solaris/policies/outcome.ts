/** A processor that a policy took off-line. Times are in nanoseconds of the run. */
export interface OfflinedProcessor {
  readonly cpu: number;
  readonly atNs: number;
  readonly reason: string;
}

export interface RetiredPage {
  readonly address: string;
  readonly atNs: number;
  readonly reason: string;
}

/** What a policy wanted out of use and could not: a person has to act. */
export type GaveUp = { readonly atNs: number; readonly reason: string } & (
  | { readonly cpu: number }
  | { readonly address: string }
  | { readonly module: string }
);

/** What a policy has made of a fault history, in the order in which it happened. */
export interface PolicyOutcome {
  readonly offlined: readonly OfflinedProcessor[];
  readonly retiredPages: readonly RetiredPage[];
  readonly gaveUp: readonly GaveUp[];
}

/** An outcome while it comes about. */
export class OutcomeBook implements PolicyOutcome {
  readonly offlined: OfflinedProcessor[] = [];
  readonly retiredPages: RetiredPage[] = [];
  readonly gaveUp: GaveUp[] = [];
}
