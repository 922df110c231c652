import type { ContractCase } from './case-tools.ts';
import { consoleCases } from './console-cases.ts';
import { drillCases, sessionCases } from './drill-cases.ts';
import { policiesCases } from './policies-cases.ts';
import { incidentCases, runCases } from './run-cases.ts';
import { schedulerCases } from './scheduler-cases.ts';
import { tunablesCases } from './tunables-cases.ts';
import { exportCases, streamCases, viewCases } from './view-cases.ts';

/** What every transport must do alike. */
export const contractCases: readonly ContractCase[] = [
  ...sessionCases,
  ...drillCases,
  ...runCases,
  ...incidentCases,
  ...viewCases,
  ...consoleCases,
  ...exportCases,
  ...streamCases,
  ...tunablesCases,
  ...policiesCases,
  ...schedulerCases,
];
