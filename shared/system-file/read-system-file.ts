import type { CpuType, Release } from '../model/drill.ts';
import { applyToKernel, applyToModules, forceLoads, KernelVariables } from './apply-settings.ts';
import { checkVariables } from './boot-checks.ts';
import { duplicateMessages } from './duplicates.ts';
import { parseSystemFile } from './parse-system-file.ts';
import type { Statement } from './statements.ts';
import { symbolTable } from './symbols.ts';
import type { SystemMessage } from './system-message.ts';

/** What a boot makes of `/etc/system`. */
export interface BootedSystemFile {
  readonly statements: readonly Statement[];
  /** What the kernel prints, in order. */
  readonly messages: readonly SystemMessage[];
  /** The variables that the file has changed, by `name` or `module:name`, unsigned and of their own width. */
  readonly effective: ReadonlyMap<string, bigint>;
  /** The value of a variable after boot, changed or not; null where the release has none. */
  readonly value: (name: string) => bigint | null;
}

/** Reads the file once, as at boot: parse, duplicates, the kernel's variables, checks, then the modules. Never fails. */
export function readSystemFile(text: string, release: Release, cpuType: CpuType): BootedSystemFile {
  const { statements, messages } = parseSystemFile(text);
  const variables = new KernelVariables(symbolTable(release, cpuType));
  applyToKernel(statements, variables);
  checkVariables(variables);
  forceLoads(statements, variables);
  applyToModules(statements, variables);
  return {
    statements,
    messages: [...messages, ...duplicateMessages(statements), ...variables.messages],
    effective: variables.changed,
    value: (name) => variables.value(name),
  };
}
