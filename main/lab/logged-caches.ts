import { assertPresent } from '../../shared/lib/assert.ts';
import {
  type CacheDump,
  type CacheMegabytes,
  type CacheState,
  type CpuType,
  cacheStateSchema,
  type DumpedLine,
} from '../../shared/model/drill.ts';
import {
  type CacheShape,
  cacheOf,
  cacheSizesOf,
  isTagOf,
  stateOf,
  subBlockOf,
  taggedAddress,
} from '../simulation/hardware/l2-cache.ts';
import { printRegister, readRegister } from '../simulation/hardware/register.ts';
import type { LoggedCacheLine } from '../simulation/solaris/cache-dump-lines.ts';
import type { LoggedEccEvent } from '../simulation/solaris/messages-file.ts';

const cpuTypes = new Map<string, CpuType>([
  ['SUNW,UltraSPARC-III', 'US-III'],
  ['SUNW,UltraSPARC-III+', 'US-III+'],
  ['SUNW,UltraSPARC-IV', 'US-III+'],
  ['SUNW,UltraSPARC-IV+', 'US-III+'],
  ['SUNW,UltraSPARC-IIIi', 'US-IIIi'],
  ['SUNW,UltraSPARC-IIIi+', 'US-IIIi'],
]);

/** The type of a host's processors, which the module that logs their errors tells. */
export const cpuTypeOf = (events: readonly LoggedEccEvent[]): CpuType =>
  events.map(({ module }) => cpuTypes.get(module)).find((type) => type !== undefined) ?? 'US-III';

/** The type of the processors of every host of a log. */
export function loggedTypes(events: readonly LoggedEccEvent[]): ReadonlyMap<string, CpuType> {
  const byHost = Map.groupBy(events, ({ host }) => host);
  return new Map([...byHost].map(([host, own]) => [host, cpuTypeOf(own)]));
}

/** Whether a cache of this shape would have printed the line's address, sub-block, state and match. */
function fits(cache: CacheShape, afar: string, line: LoggedCacheLine): boolean {
  const [tag, address] = [readRegister(line.tag), readRegister(afar)];
  const subBlock = subBlockOf(cache, address);
  return (
    printRegister(taggedAddress(cache, tag, address)) === line.address &&
    subBlock === line.subBlock &&
    stateOf(cache, tag, subBlock) === line.state &&
    isTagOf(cache, tag, address) === line.match
  );
}

type LoggedDump = LoggedEccEvent['dump'];

/** Whether a cache of this shape would have dumped these lines. */
function dumpFits(cache: CacheShape, afar: string, dump: LoggedDump): boolean {
  const isWhole = dump.length === 1 || (dump.length <= cache.ways && dump.every(({ match }) => !match));
  return isWhole && dump.every((line) => fits(cache, afar, line));
}

/** The caches of a host's processors: of the sizes that there are, the first that fits most of its dumps. */
export function loggedCache(events: readonly LoggedEccEvent[]): CacheShape {
  const cpuType = cpuTypeOf(events);
  const dumped = events.filter(({ dump }) => dump.length > 0);
  const shapes = cacheSizesOf(cpuType).map((cacheMegabytes) => {
    const cache = cacheOf({ cpuType, cacheMegabytes });
    const fitting = dumped.filter(({ afar, dump }) => afar !== null && dumpFits(cache, afar, dump)).length;
    return { cache, fitting };
  });
  const most = Math.max(...shapes.map(({ fitting }) => fitting));
  return assertPresent(shapes.find(({ fitting }) => fitting === most)?.cache, 'every type has a cache size');
}

/** The caches of every host of a log. */
export function loggedCaches(events: readonly LoggedEccEvent[]): ReadonlyMap<string, CacheShape> {
  const byHost = Map.groupBy(events, ({ host }) => host);
  return new Map([...byHost].map(([host, own]) => [host, loggedCache(own)]));
}

/** The size as a drill tells it: left out where it is the usual one. */
export const toldMegabytes = ({ cpuType, megabytes }: CacheShape): { cacheMegabytes?: CacheMegabytes } =>
  megabytes === cacheSizesOf(cpuType)[0] ? {} : { cacheMegabytes: megabytes };

const stateNamed = (name: string): CacheState => cacheStateSchema.parse(name);

function dumpedLine({ tag, state, match, chunks }: LoggedCacheLine): DumpedLine {
  const chunk = (index: number): [string, string, string] => {
    const [high, low, ecc] = assertPresent(chunks[index], 'a dumped line has four chunks');
    return [high, low, ecc];
  };
  return { tag, state: stateNamed(state), match, data: [chunk(0), chunk(1), chunk(2), chunk(3)] };
}

/** The lines of a log's dump as a drill tells them, undefined if there are none; null where `cache` cannot have held them. */
export function loggedDump(dump: LoggedDump, afar: string, cache: CacheShape): CacheDump | null | undefined {
  const [line, ...others] = dump;
  if (line === undefined) return undefined;
  if (!dumpFits(cache, afar, dump)) return null;
  return { ...dumpedLine(line), ...(others.length === 0 ? {} : { otherWays: others.map(dumpedLine) }) };
}
