import type { CpuType } from '../../../shared/model/drill.ts';
import type { Register } from '../hardware/register.ts';
import { type EventClass, eventClasses, eventClassOf, multipleCapable, type Trap } from './event-classes.ts';
import { bitOf, bitsOf, hasMultiple, overlaps, unionOf, without } from './fault-status.ts';

/** What a processor has recorded of its errors. */
export interface FaultRegisters {
  readonly afsr: Register;
  readonly afar: Register;
}

/** One logging that an error comes to. */
export interface Logging extends FaultRegisters {
  /** The error's bit in the AFSR. */
  readonly name: string;
  /** From the shadow registers, which keep the first error: there was another after it. */
  readonly first: boolean;
  /** Logged for the second time, under ME. */
  readonly again: boolean;
  /** What was found of the cache belongs to the first logging from these registers. */
  readonly withDump: boolean;
}

const allErrors = (cpuType: CpuType): Register =>
  bitsOf(cpuType, [...new Set(eventClasses(cpuType).map(({ name }) => name))]);

const errorBits: Readonly<Record<CpuType, Register>> = {
  'US-III': allErrors('US-III'),
  'US-III+': allErrors('US-III+'),
  'US-IIIi': allErrors('US-IIIi'),
};

const and = (one: Register, other: Register): Register => ({
  high: (one.high & other.high) >>> 0,
  low: (one.low & other.low) >>> 0,
});

const noBits: Register = { high: 0, low: 0 };

const isSame = (one: Register, other: Register): boolean => one.high === other.high && one.low === other.low;

/** The classes by which the errors in `bits` are logged after a trap, in their order, one for each bit. */
const classesFor = (cpuType: CpuType, trap: Trap, bits: Register): readonly EventClass[] =>
  eventClasses(cpuType).filter((each) => {
    const bit = bitOf(cpuType, each.name);
    return bit !== undefined && overlaps(bits, bit) && eventClassOf(cpuType, trap, each.name) === each;
  });

/** The errors that the shadow registers show, with those bits only that the AFSR has as well. */
function shadowLoggings(
  cpuType: CpuType,
  trap: Trap,
  primary: FaultRegisters,
  shadow: FaultRegisters,
): readonly Logging[] {
  const compared = unionOf([errorBits[cpuType], bitsOf(cpuType, ['ME'])]);
  const first = !isSame(primary.afar, shadow.afar) || !isSame(and(primary.afsr, compared), and(shadow.afsr, compared));
  const both = and(and(primary.afsr, shadow.afsr), errorBits[cpuType]);
  return classesFor(cpuType, trap, both)
    .filter(({ traps }) => traps.includes(trap))
    .map(({ name }, index) => ({ ...shadow, name, first, again: false, withDump: index === 0 }));
}

/**
 * The loggings that the errors of one trap come to. First come those of the shadow registers, which a US-III+ has, then
 * those of the others that have not been logged. Under ME all that can have set it are logged again.
 */
export function loggingsOf(
  cpuType: CpuType,
  trap: Trap,
  primary: FaultRegisters,
  shadow: FaultRegisters | null,
): readonly Logging[] {
  const errors = and(primary.afsr, errorBits[cpuType]);
  const early = shadow === null ? [] : shadowLoggings(cpuType, trap, primary, shadow);
  const logged = bitsOf(
    cpuType,
    early.map(({ name }) => name),
  );
  const again = hasMultiple(primary.afsr) ? and(errors, multipleCapable(cpuType)) : noBits;
  const left = unionOf([without(errors, logged), again]);
  const late = classesFor(cpuType, trap, left).map(({ name }, index) => {
    const isAgain = early.some((each) => each.name === name);
    return { ...primary, name, first: false, again: isAgain, withDump: index === 0 };
  });
  return [...early, ...late];
}
