import type { NumberedCommand } from '../../shared/model/commands.ts';
import type { Scenario } from '../../shared/model/scenario.ts';
import type { Pace, RunStatus } from '../../shared/model/views.ts';
import type { PlainState } from '../simulation/engine/room.ts';
import type { TapAction } from '../simulation/simulation.ts';
import type { EventBatch, ResumePoint } from '../store/store-api.ts';

/** At most this many batches wait for their acknowledgement; then the simulation waits. */
export const batchWindow = 4;
/** At most this many events are in a batch. */
export const batchEvents = 500;

/** How fast a run goes; with `dropWhenPaged` at pace 1 from the instant of the next page on. */
export interface Pacing {
  readonly pace: Pace;
  readonly dropWhenPaged: boolean;
}

/** Asks what a room offers to look at; answered by `view` or `view-refused`, as what is asked of a tap is. */
interface ViewRequest {
  readonly type: 'view';
  readonly request: number;
  readonly name: string;
  readonly subject: string;
}

/** What the simulation worker is told. `start` or `resume` comes first, once. */
export type SimulationRequest =
  | ({ readonly type: 'start'; readonly run: string; readonly scenario: Scenario } & Pacing)
  | ({ readonly type: 'resume'; readonly point: ResumePoint } & Pacing)
  | ({ readonly type: 'pace' } & Pacing)
  | { readonly type: 'command'; readonly command: NumberedCommand }
  | { readonly type: 'acknowledge'; readonly batch: number }
  | ViewRequest
  | ({ readonly type: 'tap'; readonly action: TapAction } & Omit<ViewRequest, 'type'>);

/** What the simulation worker tells. Batches are numbered from 1. `diverged`, `ended` and `failed` are the last. */
export type SimulationReport =
  | { readonly type: 'batch'; readonly number: number; readonly batch: EventBatch; readonly status: RunStatus }
  | { readonly type: 'status'; readonly status: RunStatus }
  | { readonly type: 'view'; readonly request: number; readonly state: PlainState }
  | { readonly type: 'view-refused'; readonly request: number; readonly problem: string }
  | { readonly type: 'ended'; readonly reason: string }
  | { readonly type: 'diverged'; readonly problem: string }
  | { readonly type: 'failed'; readonly problem: string; readonly stack: string };
