import { countOf } from '../../../shared/lib/format.ts';
import type { DetectionRule } from './detection-rules.ts';

export const processorOfflinedRule: DetectionRule<'processor.offlined'> = {
  rule: 'processor-offlined',
  kind: 'processor.offlined',
  severity: 'high',
  titleOf: (_, part) => `${part} was taken off-line`,
  evidenceOf: ({ reason, attempts }) => `${reason}, done at attempt ${attempts}`,
};

export const offliningGaveUpRule: DetectionRule<'offlining.gave-up'> = {
  rule: 'offlining-gave-up',
  kind: 'offlining.gave-up',
  severity: 'critical',
  titleOf: (_, part) => `${part} is failing and could not be taken off-line`,
  evidenceOf: ({ reason, error, attempts }) => `${reason}, ${error} at each of ${countOf(attempts, 'attempt')}`,
};
