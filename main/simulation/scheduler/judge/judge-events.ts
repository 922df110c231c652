import type { Program } from '../programs.ts';

/** What happens to the judge's host from outside. */
export type JudgeEvent =
  | {
      readonly atUs: number;
      readonly kind: 'spawn';
      readonly name: string;
      readonly program: Program;
      readonly nice: number;
      readonly policy: 'other' | 'fifo' | 'rr';
      readonly realTimePriority: number;
      readonly cpu: number;
      readonly allowed: readonly number[] | null;
      readonly permille: number;
    }
  | { readonly atUs: number; readonly kind: 'nice'; readonly name: string; readonly nice: number }
  | {
      readonly atUs: number;
      readonly kind: 'post';
      readonly queue: number;
      readonly tokens: number;
      readonly wakes: number;
    }
  | { readonly atUs: number; readonly kind: 'offline'; readonly cpu: number }
  | { readonly atUs: number; readonly kind: 'online'; readonly cpu: number }
  | { readonly atUs: number; readonly kind: 'restrict'; readonly name: string; readonly allowed: number[] | null };
