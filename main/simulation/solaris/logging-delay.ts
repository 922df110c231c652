import { millisecondNs } from '../../../shared/lib/time.ts';
import type { RandomStream } from '../engine/random-streams.ts';

/** An error's log lines follow its trap by this long, drawn. */
const quickestLoggingMs = 1;
const slowestLoggingMs = 40;

/** From an error's trap to its log lines, in nanoseconds. `random` is the stream of the processor that met it. */
export type LoggingDelay = (random: RandomStream) => number;

export const drawnLoggingDelay: LoggingDelay = (random) =>
  random.uniformInt(quickestLoggingMs, slowestLoggingMs) * millisecondNs;

/** For logs whose times are given. */
export const noLoggingDelay: LoggingDelay = () => 0;
