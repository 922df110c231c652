import { assertPresent } from '../../shared/lib/assert.ts';
import type { CacheDump, Drill, DumpedLine } from '../../shared/model/drill.ts';
import {
  type CacheShape,
  cacheOf,
  cacheSizesOf,
  isTagOf,
  stateOf,
  subBlockOf,
} from '../simulation/hardware/l2-cache.ts';
import { type Register, readRegister } from '../simulation/hardware/register.ts';
import { type DrillFault, firstFault } from './drill-fault.ts';

type Path = DrillFault['path'];

/** A host's processors come with certain sizes of cache. */
export const checkCacheSizes = ({ hosts }: Drill): DrillFault | null =>
  firstFault(hosts, ({ cpuType, cacheMegabytes }, index) => {
    const sizes = cacheSizesOf(cpuType);
    if (cacheMegabytes === undefined || sizes.includes(cacheMegabytes)) return null;
    const problem = `a ${cpuType} has no cache of ${cacheMegabytes} MB, expected ${sizes.join(' or ')}`;
    return { path: ['hosts', index, 'cacheMegabytes'], problem };
  });

/** State and match stand in the tag, too: both must say the same. */
function lineFault(cache: CacheShape, address: Register, line: DumpedLine, path: Path): DrillFault | null {
  const tag = readRegister(line.tag);
  const subBlock = subBlockOf(cache, address);
  const state = stateOf(cache, tag, subBlock);
  if (state !== line.state) {
    const problem = `the tag ${line.tag} has sub-block ${subBlock} in the state ${state}, expected ${state}`;
    return { path: [...path, 'state'], problem };
  }
  const match = isTagOf(cache, tag, address);
  if (match === line.match) return null;
  const problem = `the tag ${line.tag} ${match ? 'is' : 'is not'} that of the AFAR in a cache of ${cache.megabytes} MB, expected ${match}`;
  return { path: [...path, 'match'], problem };
}

/** Other ways are dumped where none has the line of the AFAR, and there are only so many. */
function waysFault(cache: CacheShape, { match, otherWays = [] }: CacheDump, path: Path): DrillFault | null {
  if (otherWays.length === 0) return null;
  if (otherWays.length >= cache.ways) {
    const problem = `${otherWays.length + 1} ways, expected at most ${cache.ways}: that is all a ${cache.cpuType} has`;
    return { path, problem };
  }
  const found = match || otherWays.some((line) => line.match);
  return found ? { path, problem: 'a way has the line of the AFAR, expected no line of another way' } : null;
}

/** What is dumped of a cache must be possible for the cache and the AFAR. */
export function dumpFault(cache: CacheShape, afar: string, dump: CacheDump, path: Path): DrillFault | null {
  const { otherWays = [] } = dump;
  const address = readRegister(afar);
  return (
    lineFault(cache, address, dump, path) ??
    firstFault(otherWays, (line, way) => lineFault(cache, address, line, [...path, 'otherWays', way])) ??
    waysFault(cache, dump, [...path, 'otherWays'])
  );
}

/** The same for all dumps of a drill. */
export function checkDumps({ hosts, injects }: Drill): DrillFault | null {
  const caches = new Map(hosts.map((host) => [host.name, cacheOf(host)]));
  return firstFault(injects, (inject, index) => {
    if (inject.kind !== 'ecc' || inject.dump === undefined) return null;
    const cache = assertPresent(caches.get(inject.host), 'the hosts of injects have been checked');
    return dumpFault(cache, inject.afar, inject.dump, ['injects', index, 'dump']);
  });
}
