import { assert, assertPresent } from '../../../shared/lib/assert.ts';
import { longestRunNs } from '../../../shared/lib/time.ts';
import type { AppliedCommand, Command, CommandKind, CommandOf } from '../../../shared/model/commands.ts';
import { type EventDataOf, type EventKind, eventKinds, type LoggedEvent } from '../../../shared/model/events.ts';
import type { SimulationState, TapAction } from '../simulation.ts';
import { kindEntry } from './event-kinds.ts';
import { EventLog, type EventLogState } from './event-log.ts';
import { EventQueue, type EventQueueState } from './event-queue.ts';
import { type RandomStream, RandomStreams } from './random-streams.ts';
import type { PlainState, Room } from './room.ts';
import type { TextSum } from './text-hash.ts';

/** Which registered handler an event in the queue calls. */
export type HandlerId = number & { readonly handler: unique symbol };

type Handler = (payload: number) => void;
type Listener = (event: LoggedEvent) => void;
type View = (subject: string) => PlainState;
type Taps = { readonly [Action in TapAction]: (subject: string) => PlainState };
/** Answers null when the command was done, or a sentence why not. `cause` is the command's own event. */
export type CommandHandler<Kind extends CommandKind = CommandKind> = (
  command: AppliedCommand & { readonly command: CommandOf<Kind> },
  cause: number,
) => string | null;

const highestPayload = 0x7fff_ffff;
/** Listeners append, which calls listeners; a chain longer than this goes round in a circle. */
const deepestChain = 64;
const engineName = 'engine';

interface EngineState {
  readonly handlers: readonly string[];
  readonly queue: EventQueueState;
  readonly log: EventLogState;
  readonly streams: { readonly [name: string]: readonly number[] };
  readonly ended: boolean;
}

/**
 * The clock of a run with what every room shares: the queue of what will happen, the log of what has happened, streams
 * of random numbers, commands and views. Handlers, listeners and rooms are registered while the world is built, always
 * in the same order; then a run either starts or is restored.
 */
export class Engine {
  #nowNs = 0;
  #ended = false;
  #pageSent = false;
  #depth = 0;
  #commandsApplied = 0;
  readonly #queue = new EventQueue();
  readonly #log = new EventLog();
  readonly #streams: RandomStreams;
  readonly #handlers: Handler[] = [];
  readonly #handlerNames: string[] = [];
  readonly #listeners: Listener[][] = eventKinds.map(() => []);
  readonly #commands = new Map<CommandKind, CommandHandler>();
  readonly #views = new Map<string, View>();
  readonly #taps = new Map<string, Taps>();
  readonly #rooms: Room[] = [];

  constructor(options: { readonly seed: number }) {
    this.#streams = new RandomStreams(options.seed);
  }

  /** Simulated time: everything before it has happened. */
  get nowNs(): number {
    return this.#nowNs;
  }

  /** The number of events so far. */
  get events(): number {
    return this.#log.events;
  }

  /** Set by the event `run.ended`: nothing happens after it. */
  get ended(): boolean {
    return this.#ended;
  }

