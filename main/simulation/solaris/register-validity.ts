import type { CpuType } from '../../../shared/model/drill.ts';
import type { Register } from '../hardware/register.ts';
import { faultsIn } from './fault-status.ts';

/** Whether a register that several errors share still tells of the error at hand. */
export type Validity = 'valid' | 'ambiguous' | 'invalid';

/** Error classes, highest first: an error overwrites what those of lower classes left in the register. */
type Classes = readonly (readonly string[])[];

const addressClasses: Classes = [
  ['UCC', 'UCU', 'TUE', 'TSCE', 'TUE_SH'],
  ['UE', 'EDU', 'EMU', 'WDU', 'CPU', 'DUE'],
  ['CE', 'EDC', 'EMC', 'WDC', 'CPC', 'THCE'],
  ['TO', 'BERR', 'DTO', 'DBERR'],
];
const syndromeClasses: Classes = [
  ['UE', 'IVU', 'EDU', 'WDU', 'UCU', 'CPU'],
  ['CE', 'IVC', 'EDC', 'WDC', 'UCC', 'CPC'],
];
const syndromeClassesOfPlus: Classes = [
  ['UE', 'IVU', 'EDU', 'WDU', 'UCU', 'CPU', 'DUE', 'EMU'],
  ['CE', 'IVC', 'EDC', 'WDC', 'UCC', 'CPC', 'EMC'],
];

function validityIn(classes: Classes, names: readonly string[], name: string): Validity {
  for (const members of classes) {
    const isOn = names.filter((each) => members.includes(each));
    if (members.includes(name)) return isOn.some((each) => each !== name) ? 'ambiguous' : 'valid';
    if (isOn.length > 0) return 'invalid';
  }
  return 'invalid';
}

const namesIn = (afsr: Register, cpuType: CpuType): readonly string[] =>
  faultsIn(afsr, cpuType).map(({ name }) => name);

/** Whether the AFAR belongs to the error `name` that the AFSR shows. */
export const addressValidity = (afsr: Register, cpuType: CpuType, name: string): Validity =>
  validityIn(addressClasses, namesIn(afsr, cpuType), name);

/** Whether the data syndrome belongs to the error `name` that the AFSR shows. */
export const syndromeValidity = (afsr: Register, cpuType: CpuType, name: string): Validity =>
  validityIn(cpuType === 'US-III+' ? syndromeClassesOfPlus : syndromeClasses, namesIn(afsr, cpuType), name);
