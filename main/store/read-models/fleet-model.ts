import type { DrillHost } from '../../../shared/model/drill.ts';
import type { LoggedEvent } from '../../../shared/model/events.ts';
import type { HostView, ProcessorView } from '../../../shared/model/views.ts';

/** A processor with the board it sits on. */
export interface ProcessorModel {
  readonly board: string;
  readonly view: ProcessorView;
}
/** A host without its boards and memory, which are kept by themselves. */
export type HostModel = Omit<HostView, 'boards' | 'memory'>;

/** Boots of one host that are kept: the newest. */
const mostBoots = 32;
/** The sizes and the memory of a host of which a drill does not tell. */
const usual = { cacheMegabytes: 8, cacheMegabytesOnIIIi: 1, memoryPages: 1_048_576 } as const;

/** A host that has come up; `built` is what the drill says that it is made of, `before` what it was until then. */
export const bootedHost = (
  { at, data }: LoggedEvent<'host.booted'>,
  built: DrillHost | undefined,
  before: HostModel | undefined,
): HostModel => ({
  host: data.host,
  platform: data.platform,
  cpuType: data.cpuType,
  release: data.release,
  bootedAt: data.bootedAt,
  boots: [...(before?.boots ?? []), { atNs: at, bootedAt: data.bootedAt }].slice(-mostBoots),
  down: null,
  cacheMegabytes:
    built?.cacheMegabytes ?? (data.cpuType === 'US-IIIi' ? usual.cacheMegabytesOnIIIi : usual.cacheMegabytes),
  memoryPages: built?.physmemPages ?? usual.memoryPages,
  firmware: built?.firmware ?? null,
  kernelPatch: built?.kernelPatch ?? 'usual',
  pageRetirement: built?.pageRetirement ?? 'copying',
});

const hostKinds: ReadonlySet<LoggedEvent['kind']> = new Set([
  'host.went-down',
  'host.phase-began',
  'host.stopped',
] as const);

/** Whether an event says something about a host that has booted before. */
export const isAboutHost = (kind: LoggedEvent['kind']): boolean => hostKinds.has(kind);

/** The host after an event about its going down and coming up. */
export function foldHost(model: HostModel, event: LoggedEvent): HostModel {
  if (event.kind === 'host.went-down') {
    const { reason } = (event as LoggedEvent<'host.went-down'>).data;
    return { ...model, down: { atNs: event.at, reason, phase: 'going-down', untilNs: null } };
  }
  const down = model.down ?? { atNs: event.at, reason: '', phase: '', untilNs: null };
  if (event.kind === 'host.phase-began') {
    const { phase, untilNs } = (event as LoggedEvent<'host.phase-began'>).data;
    return { ...model, down: phase === 'running' ? null : { ...down, phase, untilNs } };
  }
  const { problem } = (event as LoggedEvent<'host.stopped'>).data;
  return { ...model, down: { ...down, reason: problem, phase: 'stopped', untilNs: null } };
}

/** A processor as it is when the host comes up. */
export const configuredProcessor = ({ at, data }: LoggedEvent<'processor.configured'>): ProcessorModel => ({
  board: data.board,
  view: {
    processor: data.processor,
    position: data.position,
    state: 'on-line',
    sinceNs: at,
    serdCount: 0,
    serdLimit: 0,
    errors: 0,
    lastError: null,
    lastErrorAtNs: null,
    offlining: 'none',
    reason: null,
    attempts: 0,
    nextAttemptNs: null,
  },
});

type Change = Partial<ProcessorView>;
type ProcessorFolds = {
  readonly [Kind in LoggedEvent['kind']]?: (event: LoggedEvent<Kind>, view: ProcessorView) => Change;
};

/** No-intr processors run too, they only take no interrupts. */
export const isRunning = (state: string): boolean => state === 'on-line' || state === 'no-intr';

const countOfSerd = ({ data }: { readonly data: { readonly count: number; readonly limit: number } }): Change => ({
  serdCount: data.count,
  serdLimit: data.limit,
});

const folds: ProcessorFolds = {
  'ecc.reported': ({ at, data }, view) => ({ errors: view.errors + 1, lastError: data.name, lastErrorAtNs: at }),
  'serd.counted': countOfSerd,
  'serd.fired': countOfSerd,
  'indictment.sent': () => ({}),
  'offlining.failed': ({ data }) => ({
    offlining: 'off-lining',
    reason: data.reason,
    attempts: data.attempt,
    nextAttemptNs: data.nextAttemptNs,
  }),
  'offlining.gave-up': ({ data }) => ({
    offlining: 'gave-up',
    reason: data.reason,
    attempts: data.attempts,
    nextAttemptNs: null,
  }),
  // Its values are those of the view: both are the kernel's words.
  'processor.changed': ({ at, data }, { serdCount }) => ({
    state: data.state as ProcessorView['state'],
    serdCount: isRunning(data.was) && isRunning(data.state) ? serdCount : 0,
    sinceNs: at,
    offlining: 'none',
    reason: null,
    attempts: 0,
    nextAttemptNs: null,
  }),
  // The kernel empties the SERD of a processor that it has taken off-line.
  'processor.offlined': ({ at, data }) => ({
    state: 'off-line',
    serdCount: 0,
    sinceNs: at,
    offlining: 'done',
    reason: data.reason,
    attempts: data.attempts,
    nextAttemptNs: null,
  }),
};

/** Whether an event says something about a processor that is configured already. */
export const isAboutProcessor = (kind: LoggedEvent['kind']): boolean => kind in folds;

/** The processor after an event about it. */
export function foldProcessor(model: ProcessorModel, event: LoggedEvent): ProcessorModel {
  const fold = folds[event.kind] as ((event: LoggedEvent, view: ProcessorView) => Change) | undefined;
  return fold === undefined ? model : { ...model, view: { ...model.view, ...fold(event, model.view) } };
}
