import type { BoardAction } from '../../../../shared/command/cfgadm-command.ts';
import { assertPresent } from '../../../../shared/lib/assert.ts';
import { secondNs } from '../../../../shared/lib/time.ts';
import type { DrillHost } from '../../../../shared/model/drill.ts';
import type { Engine, HandlerId } from '../../engine/engine.ts';
import type { PlainState, Room } from '../../engine/room.ts';
import type { Hardware, Processor } from '../../hardware/hardware.ts';
import { type BoardMemory, memoryOf, pageBytes } from '../../hardware/memory-layout.ts';
import type { KernelMessage } from '../kernel-message.ts';
import { noSet } from '../processors/processor-table.ts';
import { type Machine, takeOffLine } from '../processors/take-off-line.ts';
import type { Syslogd } from '../syslogd.ts';
import { componentPath, configureMessage, keptMessages } from './board-messages.ts';

/** Where a board is: in use, with power but not in use, or without power. */
export type BoardState = 'configured' | 'unconfigured' | 'disconnected';

/** One system board of a host. */
export interface Board {
  readonly index: number;
  readonly host: DrillHost;
  /** As a processor's place has it: `SB2`, `/N0/SB2`. */
  readonly name: string;
  /** As cfgadm has it: `SB2`, `N0.SB2`. */
  readonly apId: string;
  readonly processors: readonly Processor[];
  /** Null for a board without memory. */
  readonly memory: BoardMemory | null;
  /** Whether the memory of the kernel itself is here, which cannot move. */
  readonly isPermanent: boolean;
}

interface Progress {
  readonly state: BoardState;
  /** What is being done, null while nothing is; `untilNs` when that ends, `begun` the event that tells of it. */
  readonly action: BoardAction | null;
  readonly untilNs: number;
  readonly begun: number;
}

/** Why a board does not do what is asked, in the words of the real tool, and what the kernel logs of it. */
export interface BoardRefusal {
  readonly problem: string;
  readonly messages: readonly KernelMessage[];
}

export interface BoardPorts {
  readonly syslogd: Syslogd;
  readonly machine: Machine;
  /** A processor was taken out of service. */
  readonly leftService: (processor: Processor) => void;
}

/** Dynamic reconfiguration: how long each step takes (DR-4). */
const processorNs = 2 * secondNs;
const drainedBytesPerSecond = 256 * 1024 * 1024;
const powerOffNs = 5 * secondNs;
const boardTestNs = 60 * secondNs;

const atRest = { action: null, untilNs: 0, begun: 0 } as const;
const goals: Readonly<Record<BoardAction, BoardState>> = {
  connect: 'unconfigured',
  configure: 'configured',
  unconfigure: 'unconfigured',
  disconnect: 'disconnected',
};
const isIn = (action: BoardAction): boolean => action === 'connect' || action === 'configure';

