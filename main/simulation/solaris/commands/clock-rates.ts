import type { CpuType } from '../../../../shared/model/drill.ts';

/** Clock rates at which these processors were sold, in MHz. */
export const clockMegahertz: Readonly<Record<CpuType, number>> = { 'US-III': 900, 'US-III+': 1200, 'US-IIIi': 1280 };
