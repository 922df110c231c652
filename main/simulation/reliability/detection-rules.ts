import type { EventDataOf, EventKind } from '../../../shared/model/events.ts';
import type { Severity } from '../../../shared/model/ids.ts';

/** What is watched for and how it is told to the person who is paged for it. */
export interface DetectionRule<Kind extends EventKind> {
  readonly rule: string;
  readonly kind: Kind;
  readonly severity: Severity;
  /** `part` is what it is about, in words: `CPU64 of sf15k-domc`. */
  readonly titleOf: (data: EventDataOf<Kind>, part: string) => string;
  readonly evidenceOf: (data: EventDataOf<Kind>) => string;
}