  /**
   * Logs an event now and runs its listeners before it returns its seq. `causes`: seqs of the one to eight events it
   * stems from, none only for a root. Append `run.ended` from a handler of its own: nothing may follow it. `sum`: that of
   * the data's `text`, from who knows it, so that the digest need not read the text.
   */
  append<Kind extends EventKind>(
    kind: Kind,
    subject: string,
    data: EventDataOf<Kind>,
    causes: readonly number[],
    sum?: TextSum,
  ): number {
    assert(!this.#ended, 'nothing happens after the end of the run');
    const entry = kindEntry(kind);
    const event = this.#log.append(entry, this.#nowNs, kind, subject, data, causes, sum);
    if (kind === 'run.ended') this.#end();
    else if (kind === 'page.sent') this.#pageSent = true;
    const listeners = this.#listeners[entry.index] as Listener[];
    if (listeners.length === 0) return event.seq;
    assert(++this.#depth <= deepestChain, 'listeners do not call each other in a circle');
    for (let index = 0; index < listeners.length; index++) (listeners[index] as Listener)(event as LoggedEvent);
    this.#depth--;
    return event.seq;
  }

  /** Calls `listener` with every event of `kind`, after the listeners registered before. */
  on<Kind extends EventKind>(kind: Kind, listener: (event: LoggedEvent<Kind>) => void): void {
    (this.#listeners[kindEntry(kind).index] as Listener[]).push(listener as Listener);
  }

  /** Registers what events in the queue call, once while the world is built. */
  handler(name: string, handler: Handler): HandlerId {
    assert(!this.#handlerNames.includes(name), 'a handler is registered once');
    this.#handlerNames.push(name);
    this.#handlers.push(handler);
    return (this.#handlers.length - 1) as HandlerId;
  }

  /** Calls the handler with `payload` (0 to 2^31 - 1) at `atNs`, which is now or later, after what is due then already. */
  schedule(atNs: number, handler: HandlerId, payload: number): void {
    assert(atNs >= this.#nowNs && Number.isSafeInteger(atNs), 'an event happens at a whole nanosecond, now or later');
    assert(payload >= 0 && payload <= highestPayload && (payload | 0) === payload, 'a payload is an index');
    this.#queue.push(atNs, handler, payload);
  }

  /** The random numbers of this name, which no other name disturbs. */
  random(name: string): RandomStream {
    return this.#streams.stream(name);
  }

  /** Makes a room's state part of every snapshot. */
  register(room: Room): void {
    assert(room.name !== engineName && !this.#rooms.some(({ name }) => name === room.name), 'a room has its own name');
    this.#rooms.push(room);
  }

  registerView(name: string, view: View): void {
    assert(!this.#views.has(name), 'a view is registered once');
    this.#views.set(name, view);
  }

  view(name: string, subject: string): PlainState {
    return assertPresent(this.#views.get(name), 'a room offers this view')(subject);
  }

  /** Offers recordings that views start and stop. They are no part of the run: they change nothing that happens. */
  registerTap(name: string, taps: Taps): void {
    assert(!this.#taps.has(name), 'a tap is registered once');
    this.#taps.set(name, taps);
  }

  tap(name: string, subject: string, action: TapAction): PlainState {
    return assertPresent(this.#taps.get(name), 'a room offers this tap')[action](subject);
  }

  onCommand<Kind extends CommandKind>(kind: Kind, handler: CommandHandler<Kind>): void {
    assert(!this.#commands.has(kind), 'a command has one handler');
    this.#commands.set(kind, handler as unknown as CommandHandler);
  }

  /** The instant of the next event in the queue, Infinity if there is none. */
  nextAtNs(): number {
    return this.#queue.firstAtNs();
  }

  /**
   * Lets everything happen that is due up to and including `untilNs`, but stops early once `outboxLimit` events wait to
   * be taken, or with `stopAtPage` once a page is sent. Answers whether it got there.
   */
  advance(untilNs: number, outboxLimit: number, stopAtPage = false): boolean {
    assert(Number.isSafeInteger(untilNs) && untilNs >= this.#nowNs, 'time goes forward in whole nanoseconds');
    assert(untilNs <= longestRunNs, 'a run is at most 100 days long');
    const queue = this.#queue;
    const handlers = this.#handlers;
    this.#pageSent = false;
    while (queue.firstAtNs() <= untilNs) {
      if (this.#log.waiting >= outboxLimit || (stopAtPage && this.#pageSent)) return false;
      this.#nowNs = queue.firstAtNs();
      const handler = handlers[queue.firstHandler()] as Handler;
      const payload = queue.firstPayload();
      queue.dropFirst();
      handler(payload);
    }
    if (stopAtPage && this.#pageSent) return false;
    if (!this.#ended) this.#nowNs = untilNs;
    return true;
  }

  /** Applies a command now, after everything due up to now, and lets happen what it made due now. */
  apply(command: AppliedCommand): void {
    assert(command.atNs === this.#nowNs, 'a command is applied now');
    this.#drain();
    assert(!this.#ended, 'a command is applied before the end of the run');
    const handler = assertPresent(this.#commands.get(command.command.kind), 'a room handles this command');
    this.#commandsApplied++;
    const { number, actor, role } = command;
    const incident = incidentOf(command.command);
    const subject = subjectOf(command);
    const data = { number, actor, role, command: command.command.kind, incident };
    const cause = this.append('command.applied', subject, data, []);
    const problem = handler(command, cause);
    if (problem !== null) {
      this.append('command.refused', subject, { number, actor, command: command.command.kind, incident, problem }, [
        cause,
      ]);
    }
    this.#drain();
  }

  /** Takes up to `limit` events out of the outbox, oldest first. */
  take(limit: number): LoggedEvent[] {
    return this.#log.take(limit);
  }

  /** Digest over every event so far, 16 hexadecimal digits. */
  digest(): string {
    return this.#log.digest();
  }

  /** Digest over the events that have been taken out of the outbox. */
  takenDigest(): string {
    return this.#log.takenDigest();
  }

  /** The whole run after its last event, of which those still in the outbox are not a part. */
  save(): SimulationState {
    assert(this.#depth === 0, 'a run is saved between events');
    const rooms: { [room: string]: PlainState } = { [engineName]: this.#saveOwn() };
    for (const room of this.#rooms) rooms[room.name] = room.save();
    return {
      atNs: this.#nowNs,
      events: this.events,
      commands: this.#commandsApplied,
      digest: this.digest(),
      rooms,
    };
  }

  /** Goes on where `save` was, in a world just built of the same scenario and not started. */
  restore(state: SimulationState): void {
    assert(this.events === 0 && this.#queue.length === 0, 'a world is restored before it starts');
    const own = state.rooms[engineName] as unknown as EngineState;
    assert(own.handlers.join() === this.#handlerNames.join(), 'the saved world had the same handlers');
    const names = Object.keys(state.rooms).filter((name) => name !== engineName);
    assert(names.length === this.#rooms.length, 'the saved world had the same rooms');
    this.#nowNs = state.atNs;
    this.#ended = own.ended;
    this.#commandsApplied = state.commands;
    this.#queue.restore(own.queue);
    this.#log.restore(own.log);
    this.#streams.restore(own.streams);
    for (const { name } of this.#rooms) assert(name in state.rooms, 'the saved world had the same rooms');
    for (const room of this.#rooms) room.restore(state.rooms[room.name] as PlainState);
    assert(this.events === state.events && this.digest() === state.digest, 'the saved log fits its digest');
  }

  #saveOwn(): PlainState {
    return {
      handlers: [...this.#handlerNames],
      queue: { ...this.#queue.save() },
      log: { ...this.#log.save() },
      streams: this.#streams.save(),
      ended: this.#ended,
    };
  }

  #drain(): void {
    this.advance(this.#nowNs, Number.POSITIVE_INFINITY);
  }

  #end(): void {
    this.#ended = true;
    this.#queue.clear();
  }
}

/** What a command is about: an incident, a host, or else who gave it. */
function subjectOf({ actor, command }: AppliedCommand): string {
  if ('host' in command) return command.host;
  return 'incident' in command ? command.incident : actor;
}

function incidentOf(command: Command): string {
  return 'incident' in command ? command.incident : '';
}
