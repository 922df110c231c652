import type { DrillHost } from '../../../shared/model/drill.ts';
import type { Engine } from '../engine/engine.ts';
import type { KernelMessage } from './kernel-message.ts';

/** Writes a kernel message to the host's log. `cause` is what it tells of. */
export function logMessage(
  engine: Engine,
  { host }: { readonly host: DrillHost },
  message: KernelMessage,
  cause: number,
): void {
  engine.append('message.logged', host.name, { host: host.name, ...message }, [cause]);
}
