import type { RedlineClient } from '../../shared/contract/contract.ts';
import type { Command } from '../../shared/model/commands.ts';
import type { AudienceEvent } from '../../shared/model/events.ts';
import { problemText } from './problem.ts';
import { Store } from './store.ts';
import { showToast } from './toasts.ts';

/** A command on its way: `number` is null until the station has accepted it, which is when it cannot be lost. */
export interface PendingCommand {
  readonly run: string;
  readonly number: number | null;
  readonly command: Command;
}

interface Waiting {
  readonly pending: PendingCommand;
  readonly settle: (done: boolean) => void;
}

/** Commands of this window between sending and their event in the stream. */
export class Commands {
  readonly pending = new Store<readonly PendingCommand[]>([]);
  readonly #client: RedlineClient;
  readonly #waiting = new Map<string, Waiting>();
  /** Outcomes that arrived in the stream before the answer to the call did. */
  readonly #early = new Map<string, boolean>();

  constructor(client: RedlineClient) {
    this.#client = client;
  }

  /** Sends a command; true once the simulation has done it, false when it was refused, after saying why. */
  async send(run: string, command: Command): Promise<boolean> {
    const sending: PendingCommand = { run, number: null, command };
    this.pending.set([...this.pending.get(), sending]);
    try {
      const { number } = await this.#give(run, command);
      return await this.#settled(sending, number);
    } catch (problem) {
      showToast({ kind: 'problem', text: problemText(problem) });
      return false;
    } finally {
      this.#drop((other) => other === sending);
    }
  }

  /** Takes in a run's events: those of commands settle them. */
  takeEvents(run: string, events: readonly AudienceEvent[]): void {
    const outcomes = new Map<string, boolean>();
    for (const event of events) {
      const name = `${run}/${event.data.number}`;
      if (event.kind === 'command.applied') outcomes.set(name, true);
      if (event.kind !== 'command.refused') continue;
      outcomes.set(name, false);
      if (this.#waiting.has(name)) showToast({ kind: 'problem', text: String(event.data.problem) });
    }
    for (const [name, done] of outcomes) this.#settle(name, done);
  }

  /** Snapshots were read again, so the events of commands may have been missed: nothing waits for them any longer. */
  settleAll(): void {
    for (const name of [...this.#waiting.keys()]) this.#settle(name, true);
  }

  #give(run: string, command: Command): Promise<{ number: number }> {
    if (command.kind !== 'console.run') return this.#client.incidents.command({ run, command });
    return this.#client.hosts.run({ run, host: command.host, line: command.line });
  }

  #settled(sending: PendingCommand, number: number): Promise<boolean> {
    const name = `${sending.run}/${number}`;
    const early = this.#early.get(name);
    this.#early.delete(name);
    if (early !== undefined) return Promise.resolve(early);
    const accepted: PendingCommand = { ...sending, number };
    this.pending.set(this.pending.get().map((other) => (other === sending ? accepted : other)));
    return new Promise((resolve) => this.#waiting.set(name, { pending: accepted, settle: resolve }));
  }

  #settle(name: string, done: boolean): void {
    const waiting = this.#waiting.get(name);
    if (waiting === undefined) {
      if (this.#early.size >= 100) this.#early.clear();
      this.#early.set(name, done);
      return;
    }
    this.#waiting.delete(name);
    this.#drop((other) => other === waiting.pending);
    waiting.settle(done);
  }

  #drop(matches: (pending: PendingCommand) => boolean): void {
    this.pending.set(this.pending.get().filter((other) => !matches(other)));
  }
}
