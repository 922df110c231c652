import type { LoggedEvent } from '../../../shared/model/events.ts';
import type { ProcessorDetail, ReportedError } from '../../../shared/model/fleet-views.ts';
import { isRunning } from './fleet-model.ts';

/** Errors, attempts and states kept of one processor: the newest. */
const mostKept = 32;

/** A reported error by its number in the log, by which SERD names it. */
interface KeptError extends ReportedError {
  readonly seq: number;
}

/** What is kept of a processor besides its row in the map. */
export interface ProcessorDetailModel
  extends Pick<ProcessorDetail, 'serd' | 'kinds' | 'attempts' | 'states' | 'indictment'> {
  readonly errors: readonly KeptError[];
}

const emptySerd: ProcessorDetail['serd'] = { limit: 0, windowNs: 0, errors: [] };

/** A processor as it is when its host comes up; `before` is what was known of it until then. */
export const configuredDetail = (atNs: number, before: ProcessorDetailModel | undefined): ProcessorDetailModel => ({
  serd: emptySerd,
  errors: before?.errors ?? [],
  kinds: before?.kinds ?? [],
  attempts: before?.attempts ?? [],
  states: newestFirst({ atNs, state: 'on-line' }, before?.states ?? []),
  indictment: before?.indictment ?? null,
});

const newestFirst = <Item>(item: Item, items: readonly Item[]): Item[] => [item, ...items.slice(0, mostKept - 1)];

function countKind(kinds: ProcessorDetail['kinds'], name: string, atNs: number): ProcessorDetail['kinds'] {
  const known = kinds.find((kind) => kind.name === name);
  if (known === undefined) return [...kinds, { name, count: 1, lastAtNs: atNs }];
  return kinds.map((kind) => (kind === known ? { name, count: kind.count + 1, lastAtNs: atNs } : kind));
}

function withError(model: ProcessorDetailModel, { at, seq, data }: LoggedEvent<'ecc.reported'>): ProcessorDetailModel {
  const { name, errId, afar, unum } = data;
  const errors = newestFirst({ seq, atNs: at, name, errId, afar, unum }, model.errors);
  return { ...model, errors, kinds: countKind(model.kinds, name, at) };
}

/** SERD holds the newest `count` of the errors that it has taken, of which the event's cause is the newest. */
function withCounted(model: ProcessorDetailModel, event: LoggedEvent<'serd.counted'>): ProcessorDetailModel {
  const { count, limit, windowNs } = event.data;
  const counted = model.errors.find(({ seq }) => seq === event.causes[0]);
  if (counted === undefined) return model;
  const errors = [...model.serd.errors, { atNs: counted.atNs, name: counted.name }].slice(-count);
  return { ...model, serd: { limit, windowNs, errors } };
}

type State = ProcessorDetail['states'][number]['state'];

/** A processor that leaves service begins anew; one that runs without interrupts has not left it. */
const withState = (model: ProcessorDetailModel, atNs: number, state: State): ProcessorDetailModel => ({
  ...model,
  serd: isRunning(state) ? model.serd : { ...model.serd, errors: [] },
  states: newestFirst({ atNs, state }, model.states),
});

/** What is kept of a processor after an event about it. */
export function foldDetail(model: ProcessorDetailModel, event: LoggedEvent): ProcessorDetailModel {
  const { kind, at } = event;
  if (kind === 'ecc.reported') return withError(model, event as LoggedEvent<'ecc.reported'>);
  if (kind === 'serd.counted') return withCounted(model, event as LoggedEvent<'serd.counted'>);
  if (kind === 'offlining.failed') {
    const { attempt, error, retriesLeft } = (event as LoggedEvent<'offlining.failed'>).data;
    return { ...model, attempts: newestFirst({ atNs: at, attempt, error, retriesLeft }, model.attempts) };
  }
  if (kind === 'processor.offlined') return withState(model, at, 'off-line');
  // Its values are those of the view: both are the kernel's words.
  if (kind === 'processor.changed') {
    return withState(model, at, (event as LoggedEvent<'processor.changed'>).data.state as State);
  }
  if (kind === 'indictment.sent') {
    const { type, uncertain } = (event as LoggedEvent<'indictment.sent'>).data;
    return { ...model, indictment: { atNs: at, type, uncertain } };
  }
  return model;
}
