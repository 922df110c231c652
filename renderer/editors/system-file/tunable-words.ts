import type { CpuType, Release } from '../../../shared/model/drill.ts';
import { type Tunable, tunables } from '../../../shared/model/tunables.ts';
import { symbolKey } from '../../../shared/system-file/symbols.ts';

export const keyOf = ({ module, name }: Tunable): string => symbolKey(module, name);

/** Every tunable that Redline knows, by `name` or `module:name`. */
export const tunableByKey: ReadonlyMap<string, Tunable> = new Map(tunables.map((tunable) => [keyOf(tunable), tunable]));

export const releaseNames: Readonly<Record<Release, string>> = { solaris8: 'Solaris 8', solaris9: 'Solaris 9' };

/** A whole number with commas: `182,406`. */
const grouped = (value: bigint | string): string => String(value).replace(/\B(?=(\d{3})+$)/g, ',');

/** A variable's value: below 0 where its highest bit is set, because that is what somebody meant. */
export function valueWords(value: bigint, bytes: number): string {
  const signed = BigInt.asIntN(8 * bytes, value);
  return signed < 0n ? `${grouped(value)} (${signed} cut to ${countBytes(bytes)})` : grouped(value);
}

export const countBytes = (bytes: number): string => (bytes === 1 ? '1 byte' : `${bytes} bytes`);

/** What a variable holds if no file sets it. */
export function defaultWords({ defaults }: Tunable, release: Release, cpuType: CpuType): string {
  const found = defaults[release];
  if (found === null) return `none: ${releaseNames[release]} has no such variable`;
  return 'formula' in found ? found.formula : grouped(found.exceptOn?.[cpuType] ?? found.value);
}

/** The defaults of both releases, once where they are the same. */
export function defaultsWords(tunable: Tunable, cpuType: CpuType): string {
  const words = (release: Release): string =>
    tunable.defaults[release] === null ? 'none' : defaultWords(tunable, release, cpuType);
  const [older, newer] = [words('solaris8'), words('solaris9')];
  return older === newer ? older : `${older} (Solaris 8), ${newer} (Solaris 9)`;
}

export function rangeWords({ range }: Tunable): string {
  return range === null ? 'not known' : `${grouped(range.lowest)} to ${grouped(range.highest)}`;
}

/** Whether it acts here. */
export const effectWords = ({ simulated }: Tunable): string =>
  simulated ? 'acts, as on a real host' : 'stored only: Redline does not simulate what it changes';
