export type ExportRefusalReason = 'full' | 'read-only' | 'unreachable' | 'cancelled';

/** A file could not be written, through no fault of the program. `message` is one sentence for a person. */
export class ExportRefused extends Error {
  override readonly name = 'ExportRefused';
  readonly reason: ExportRefusalReason;

  constructor(reason: ExportRefusalReason, message: string) {
    super(message);
    this.reason = reason;
  }
}
