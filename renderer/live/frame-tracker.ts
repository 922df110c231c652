import type { AudienceEvent } from '../../shared/model/events.ts';
import type { Frame } from '../../shared/model/views.ts';

export interface TakenFrame {
  /** The events that have not been seen before, in order. */
  readonly events: readonly AudienceEvent[];
  /** Something was left out: snapshots must be read again. */
  readonly gap: boolean;
}

/** Follows the numbering of one stream, so that nothing is taken in twice and nothing is missed unnoticed. */
export class FrameTracker {
  #number: number;
  #frame = 0;

  /** `number` is the last event that the snapshots on screen contain. */
  constructor(number: number) {
    this.#number = number;
  }

  /** The last event that was taken in. */
  get number(): number {
    return this.#number;
  }

  take(frame: Frame): TakenFrame {
    const missedFrame = frame.frame !== this.#frame + 1;
    const missedEvents = frame.from > this.#number + 1;
    const events = frame.events.filter((event) => event.number > this.#number);
    this.#frame = frame.frame;
    this.#number = Math.max(this.#number, frame.to);
    return { events, gap: frame.gap || missedFrame || missedEvents };
  }
}
