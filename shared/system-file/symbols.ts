import type { CpuType, Release } from '../model/drill.ts';
import { type Tunable, tunables } from '../model/tunables.ts';

/** A variable as the kernel's symbol table has it: its size and what it holds before the file is applied. */
interface KernelSymbol {
  readonly bytes: number;
  readonly value: bigint;
}

/** The variables of a kernel and its modules, by `name` or `module:name`, and the modules it has. */
export interface SymbolTable {
  readonly symbols: ReadonlyMap<string, KernelSymbol>;
  readonly modules: ReadonlySet<string>;
}

/** What a variable is called in a file and here: `maxusers`, `shmsys:shminfo_shmmax`. */
export const symbolKey = (module: string | null, name: string): string =>
  module === null ? name : `${module}:${name}`;

/** What a variable holds at first; null where the release has none. What is computed later is 0 until then. */
function firstValue({ defaults }: Tunable, release: Release, cpuType: CpuType): bigint | null {
  const first = defaults[release];
  if (first === null) return null;
  if ('formula' in first) return 0n;
  return BigInt(first.exceptOn?.[cpuType] ?? first.value);
}

/** The symbol table of a release on a type of processor: the tunables that Redline knows. */
export function symbolTable(release: Release, cpuType: CpuType): SymbolTable {
  const symbols = new Map<string, KernelSymbol>();
  const modules = new Set<string>();
  for (const tunable of tunables) {
    const { module, name, bytes } = tunable;
    if (module !== null) modules.add(module);
    const value = firstValue(tunable, release, cpuType);
    if (value !== null) symbols.set(symbolKey(module, name), { bytes, value });
  }
  return { symbols, modules };
}
