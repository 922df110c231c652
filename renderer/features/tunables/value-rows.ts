import type { CpuType, Release } from '../../../shared/model/drill.ts';
import { type Tunable, tunables } from '../../../shared/model/tunables.ts';
import type { BootedSystemFile } from '../../../shared/system-file/read-system-file.ts';
import type { Setting } from '../../../shared/system-file/statements.ts';
import { symbolKey } from '../../../shared/system-file/symbols.ts';
import { defaultWords, keyOf, valueWords } from '../../editors/system-file/tunable-words.ts';

/** One variable of the kernel with what it holds in each text. */
export interface ValueRow {
  readonly key: string;
  readonly tunable: Tunable;
  readonly preset: string;
  readonly running: string;
  readonly saved: string;
  readonly edited: string;
  /** Where the running value comes from. */
  readonly origin: string;
  readonly state: 'not-saved' | 'waits' | 'in-force' | 'default' | 'absent';
}

export interface ThreeTexts {
  readonly running: BootedSystemFile;
  readonly saved: BootedSystemFile;
  readonly edited: BootedSystemFile;
}

const settingOf = (file: BootedSystemFile, key: string): Setting | null =>
  file.statements.findLast(
    (each): each is Setting => each.kind === 'setting' && symbolKey(each.module, each.name) === key,
  ) ?? null;

/** What a variable holds after a boot with a file; a formula where nobody has set it and the kernel computes it. */
function heldWords(file: BootedSystemFile, tunable: Tunable, preset: string): string {
  const key = keyOf(tunable);
  const changed = file.effective.get(key);
  return changed === undefined ? preset : valueWords(changed, tunable.bytes);
}

function originOf(file: BootedSystemFile, tunable: Tunable, release: Release): string {
  const key = keyOf(tunable);
  const setting = settingOf(file, key);
  const fallback = tunable.defaults[release];
  if (setting === null) {
    if (file.effective.has(key)) return 'limited by the kernel';
    return fallback !== null && 'formula' in fallback ? 'computed at boot' : 'default';
  }
  const held = file.effective.get(key);
  const isKept = setting.op !== '=' || held === BigInt.asUintN(8 * tunable.bytes, setting.value);
  return `line ${setting.line}${isKept ? '' : ', limited by the kernel'}`;
}

function stateOf(row: Pick<ValueRow, 'running' | 'saved' | 'edited' | 'preset'>, isSet: boolean): ValueRow['state'] {
  if (row.edited !== row.saved) return 'not-saved';
  if (row.saved !== row.running) return 'waits';
  return isSet ? 'in-force' : 'default';
}

const rank: Readonly<Record<ValueRow['state'], number>> = {
  'not-saved': 0,
  waits: 1,
  'in-force': 2,
  default: 3,
  absent: 4,
};

/** Every variable, those that change first, then those that the file sets. */
export function valueRows(texts: ThreeTexts, release: Release, cpuType: CpuType): readonly ValueRow[] {
  const rows = tunables.map((tunable): ValueRow => {
    const key = keyOf(tunable);
    const preset = tunable.defaults[release] === null ? '—' : defaultWords(tunable, release, cpuType);
    const values = {
      preset,
      running: heldWords(texts.running, tunable, preset),
      saved: heldWords(texts.saved, tunable, preset),
      edited: heldWords(texts.edited, tunable, preset),
    };
    const isSet = settingOf(texts.running, key) !== null || texts.running.effective.has(key);
    const isAbsent = tunable.defaults[release] === null;
    return {
      key,
      tunable,
      ...values,
      origin: isAbsent ? 'not in this release' : originOf(texts.running, tunable, release),
      state: isAbsent ? 'absent' : stateOf(values, isSet),
    };
  });
  return rows.sort((one, other) => rank[one.state] - rank[other.state]);
}

/** How many variables change at the next boot. */
export const waitingCount = (rows: readonly ValueRow[]): number =>
  rows.filter(({ running, saved, state }) => state !== 'absent' && running !== saved).length;
