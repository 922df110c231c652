import type { Engine } from '../engine/engine.ts';
import type { Processor } from '../hardware/hardware.ts';
import type { KernelMessage } from './kernel-message.ts';

/** Writes a kernel message of a processor's host to the host's log. `cause` is what it tells of. */
export function logMessage(engine: Engine, { host }: Processor, message: KernelMessage, cause: number): void {
  engine.append('message.logged', host.name, { host: host.name, ...message }, [cause]);
}
