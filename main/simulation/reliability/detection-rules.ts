import { countOf, processorOfHost } from '../../../shared/lib/format.ts';
import type { EventDataOf } from '../../../shared/model/events.ts';
import type { Severity } from '../../../shared/model/ids.ts';

type DetectedKind = 'processor.offlined' | 'offlining.gave-up';

/** What is watched for and how it is told to the person who is paged for it. */
export interface DetectionRule<Kind extends DetectedKind> {
  readonly rule: string;
  readonly kind: Kind;
  readonly severity: Severity;
  readonly titleOf: (data: EventDataOf<Kind>) => string;
  readonly evidenceOf: (data: EventDataOf<Kind>) => string;
}

export const processorOfflinedRule: DetectionRule<'processor.offlined'> = {
  rule: 'processor-offlined',
  kind: 'processor.offlined',
  severity: 'high',
  titleOf: ({ host, processor }) => `${processorOfHost(host, processor)} was taken off-line`,
  evidenceOf: ({ reason, attempts }) => `${reason}, done at attempt ${attempts}`,
};

export const offliningGaveUpRule: DetectionRule<'offlining.gave-up'> = {
  rule: 'offlining-gave-up',
  kind: 'offlining.gave-up',
  severity: 'critical',
  titleOf: ({ host, processor }) => `${processorOfHost(host, processor)} is failing and could not be taken off-line`,
  evidenceOf: ({ reason, error, attempts }) => `${reason}, ${error} at each of ${countOf(attempts, 'attempt')}`,
};
