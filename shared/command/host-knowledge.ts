import type { Release } from '../model/drill.ts';
import type { ProcessorState } from '../model/views.ts';

/** What is known of a host before a line runs there: enough to complete it and to foresee what it would be refused. */
export interface HostKnowledge {
  readonly host: string;
  readonly release: Release;
  readonly processors: readonly { readonly processor: number; readonly state: ProcessorState }[];
  /** Processor sets, as far as commands have told of them. */
  readonly sets: readonly number[];
  /** System boards, such as `SB2`. */
  readonly boards: readonly string[];
}
