import { assert } from '../../shared/lib/assert.ts';
import { secondNs } from '../../shared/lib/time.ts';
import type { AudienceEvent, EventDataOf, EventKind } from '../../shared/model/events.ts';
import { pageAddress } from '../simulation/solaris/memory/page-messages.ts';
import { type AvailabilityCase, readAvailabilityCase } from './availability-case.ts';

/** What of a run is read to make cases of it: nothing that only a trainer may see. */
export interface ObservedRun {
  /** The instant at which the run's clock starts. */
  readonly startsAt: string;
  readonly untilNs: number;
  /** Of the kinds in `comparedKinds`, in log order. */
  readonly events: readonly AudienceEvent[];
}

/** A host of a run with its errors, as if they had happened to it from its boot on. */
export interface ObservedHost {
  readonly host: string;
  readonly events: readonly AudienceEvent[];
  readonly given: AvailabilityCase;
}

/** What changes processors. A host that went down is told by an event of its own, whatever made it go. */
const changingCommand = /^\s*(?:psradm|psrset|pbind|cfgadm)\b/;

/** Instants of a case are seconds since boot: here the run's own clock. */
const secondsOf = (atNs: number): number => atNs / secondNs;

type Written = Record<string, unknown>;
const dataOf = <Kind extends EventKind>(event: AudienceEvent, _kind: Kind) => event.data as EventDataOf<Kind>;

/** What became of a page: whether it was in use then, and whether its error came back while it was cleared. */
interface PageFate {
  readonly at: number;
  readonly state: string;
  readonly isStuck: boolean;
}

const inService: PageFate = { at: 0, state: 'clean', isStuck: false };

/** What became of each page, in order of time. */
function pageFates(events: readonly AudienceEvent[]): ReadonlyMap<string, readonly PageFate[]> {
  const fates = new Map<string, PageFate[]>();
  for (const event of events) {
    const { kind, at, data } = event;
    if (kind !== 'memory-page.deferred' && kind !== 'memory-page.retired' && kind !== 'memory-page.cleared') continue;
    const { address, state = 'clean', reason = '' } = data as { address: string; state?: string; reason?: string };
    const known = fates.get(address) ?? [];
    known.push({ at, state, isStuck: reason === 'uncorrectable' });
    fates.set(address, known);
  }
  return fates;
}

/** The host's events as those of a case. Busy processors and pages in use show where the kernel was refused. */
class CaseWriter {
  readonly written: Written[] = [];
  readonly #busy = new Set<number>();
  readonly #reported = new Set<number>();
  readonly #fates: ReadonlyMap<string, readonly PageFate[]>;

  constructor(events: readonly AudienceEvent[]) {
    this.#fates = pageFates(events);
  }

  add(event: AudienceEvent): void {
    if (event.kind === 'ecc.reported') this.#addCacheError(event);
    else if (event.kind === 'memory.reported') this.#addMemoryError(event);
    else if (event.kind === 'offlining.failed') this.#addThread(event);
    else if (event.kind === 'processor.offlined') this.#removeThreads(event);
    else if (event.kind === 'console.ran') this.#addCommand(event);
    else if (event.kind === 'host.went-down') this.#write(event, { type: 'command', line: 'reboot' });
  }

  #addCacheError(event: AudienceEvent): void {
    const { processor: cpu, name, afsr, afar, first } = dataOf(event, 'ecc.reported');
    const isAgain = event.causes.some((cause) => this.#reported.has(cause));
    this.#reported.add(event.number);
    // The second logging of an error is no error more, but what makes a UCC one of several.
    if (isAgain && name !== 'UCC') return;
    this.#write(event, { type: 'ecc', cpu, name, afsr, afar, faultPc: '0x0', first });
  }

  #addMemoryError(event: AudienceEvent): void {
    const { processor: cpu, name, class: kind, afsr, afar, unum } = dataOf(event, 'memory.reported');
    // The page was as it was found next; of an uncorrectable error no class is logged.
    const fates = this.#fates.get(pageAddress(afar)) ?? [];
    const { state: pageState, isStuck } = fates.find(({ at }) => at >= event.at) ?? inService;
    const known = kind === '' ? (isStuck ? 'sticky' : 'intermittent') : kind;
    const memory = { type: 'memory', cpu, name, class: known, module: unum, pageState };
    this.#write(event, { ...memory, afsr, afar, faultPc: '0x0' });
  }

  /** A processor that was refused counts as busy from then on, until it was seen to go. */
  #addThread(event: AudienceEvent): void {
    const { processor: cpu } = dataOf(event, 'offlining.failed');
    if (this.#busy.has(cpu)) return;
    this.#busy.add(cpu);
    this.#write(event, { type: 'bind', cpu });
  }

  #removeThreads(event: AudienceEvent): void {
    const { processor: cpu } = dataOf(event, 'processor.offlined');
    if (this.#busy.delete(cpu)) this.#write(event, { type: 'unbind', cpu });
  }

  #addCommand(event: AudienceEvent): void {
    const { line } = dataOf(event, 'console.ran');
    if (changingCommand.test(line)) this.#write(event, { type: 'command', line });
  }

  #write({ at }: AudienceEvent, written: Written): void {
    this.written.push({ at: secondsOf(at), ...written });
  }
}

function caseOf(host: string, { startsAt, untilNs }: ObservedRun, events: readonly AudienceEvent[]): AvailabilityCase {
  const booted = events.find(({ kind }) => kind === 'host.booted');
  assert(booted !== undefined, 'a host with errors has booted');
  const { platform, cpuType, release } = dataOf(booted, 'host.booted');
  const configured = events.filter(({ kind }) => kind === 'processor.configured');
  const ids = new Set(configured.map((event) => dataOf(event, 'processor.configured').processor));
  const writer = new CaseWriter(events);
  for (const event of events) writer.add(event);
  const given = {
    ...{ platform, host, cpuType, release, bootedAt: startsAt, until: secondsOf(untilNs) },
    ...{ cpus: [...ids].map((id) => ({ id })), events: writer.written },
  };
  const checked = readAvailabilityCase(JSON.stringify(given));
  if ('problem' in checked) throw new Error(`${host}: ${checked.place}: ${checked.problem}`);
  return checked.read;
}

const isError = ({ kind }: AudienceEvent): boolean => kind === 'ecc.reported' || kind === 'memory.reported';

/** The hosts of a run on which there was an error, each with the case that its events make. */
export function observedHosts(run: ObservedRun): readonly ObservedHost[] {
  const byHost = new Map<string, AudienceEvent[]>();
  for (const event of run.events) {
    const { host } = event.data;
    if (typeof host !== 'string') continue;
    const events = byHost.get(host) ?? [];
    events.push(event);
    byHost.set(host, events);
  }
  return [...byHost]
    .filter(([, events]) => events.some(isError))
    .map(([host, events]) => ({ host, events, given: caseOf(host, run, events) }));
}
