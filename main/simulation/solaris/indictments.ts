import { assertPresent } from '../../../shared/lib/assert.ts';
import type { BootedSystemFile } from '../../../shared/system-file/read-system-file.ts';
import type { Engine } from '../engine/engine.ts';
import type { Processor } from '../hardware/hardware.ts';
import type { OffliningReason } from './offlining-messages.ts';
import type { ProcessorTable } from './processors/processor-table.ts';

/** Types of indictment, as the system controller numbers them, and the bit of the mailbox's flags that lets each out. */
const correctable = { type: 2, flag: 0x02 } as const;
const uncorrectable = { type: 3, flag: 0x04 } as const;

/** What a kernel tells its system controller; `disable` is 1 to mark it as uncertain, 2 to tell nothing. */
export interface IndictmentSettings {
  readonly mailboxFlags: number;
  readonly mailboxDisable: number;
}

/** The settings of a kernel that has booted. */
export function indictmentSettings({ value }: BootedSystemFile): IndictmentSettings {
  const read = (name: string): number => Number(assertPresent(value(name), 'every release has the tunable'));
  return {
    mailboxFlags: read('ecc_indictment_mailbox_flags'),
    mailboxDisable: read('ecc_indictment_mailbox_disable'),
  };
}

/** Indictments of modules by the kernel: of a processor that it has taken off-line, at the system controller. */
export class Indictments {
  readonly #engine: Engine;
  readonly #table: ProcessorTable;

  constructor(engine: Engine, table: ProcessorTable) {
    this.#engine = engine;
    this.#table = table;
  }

  /** Tells the controller, if it takes indictments at all, that a processor's cache has failed. */
  send(processor: Processor, reason: OffliningReason, settings: IndictmentSettings, cause: number): void {
    const { host } = processor;
    const { type, flag } = reason === 'uncorrectable' ? uncorrectable : correctable;
    if (host.firmware === undefined || settings.mailboxDisable > 1 || (settings.mailboxFlags & flag) === 0) return;
    const uncertain = settings.mailboxDisable === 1;
    // The controller of a starcat keeps them for whoever looks, and no more.
    const isHonoured = host.platform === 'serengeti' && host.firmware === 'honours-indictments' && !uncertain;
    const data = { host: host.name, processor: processor.processor, board: processor.place.board, type, uncertain };
    this.#engine.append('indictment.sent', processor.subject, data, [cause]);
    if (isHonoured) this.#table.indict(processor);
  }
}
