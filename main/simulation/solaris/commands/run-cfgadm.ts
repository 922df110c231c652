import type { BoardAction, CfgadmCommand } from '../../../../shared/command/cfgadm-command.ts';
import { type Printed, printed } from '../../../../shared/command/printed.ts';
import { cacheOf } from '../../hardware/l2-cache.ts';
import { pageBytes } from '../../hardware/memory-layout.ts';
import type { Board } from '../boards/boards.ts';
import type { KernelMessage } from '../kernel-message.ts';
import { clockMegahertz } from './clock-rates.ts';
import { type Session, shellProcess } from './session.ts';

/** What cfgadm has begun, and what the kernel logs of what it has refused. */
export interface CfgadmDone extends Printed {
  readonly begun: readonly { readonly board: Board; readonly action: BoardAction }[];
  readonly messages: readonly KernelMessage[];
}

const widths = [30, 12, 12, 12] as const;
const rowOf = (...cells: readonly string[]): string =>
  cells
    .map((cell, index) => cell.padEnd(widths[index] ?? 0))
    .join(' ')
    .trimEnd();
const header = rowOf('Ap_Id', 'Type', 'Receptacle', 'Occupant', 'Condition');

const boardType = ({ host, name }: Board): string => {
  if (host.platform === 'serengeti') return 'CPU_Board';
  return name.startsWith('IO') ? 'MCPU' : 'CPU';
};

/** What is known of the parts of a board, as `-v` tells it. */
function detailsOf(board: Board): readonly { readonly name: string; readonly type: string; readonly about: string }[] {
  const megahertz = clockMegahertz[board.host.cpuType];
  const cache = cacheOf(board.host).megabytes;
  const processors = board.processors.map(({ processor, place }) => ({
    name: `cpu${place.slot}`,
    type: 'cpu',
    about: `cpuid ${processor}, speed ${megahertz} MHz, ecache ${cache} MBytes`,
  }));
  if (board.memory === null) return processors;
  const { base, pages } = board.memory;
  const kilobytes = (pages * pageBytes) / 1024;
  const permanent = board.isPermanent ? ', permanent' : '';
  const about = `base address 0x${base.toString(16)}, ${kilobytes} KBytes total${permanent}`;
  return [...processors, { name: 'memory', type: 'memory', about }];
}

function linesOf({ boards }: Session, board: Board, { all, verbose }: CfgadmCommand & { action: 'list' }): string[] {
  const state = boards.state(board);
  const receptacle = state === 'disconnected' ? 'disconnected' : 'connected';
  const occupant = state === 'configured' ? 'configured' : 'unconfigured';
  const condition = state === 'disconnected' ? 'unknown' : 'ok';
  const lines = [rowOf(board.apId, boardType(board), receptacle, occupant, condition)];
  // A board without power does not tell of its parts.
  if (!all || state === 'disconnected') return lines;
  for (const { name, type, about } of detailsOf(board)) {
    lines.push(rowOf(`${board.apId}::${name}`, type, 'connected', occupant, 'ok'));
    if (verbose) lines.push(`  ${about}`);
  }
  return lines;
}

/** cfgadm at work: it goes on after a board that is refused, and ends with 1 then. */
class Cfgadm {
  readonly lines: string[] = [];
  readonly begun: { board: Board; action: BoardAction }[] = [];
  readonly messages: KernelMessage[] = [];
  exit = 0;
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  /** The boards that words name, all of them where there is none. */
  boardsNamed(words: readonly string[]): readonly Board[] {
    const all = this.#session.boards.of(this.#session.host);
    if (words.length === 0) return all;
    return words.flatMap((word) => {
      const board = all.find(({ apId }) => apId === word);
      if (board === undefined) this.fail(`cfgadm: ${word}: ${problemOfWord(word)}`);
      return board ?? [];
    });
  }

  fail(line: string): void {
    this.exit = 1;
    this.lines.push(line);
  }

  change(board: Board, action: BoardAction, forced: boolean): void {
    const { boards } = this.#session;
    if (boards.isBusy(board)) {
      this.fail(`cfgadm: Component system is busy, try again: ${action} ${board.apId}`);
      return;
    }
    if (boards.isDone(board, action)) return;
    const refusal = boards.prepare(board, action, forced, shellProcess);
    if (refusal === null) {
      this.begun.push({ board, action });
      return;
    }
    this.fail(`cfgadm: Hardware specific failure: ${refusal.problem}`);
    this.messages.push(...refusal.messages);
  }
}

const problemOfWord = (word: string): string =>
  word.includes('::') ? 'single components are not simulated, name the board' : 'Attachment point not found';

/** Runs cfgadm. It does not wait for what it has begun. */
export function runCfgadm(session: Session, command: CfgadmCommand): CfgadmDone {
  const cfgadm = new Cfgadm(session);
  const named = cfgadm.boardsNamed(command.boards);
  if (command.action === 'list') {
    if (named.length > 0) cfgadm.lines.push(header, ...named.flatMap((board) => linesOf(session, board, command)));
  } else {
    for (const board of named) cfgadm.change(board, command.action, command.forced);
  }
  return { ...printed(cfgadm.exit, ...cfgadm.lines), begun: cfgadm.begun, messages: cfgadm.messages };
}
