import type { DetectionRule } from './detection-rules.ts';

export const hostDownRule: DetectionRule<'host.went-down'> = {
  rule: 'host-down',
  kind: 'host.went-down',
  severity: 'critical',
  titleOf: ({ panicked }, part) => (panicked ? `${part} has panicked and is down` : `${part} was reset and is down`),
  evidenceOf: ({ reason }) => reason,
};

export const hostStoppedRule: DetectionRule<'host.stopped'> = {
  rule: 'host-stopped',
  kind: 'host.stopped',
  severity: 'critical',
  titleOf: (_, part) => `${part} does not boot: it waits at the ok prompt`,
  evidenceOf: ({ problem }) => problem,
};
