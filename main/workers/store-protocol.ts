import type { StoreApi } from '../store/store-api.ts';
import type { RefusalReason } from '../store/store-refused.ts';

export type StoreMethod = keyof StoreApi;

/** A call of the store; answered in the order of asking. A batch to append comes packed. */
export interface StoreRequest {
  readonly id: number;
  readonly method: StoreMethod;
  readonly inputs: readonly unknown[];
}

/** An error without its class, which a structured clone would lose. */
export interface CarriedError {
  readonly name: string;
  readonly reason: RefusalReason | null;
  readonly message: string;
  readonly stack: string | null;
}

/** `opened` comes once, with the refusal where the station could not be opened. */
export type StoreAnswer =
  | { readonly kind: 'opened'; readonly error: CarriedError | null }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly error: CarriedError };

export interface StoreWorkerData {
  readonly folder: string;
}
