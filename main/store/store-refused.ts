/** Why the store would not do something; each has a sentence that tells the person what to do. */
export type RefusalReason =
  | 'newer'
  | 'foreign'
  | 'locked'
  | 'read-only'
  | 'full'
  | 'damaged'
  | 'unreachable'
  | 'limit'
  | 'not-found'
  | 'conflict';

/** The store cannot do what was asked, through no fault of the program. `message` is one sentence for a person. */
export class StoreRefused extends Error {
  override readonly name = 'StoreRefused';
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason, message: string) {
    super(message);
    this.reason = reason;
  }
}
