import { secondNs } from './time.ts';

/** A processor as people and Solaris name it: `CPU64`. */
export const processorName = (processor: number): string => `CPU${processor}`;

/** A processor of one host among several: `CPU64 of sf15k-domc`. */
export const processorOfHost = (host: string, processor: number): string => `${processorName(processor)} of ${host}`;

/** `1 page`, `2 pages`. */
export function countOf(count: number, singular: string, plural = `${singular}s`): string {
  return `${groupDigits(count)} ${count === 1 ? singular : plural}`;
}

/** Whole numbers with commas: `182,406`. */
export function groupDigits(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Time since the start of a drill, cut to the second: `0:11:08`, `26:00:00`. */
export function formatOffset(offsetNs: number): string {
  const seconds = Math.floor(offsetNs / secondNs);
  const twoDigits = (value: number): string => String(value).padStart(2, '0');
  return `${Math.floor(seconds / 3600)}:${twoDigits(Math.floor(seconds / 60) % 60)}:${twoDigits(seconds % 60)}`;
}
