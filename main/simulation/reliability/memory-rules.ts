import { humanDuration } from '../../../shared/lib/duration.ts';
import { countOf, groupDigits, processorName } from '../../../shared/lib/format.ts';
import { dayNs } from '../../../shared/lib/time.ts';
import type { DetectionRule } from './detection-rules.ts';

const windowWords = (windowNs: number): string => (windowNs === dayNs ? '24 h' : humanDuration(windowNs));

export const moduleOverflowedRule: DetectionRule<'module.overflowed'> = {
  rule: 'memory-module-overflowed',
  kind: 'module.overflowed',
  severity: 'warning',
  titleOf: (_, part) => `Too many corrected errors in ${part}`,
  evidenceOf: ({ count, limit, windowNs }) =>
    `${countOf(count, 'error')} in ${windowWords(windowNs)}, more than ${limit}`,
};

export const uncorrectableMemoryErrorRule: DetectionRule<'memory.reported'> = {
  rule: 'uncorrectable-memory-error',
  kind: 'memory.reported',
  severity: 'high',
  titleOf: (_, part) => `Uncorrectable error in ${part}`,
  evidenceOf: ({ name, processor, afar }) => `${name} at ${afar}, met by ${processorName(processor)}`,
};

export const pageRetiredRule: DetectionRule<'memory-page.retired'> = {
  rule: 'memory-page-retired',
  kind: 'memory-page.retired',
  severity: 'warning',
  titleOf: (_, part) => `A page of ${part} was retired`,
  evidenceOf: ({ address, retired }) => `page ${address}; ${groupDigits(retired)} retired since boot`,
};

export const pageLimitReachedRule: DetectionRule<'memory-page.refused'> = {
  rule: 'memory-page-limit-reached',
  kind: 'memory-page.refused',
  severity: 'critical',
  titleOf: ({ host }) => `${host} can retire no more memory: a failing page stays in use`,
  evidenceOf: ({ address, limit }) => `page ${address} stays in service, the limit is ${countOf(limit, 'page')}`,
};
