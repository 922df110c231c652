import type { Drill } from '../../shared/model/drill.ts';
import type { PolicyComparison } from '../../shared/model/policy-views.ts';
import type { WhatIf } from '../../shared/model/system-file-views.ts';
import type { DecodedMessage } from '../../shared/model/views.ts';
import type { CompareInput } from '../lab/compare-observed.ts';
import type { FileProblem } from '../lab/file-problem.ts';
import type { ImportedDrill, ImportInput } from '../lab/import-drill.ts';
import type { WhatIfInput } from '../lab/what-if/what-if.ts';

/** What the lab's worker does. A user's bad file is an answer, not an error. */
export interface LabApi {
  /** Makes a drill of a messages file, or takes a drill file as it is. */
  importDrill(input: ImportInput): ImportedDrill | FileProblem;
  readDrill(text: string): { readonly drill: Drill } | FileProblem;
  decodeMessage(text: string): DecodedMessage;
  /** Plays a run twice and compares; tells simulated time while it does. */
  compareWhatIf(input: WhatIfInput, onProgress: (atNs: number) => void): WhatIf;
  /** What each policy makes of a run's errors; tells how many hosts and policies are done. */
  compareObserved(input: CompareInput, onProgress: (done: number) => void): PolicyComparison;
}

export type LabMethod = keyof LabApi;

export interface LabRequest {
  readonly id: number;
  readonly method: LabMethod;
  readonly input: unknown;
}

export type LabAnswer =
  | { readonly kind: 'progress'; readonly id: number; readonly value: number }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly message: string };
