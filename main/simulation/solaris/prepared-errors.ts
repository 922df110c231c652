import type { EccInject } from '../../../shared/model/drill.ts';
import type { Processor } from '../hardware/hardware.ts';
import { cacheOf } from '../hardware/l2-cache.ts';
import { printRegister, readRegister } from '../hardware/register.ts';
import { dumpMessages, linesOfDump } from './cache-dump-messages.ts';
import { type Category, categoryOf } from './category.ts';
import { classOfReport, type ErrorReport, headerMessage, moduleAtFault, syndromeMessage } from './error-messages.ts';
import type { ErrorSettings } from './error-settings.ts';
import { isOfMemory, type Trap, usualTrap } from './event-classes.ts';
import { dataSyndromeOf, hasMultiple, withoutMultiple } from './fault-status.ts';
import type { FormattedMessage } from './kernel-message.ts';
import type { Kernels } from './kernels.ts';
import type { MemorySettings } from './memory/memory-settings.ts';
import { errorIdHole, type MessageTemplate, templateOf } from './message-template.ts';
import { type Ending, endingOf } from './panic.ts';
import type { RemovalSettings } from './removal-settings.ts';
import { type FaultRegisters, type Logging, loggingsOf } from './trap-dispatch.ts';

/** What a trap finds: the errors to log in their order, and what becomes of the host after them. */
export interface TrapFindings {
  readonly trap: Trap;
  readonly first: boolean;
  readonly loggings: readonly Logging[];
  readonly ending: Ending | null;
}

/** One logging of an error, with `errorIdHole` where its error id will be. */
export interface PreparedError {
  readonly report: ErrorReport;
  readonly category: Category;
  /** What `ecc.reported` tells of it. */
  readonly told: {
    readonly afsr: string;
    readonly afar: string;
    readonly syndrome: number;
    readonly unum: string;
    readonly multiple: boolean;
  };
  readonly messages: readonly MessageTemplate[];
  readonly settings: Settings;
}

/** What the kernel goes by, as it has read it: the same objects until it reads them again. */
interface Settings {
  readonly removal: RemovalSettings;
  readonly errors: ErrorSettings;
  readonly memory: MemorySettings;
}

/**
 * What Solaris makes of an error follows from its fault and the kernel's settings, but for the error id. A fault that is
 * met a million times is thought through once. It is no part of a snapshot.
 */
export class PreparedErrors {
  readonly #kernels: Kernels;
  readonly #findings = new WeakMap<EccInject, TrapFindings>();
  readonly #errors = new WeakMap<Logging, PreparedError>();

  constructor(kernels: Kernels) {
    this.#kernels = kernels;
  }

  /** What the trap of an inject finds; `first` where the inject tells of the first of several errors. */
  findings({ host }: Processor, inject: EccInject, first: boolean): TrapFindings {
    const known = this.#findings.get(inject);
    if (known !== undefined && known.first === first) return known;
    const trap = inject.trap ?? usualTrap(host.cpuType, inject.name, inject.mode);
    const loggings = loggingsOfInject(host.cpuType, trap, inject, first);
    const findings = { trap, first, loggings, ending: endingOf(host.cpuType, trap, inject, loggings) };
    this.#findings.set(inject, findings);
    return findings;
  }

  /** What is told and logged of one of an inject's errors. */
  prepared(processor: Processor, inject: EccInject, trap: Trap, logging: Logging): PreparedError {
    const { host } = processor;
    const known = this.#errors.get(logging);
    const removal = this.#kernels.removal(host);
    // A kernel reads all of its settings at once.
    if (known !== undefined && known.settings.removal === removal) return known;
    const settings = { removal, errors: this.#kernels.errors(host), memory: this.#kernels.memory(host) };
    const prepared = prepare(processor, inject, trap, logging, settings);
    this.#errors.set(logging, prepared);
    return prepared;
  }
}

function prepare(
  processor: Processor,
  inject: EccInject,
  trap: Trap,
  logging: Logging,
  settings: Settings,
): PreparedError {
  const { host } = processor;
  const { mode, trapLevel, faultPc, module = '' } = inject;
  const { name, afsr, afar, first } = logging;
  const report = { processor, name, mode, trap, trapLevel, errId: errorIdHole, afsr, afar, faultPc, first, module };
  const told = {
    afsr: printRegister(afsr),
    afar: printRegister(afar),
    syndrome: dataSyndromeOf(afsr),
    unum: moduleAtFault(report),
    multiple: hasMultiple(afsr),
  };
  const { automaticRemoval } = settings.removal;
  const category = categoryOf({ name, afsr, host, automaticRemoval });
  const messages = messagesOf(report, inject, logging, settings).map(templateOf);
  return { report, category, told, messages, settings };
}

/** The messages of an error. Whoever does not want those of corrected errors gets none. */
function messagesOf(
  report: ErrorReport,
  { dump }: EccInject,
  { withDump }: Logging,
  { errors, memory }: Settings,
): readonly FormattedMessage[] {
  const { isLevel1, isFatal } = classOfReport(report);
  const verbosity = isOfMemory(report.name) ? memory.verbosity : errors.correctedVerbosity;
  if (!isLevel1 && !isFatal && verbosity <= 0) return [];
  const header = headerMessage(report, verbosity > 1);
  const syndrome = syndromeMessage(report, verbosity > 1);
  const lines = syndrome === null ? [header] : [header, syndrome];
  if (dump === undefined || !withDump) return lines;
  const level = errors.dumpsForConsole ? '[AFT2]' : '![AFT2]';
  const { processor, errId, afar } = report;
  const captured = { cache: cacheOf(processor.host), errId, address: afar, lines: linesOfDump(dump), level } as const;
  return [...lines, ...dumpMessages(captured)];
}

/**
 * What is logged because of an inject: all errors of its trap, or, where it does not say by which trap they came, the
 * named one alone. The first of several errors was latched before ME came on.
 */
function loggingsOfInject(
  cpuType: Processor['host']['cpuType'],
  trap: Trap,
  inject: EccInject,
  first: boolean,
): readonly Logging[] {
  const primary = registersOf(inject);
  if (inject.trap === undefined) {
    const afsr = first ? withoutMultiple(primary.afsr) : primary.afsr;
    return [{ name: inject.name, afsr, afar: primary.afar, first, again: false, withDump: true }];
  }
  return loggingsOf(cpuType, trap, primary, inject.shadow === undefined ? null : registersOf(inject.shadow));
}

const registersOf = ({ afsr, afar }: { readonly afsr: string; readonly afar: string }): FaultRegisters => ({
  afsr: readRegister(afsr),
  afar: readRegister(afar),
});
