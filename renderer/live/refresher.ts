type Key = readonly unknown[];

interface RefresherOptions {
  /** Reads the views under `key` again; settles when they are read. */
  readonly read: (key: Key) => Promise<void>;
  readonly wait: (milliseconds: number) => Promise<void>;
}

/** The shortest time between two readings of the same view. */
const restMs = 150;

/**
 * Re-reads stale views, each at most once at a time: what turns stale while it is being read is read once more
 * afterwards, because the reading under way may have begun before the change.
 */
export class Refresher {
  readonly #options: RefresherOptions;
  readonly #busy = new Map<string, { again: boolean }>();

  constructor(options: RefresherOptions) {
    this.#options = options;
  }

  refresh(key: Key): void {
    const name = JSON.stringify(key);
    const busy = this.#busy.get(name);
    if (busy === undefined) void this.#readUntilFresh(name, key);
    else busy.again = true;
  }

  async #readUntilFresh(name: string, key: Key): Promise<void> {
    const state = { again: true };
    this.#busy.set(name, state);
    while (state.again) {
      state.again = false;
      await this.#options.read(key);
      await this.#options.wait(restMs);
    }
    this.#busy.delete(name);
  }
}
