import type { CpuType, EccInject } from '../../../shared/model/drill.ts';
import type { Processor } from '../hardware/hardware.ts';
import { eventClassOf, type Trap } from './event-classes.ts';
import { type KernelMessage, kernelMessage } from './kernel-message.ts';

/** What an error does to its host: the kernel panics, or the system controller resets the domain. */
export interface Ending {
  readonly kind: 'panic' | 'reset';
  /** The errors as a panic names them: `UCU WDU `. */
  readonly reasons: string;
}

/** An error of the trap, by its bit in the AFSR. */
interface Found {
  readonly name: string;
}

/** What the trap handler goes by. */
type TrappedError = Pick<EccInject, 'mode' | 'trapLevel' | 'trap'> & { readonly protected?: boolean | undefined };

/** The kernel keeps its reasons in so many bytes, the last of which ends them. */
const mostReasons = 39;

function reasonsOf(cpuType: CpuType, trap: Trap, errors: readonly Found[]): string {
  return errors.reduce((reasons, { name }) => {
    const longer = `${reasons}${eventClassOf(cpuType, trap, name).reason} `;
    return longer.length <= mostReasons ? longer : reasons;
  }, '');
}

/**
 * Whether the kernel goes on after the errors of a trap. It cannot where its own code is to work with what it never got:
 * after a deferred trap, or a load from the cache that came back with a WDU and will fail again.
 */
function panics(trap: Trap, error: TrappedError, names: readonly string[]): boolean {
  const isPrivileged = error.mode === 'privileged' && error.protected !== true;
  if (trap === 'fast-ecc') return isPrivileged && names.includes('UCU') && names.includes('WDU');
  if (trap === 'disrupting') return false;
  // Without a trap of its own, a load of a block is one of the kernel's copying routines, which expect to fail.
  if (error.trap === undefined && names.includes('EDU')) return false;
  return isPrivileged || error.trapLevel > 0;
}

/** What becomes of the host after the errors of one trap, in the order of their logging; null if it goes on. */
export function endingOf(cpuType: CpuType, trap: Trap, error: TrappedError, errors: readonly Found[]): Ending | null {
  const isFatal = errors.some(({ name }) => eventClassOf(cpuType, trap, name).isFatal);
  const names = errors.map(({ name }) => name);
  if (!isFatal && !panics(trap, error, names)) return null;
  return { kind: isFatal ? 'reset' : 'panic', reasons: reasonsOf(cpuType, trap, errors) };
}

/** Where the stacks of kernel threads begin, and how far they are apart. */
const firstThread = 0x2a1_0001_fd20;
const threadBytes = 0x8000;

/** Of what a kernel dies: `[AFT1] errID 0x0000004c.9f19b4ab UE Error(s)`. */
export const panicReason = (errId: string, reasons: string): string => `[AFT1] errID ${errId} ${reasons}Error(s)`;

const hint = '\n    See previous message(s) for details';

/** What a kernel prints last, by the module `unix`: where it stopped, and because of which errors. */
export function panicMessages({ processor }: Processor, errId: string, reasons: string): readonly KernelMessage[] {
  const thread = (firstThread + processor * threadBytes).toString(16);
  const start = '\n\rpanic[cpu%d]/thread=%p: ';
  // syslogd writes a carriage return as ^M.
  const where = `\n^Mpanic[cpu${processor}]/thread=${thread}: `;
  return [
    kernelMessage('unix', 'continuation', start, where),
    kernelMessage('unix', 'continuation', panicReason(errId, '%s') + hint, panicReason(errId, reasons) + hint),
  ];
}