function boardsOfHost(host: DrillHost, processors: readonly Processor[], before: number): readonly Board[] {
  const memory = memoryOf(host);
  const names = [...new Set(processors.map(({ place }) => place.board))];
  return names.map((name, at) => ({
    index: before + at,
    host,
    name,
    apId: name.replace(/^\//, '').replace('/', '.'),
    processors: processors.filter(({ place }) => place.board === name),
    memory: memory.find(({ places }) => places[0]?.board === name) ?? null,
    isPermanent: memory[0]?.places[0]?.board === name,
  }));
}

/** All boards of a run, host by host. */
function allBoards({ hosts, processors }: Hardware): readonly Board[] {
  const boards: Board[] = [];
  for (const host of hosts) {
    boards.push(
      ...boardsOfHost(
        host,
        processors.filter((each) => each.host === host),
        boards.length,
      ),
    );
  }
  return boards;
}

/** The system boards of all hosts, which leave a running system and come back to it. */
export class Boards implements Room {
  readonly name = 'boards';
  readonly #engine: Engine;
  readonly #ports: BoardPorts;
  readonly #boards: readonly Board[];
  readonly #end: HandlerId;
  #progress: Progress[];

  constructor(engine: Engine, hardware: Hardware, ports: BoardPorts) {
    this.#engine = engine;
    this.#ports = ports;
    this.#boards = allBoards(hardware);
    this.#progress = this.#boards.map(() => ({ ...atRest, state: 'configured' }));
    this.#end = engine.handler('boards.end', (index) => this.#finish(this.#boardAt(index)));
    engine.register(this);
  }

  /** The boards of a host, in the order of their processors. */
  of(host: DrillHost): readonly Board[] {
    return this.#boards.filter((each) => each.host === host);
  }

  state(board: Board): BoardState {
    return this.#at(board).state;
  }

  isBusy(board: Board): boolean {
    return this.#at(board).action !== null;
  }

  /** Whether an action would leave a board as it is: it is where the action leads, or further. */
  isDone(board: Board, action: BoardAction): boolean {
    const state = this.state(board);
    if (action === 'connect') return state !== 'disconnected';
    if (action === 'unconfigure') return state !== 'configured';
    return state === goals[action];
  }

  /**
   * Asks the kernel whether a board may do what is asked: for one that leaves its processors are taken off-line, all of
   * them or none. Answers null where it may; then `begin` it.
   */
  prepare(board: Board, action: BoardAction, forced: boolean, caller: number): BoardRefusal | null {
    const refused = (problem: string): BoardRefusal => ({
      problem: `${action} ${board.apId}: ${problem}`,
      messages: [],
    });
    if (isIn(action) || this.state(board) !== 'configured') return null;
    if (board.isPermanent) return refused(`No available memory target: ${componentPath(board.apId, 'memory')}`);
    const kept = this.#takeOffLine(board, forced, caller);
    if (kept === null) return null;
    const path = pathOf(board, kept);
    const hasThreads = this.#ports.machine.processes.boundTo(kept) > 0;
    return {
      ...refused(`Failed to off-line: ${path}`),
      messages: keptMessages(path, kept.processor, hasThreads),
    };
  }

  /** Begins what was prepared; `cause` is why. It ends by itself. */
  begin(board: Board, action: BoardAction, cause: number): void {
    const { state } = this.#at(board);
    const untilNs = this.#engine.nowNs + durationNs(board, state, action);
    const data = { host: board.host.name, board: board.name, action, untilNs };
    const begun = this.#engine.append('board.began', board.host.name, data, [cause]);
    this.#progress[board.index] = { state, action, untilNs, begun };
    this.#engine.schedule(untilNs, this.#end, board.index);
    if (!isIn(action) && state === 'configured') this.#tellConfigured(board, false, begun);
  }

  /** A host goes down: what was being done to its boards is not. */
  cancel(host: DrillHost): void {
    for (const board of this.of(host)) this.#progress[board.index] = { ...atRest, state: this.state(board) };
  }

  /** A host comes up: it uses every board that has power. */
  boot(host: DrillHost): void {
    for (const board of this.of(host)) {
      if (this.state(board) === 'disconnected') continue;
      this.#progress[board.index] = { ...atRest, state: 'configured' };
      for (const processor of board.processors) this.#ports.machine.table.join(processor, 0);
    }
  }

  save(): PlainState {
    return [...this.#progress] as unknown as PlainState;
  }

  restore(state: PlainState): void {
    this.#progress = [...(state as unknown as readonly Progress[])];
  }

  /** Takes all processors of a board off-line. Answers the one that stays, and then all stay as they were. */
  #takeOffLine({ processors }: Board, forced: boolean, caller: number): Processor | null {
    const { machine } = this.#ports;
    const atNs = this.#engine.nowNs;
    const taken: { readonly processor: Processor; readonly was: 'on-line' | 'no-intr' }[] = [];
    for (const processor of processors) {
      const was = machine.table.state(processor);
      if (was !== 'on-line' && was !== 'no-intr') continue;
      if (takeOffLine(machine, processor, { forced, caller, atNs }) !== null) {
        for (const each of taken) machine.table.setState(each.processor, each.was, atNs);
        return processor;
      }
      taken.push({ processor, was });
    }
    return null;
  }

  #finish(board: Board): void {
    const { action, untilNs, begun } = this.#at(board);
    // Of an action that its host has gone down in.
    if (action === null || untilNs !== this.#engine.nowNs) return;
    if (isIn(action)) this.#bringIn(board, goals[action], begun);
    else this.#takeOut(board, action, begun);
  }

  #takeOut(board: Board, action: BoardAction, begun: number): void {
    if (this.state(board) === 'configured') {
      // Somebody may have brought one on-line again meanwhile.
      const kept = this.#takeOffLine(board, false, 0);
      if (kept !== null) {
        this.#fail(board, action, kept, begun);
        return;
      }
      const left = this.#change(board, 'unconfigured', begun);
      for (const processor of board.processors) this.#leave(processor, left);
    }
    if (action === 'disconnect') this.#change(board, 'disconnected', begun);
    this.#progress[board.index] = { ...this.#at(board), ...atRest };
  }

  #bringIn(board: Board, goal: BoardState, begun: number): void {
    if (this.state(board) === 'disconnected') this.#change(board, 'unconfigured', begun);
    if (goal === 'configured') {
      const joined = this.#change(board, 'configured', begun);
      this.#tellConfigured(board, true, joined);
      for (const processor of board.processors) this.#join(processor, joined);
    }
    this.#progress[board.index] = { ...this.#at(board), ...atRest };
  }

  #fail(board: Board, action: BoardAction, kept: Processor, begun: number): void {
    const path = pathOf(board, kept);
    const data = { host: board.host.name, board: board.name, action, problem: `Failed to off-line: ${path}` };
    const failed = this.#engine.append('board.failed', board.host.name, data, [begun]);
    this.#progress[board.index] = { ...this.#at(board), ...atRest };
    for (const message of keptMessages(path, kept.processor, false)) this.#ports.syslogd.write(kept, message, failed);
  }

  #change(board: Board, state: BoardState, cause: number): number {
    const was = this.state(board);
    this.#progress[board.index] = { ...this.#at(board), state };
    const data = { host: board.host.name, board: board.name, was, state };
    return this.#engine.append('board.changed', board.host.name, data, [cause]);
  }

  #leave(processor: Processor, cause: number): void {
    const { table } = this.#ports.machine;
    const was = table.state(processor);
    table.moveTo(processor, noSet);
    table.leave(processor, this.#engine.nowNs);
    this.#tellState(processor, was, cause);
    this.#ports.leftService(processor);
  }

  /** On-line, unless the system controller honours an indictment. */
  #join(processor: Processor, cause: number): void {
    const { host, subject, place } = processor;
    const { table } = this.#ports.machine;
    table.join(processor, this.#engine.nowNs);
    const data = { host: host.name, processor: processor.processor, board: place.board, position: place.position };
    const configured = this.#engine.append('processor.configured', subject, data, [cause]);
    if (!table.isRunning(processor)) this.#tellState(processor, 'on-line', configured);
  }

  #tellState(processor: Processor, was: string, cause: number): void {
    const state = this.#ports.machine.table.state(processor);
    if (state === was) return;
    const data = { host: processor.host.name, processor: processor.processor, was, state };
    this.#engine.append('processor.changed', processor.subject, data, [cause]);
  }

  #tellConfigured(board: Board, isJoining: boolean, cause: number): void {
    for (const processor of board.processors) {
      this.#ports.syslogd.write(processor, configureMessage(isJoining, pathOf(board, processor)), cause);
    }
  }

  #boardAt(index: number): Board {
    return assertPresent(this.#boards[index], 'an index of a board');
  }

  #at({ index }: Board): Progress {
    return assertPresent(this.#progress[index], 'every board has its progress');
  }
}

const pathOf = ({ apId }: Board, { place }: Processor): string => componentPath(apId, `cpu${place.slot}`);

function durationNs({ processors, memory }: Board, state: BoardState, action: BoardAction): number {
  const processorsNs = processors.length * processorNs;
  const testNs = state === 'disconnected' ? boardTestNs : 0;
  if (action === 'connect') return testNs;
  if (action === 'configure') return testNs + processorsNs;
  const drainNs = Math.ceil(((memory?.pages ?? 0) * pageBytes) / drainedBytesPerSecond) * secondNs;
  const leaveNs = state === 'configured' ? processorsNs + drainNs : 0;
  return action === 'disconnect' ? leaveNs + powerOffNs : leaveNs;
}
