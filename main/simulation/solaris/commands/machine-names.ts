import type { Platform } from '../../../../shared/model/drill.ts';

const names: Readonly<Record<Platform, string>> = { starcat: 'SUNW,Sun-Fire-15000', serengeti: 'SUNW,Sun-Fire' };

/** A platform as `uname -i` prints it. */
export const machineName = (platform: Platform): string => names[platform];
