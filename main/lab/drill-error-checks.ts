import { assertPresent } from '../../shared/lib/assert.ts';
import type { CpuType, Drill, EccInject } from '../../shared/model/drill.ts';
import { readRegister } from '../simulation/hardware/register.ts';
import { eventClasses, hasError } from '../simulation/solaris/event-classes.ts';
import { hasMultiple, isOn } from '../simulation/solaris/fault-status.ts';
import { type DrillFault, firstFault } from './drill-fault.ts';

type Path = DrillFault['path'];
type Options = Pick<EccInject, 'name' | 'afsr' | 'trap' | 'shadow' | 'loggedAgainAfter'>;

/** Errors of memory have injects of their own, which say more. */
const namesOf = (cpuType: CpuType): readonly string[] =>
  [...new Set(eventClasses(cpuType).map(({ name }) => name))].filter((name) => name !== 'CE' && name !== 'UE');

/** Only a trap finds several errors, and only of a US-III+ in two places. */
function trapFault(cpuType: CpuType, { name, afsr, trap, shadow, loggedAgainAfter }: Options, path: Path) {
  if (trap === undefined) {
    if (shadow === undefined) return null;
    return { path: [...path, 'shadow'], problem: 'the shadow registers are read in a trap, expected the field trap' };
  }
  if (!isOn(readRegister(afsr), cpuType, name)) {
    const problem = `the AFSR ${afsr} does not have the bit of ${name} on, expected it to be on where the trap is given`;
    return { path: [...path, 'afsr'], problem };
  }
  if (shadow !== undefined && cpuType !== 'US-III+') {
    return {
      path: [...path, 'shadow'],
      problem: `a ${cpuType} has no shadow registers, expected none but on a US-III+`,
    };
  }
  if (loggedAgainAfter === undefined) return null;
  const problem = 'the trap decides what is logged again, expected either trap or loggedAgainAfter';
  return { path: [...path, 'loggedAgainAfter'], problem };
}

/** What an error must be for the type of processor that reports it. */
export function errorFault(cpuType: CpuType, error: Options, path: Path): DrillFault | null {
  if (hasError(cpuType, error.name)) return trapFault(cpuType, error, path);
  const problem = `a ${cpuType} has no error ${error.name}, expected one of ${namesOf(cpuType).join(', ')}`;
  return { path: [...path, 'name'], problem };
}

/** The same for all errors of a drill. */
export function checkErrors({ hosts, injects }: Drill): DrillFault | null {
  const types = new Map(hosts.map(({ name, cpuType }) => [name, cpuType]));
  return firstFault(injects, (inject, index) => {
    if (inject.kind !== 'ecc') return null;
    const cpuType = assertPresent(types.get(inject.host), 'the hosts of injects have been checked');
    return errorFault(cpuType, inject, ['injects', index]);
  });
}

/** An error that is logged again is so under ME. */
export const checkSecondLoggings = ({ injects }: Drill): DrillFault | null =>
  firstFault(injects, (inject, index) => {
    if (inject.kind !== 'ecc' || inject.loggedAgainAfter === undefined) return null;
    if (hasMultiple(readRegister(inject.afsr))) return null;
    const problem = 'an error is logged again only under ME, expected bit 53 to be on, such as 0x00300400.00000031';
    return { path: ['injects', index, 'afsr'], problem };
  });
