import { constants } from 'node:os';

/** Clearing up takes less; what does not come to an end must not keep the program. */
const clearingMs = 5_000;

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A person or the system stopped the command; whatever it had begun has been cleared away. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  readonly exitCode: number;

  constructor(signal: (typeof signals)[number]) {
    super(`stopped by ${signal}: nothing was written`);
    this.exitCode = 128 + constants.signals[signal];
  }
}

export interface Interruption {
  /** Aborts, with an `Interrupted`, at the first signal. */
  readonly signal: AbortSignal;
  /** From now on signals end the program as usual. */
  ignore(): void;
}

/** Lets a command clear up behind itself when it is told to stop; a second signal ends the program at once. */
export function catchInterruption(): Interruption {
  const controller = new AbortController();
  const stop = (name: NodeJS.Signals) => {
    const signal = signals.find((each) => each === name) ?? 'SIGTERM';
    if (controller.signal.aborted) process.exit(128 + constants.signals[signal]);
    controller.abort(new Interrupted(signal));
    setTimeout(() => process.exit(128 + constants.signals[signal]), clearingMs).unref();
  };
  for (const signal of signals) process.on(signal, stop);
  return {
    signal: controller.signal,
    ignore: () => {
      for (const signal of signals) process.off(signal, stop);
    },
  };
}
