import type { CpuType } from '../../../shared/model/drill.ts';
import type { Register } from '../hardware/register.ts';
import { bitOf, bitsOf, overlaps, without } from './fault-status.ts';

/** Whether a register that several errors share still tells of the error at hand. */
export type Validity = 'valid' | 'ambiguous' | 'invalid';

/** Error classes, highest first: an error overwrites what those of lower classes left in the register. */
type Classes = readonly (readonly string[])[];
type Masks = readonly Register[];
type ByType<Value> = Readonly<Record<CpuType, Value>>;

const masksByType = (classes: ByType<Classes>): ByType<Masks> => ({
  'US-III': classes['US-III'].map((names) => bitsOf('US-III', names)),
  'US-III+': classes['US-III+'].map((names) => bitsOf('US-III+', names)),
  'US-IIIi': classes['US-IIIi'].map((names) => bitsOf('US-IIIi', names)),
});

const addressMasks = masksByType({
  'US-III': [
    ['UCC', 'UCU'],
    ['UE', 'EDU', 'EMU', 'WDU', 'CPU'],
    ['CE', 'EDC', 'EMC', 'WDC', 'CPC'],
    ['TO', 'BERR'],
  ],
  'US-III+': [
    ['UCC', 'UCU', 'TUE', 'TSCE', 'TUE_SH'],
    ['UE', 'EDU', 'EMU', 'WDU', 'CPU', 'DUE'],
    ['CE', 'EDC', 'EMC', 'WDC', 'CPC', 'THCE'],
    ['TO', 'BERR', 'DTO', 'DBERR'],
  ],
  'US-IIIi': [
    ['ETP'],
    ['UCC', 'UCU'],
    ['UE', 'RUE', 'BP', 'WBP', 'EDU', 'WDU', 'CPU'],
    ['CE', 'RCE', 'EDC', 'WDC', 'CPC'],
    ['TO', 'BERR'],
    ['UMS', 'OM'],
  ],
});

const dataSyndromeMasks = masksByType({
  'US-III': [
    ['UE', 'IVU', 'EDU', 'WDU', 'UCU', 'CPU'],
    ['CE', 'IVC', 'EDC', 'WDC', 'UCC', 'CPC'],
  ],
  'US-III+': [
    ['UE', 'IVU', 'EDU', 'WDU', 'UCU', 'CPU', 'DUE', 'EMU'],
    ['CE', 'IVC', 'EDC', 'WDC', 'UCC', 'CPC', 'EMC'],
  ],
  'US-IIIi': [
    ['UE', 'FRU', 'EDU', 'WDU', 'UCU', 'CPU'],
    ['CE', 'FRC', 'EDC', 'WDC', 'UCC', 'CPC'],
  ],
});

/** Of a US-III+ only interrupt vectors' mtags have classes of their own; its other mtag errors share those of data. */
const tagSyndromeMasks = masksByType({
  'US-III': [['EMU'], ['EMC']],
  'US-III+': [
    ['EMU', 'IMU'],
    ['EMC', 'IMC'],
  ],
  'US-IIIi': [['ISAP'], ['BP'], ['WBP', 'IVPE']],
});

/** Which of the register's two syndromes tells of an error. */
export type SyndromeField = 'data' | 'tag';

const fieldsOf = (data: readonly string[], tag: readonly string[]): ReadonlyMap<string, SyndromeField> =>
  new Map([
    ...data.map((name): [string, SyndromeField] => [name, 'data']),
    ...tag.map((name): [string, SyndromeField] => [name, 'tag']),
  ]);

const ofData = ['UE', 'CE', 'UCU', 'UCC', 'EDU', 'EDC', 'WDU', 'WDC', 'CPU', 'CPC'];
const syndromeFields: ByType<ReadonlyMap<string, SyndromeField>> = {
  'US-III': fieldsOf([...ofData, 'IVU', 'IVC'], ['EMU', 'EMC']),
  'US-III+': fieldsOf([...ofData, 'IVU', 'IVC', 'DUE'], ['EMU', 'EMC', 'IMU', 'IMC']),
  'US-IIIi': fieldsOf([...ofData, 'FRC', 'FRU'], ['IVPE', 'BP', 'WBP']),
};

/** Where the syndrome of an error is, null for one without. */
export const syndromeFieldOf = (cpuType: CpuType, name: string): SyndromeField | null =>
  syndromeFields[cpuType].get(name) ?? null;

function validityIn(masks: Masks, afsr: Register, bit: Register | undefined): Validity {
  if (bit === undefined) return 'invalid';
  for (const mask of masks) {
    if (overlaps(mask, bit)) return overlaps(afsr, without(mask, bit)) ? 'ambiguous' : 'valid';
    if (overlaps(afsr, mask)) return 'invalid';
  }
  return 'invalid';
}

/** Whether the AFAR belongs to the error `name` that the AFSR shows. */
export const addressValidity = (afsr: Register, cpuType: CpuType, name: string): Validity =>
  validityIn(addressMasks[cpuType], afsr, bitOf(cpuType, name));

/** Whether the syndrome belongs to the error `name` that the AFSR shows. */
export function syndromeValidity(afsr: Register, cpuType: CpuType, name: string): Validity {
  const isOfVectorTag = name === 'IMU' || name === 'IMC';
  const isOfTag = syndromeFieldOf(cpuType, name) === 'tag' && (cpuType !== 'US-III+' || isOfVectorTag);
  return validityIn((isOfTag ? tagSyndromeMasks : dataSyndromeMasks)[cpuType], afsr, bitOf(cpuType, name));
}
