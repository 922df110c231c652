/*
 * How many errors of L2 caches a second come from a touched fault to lines in the log, digested: without the store and
 * on one thread. Measured beside nothing but the printing of the same lines. One JSON line each.
 * Run with `node test/bench/errors.ts`.
 */
import { performance } from 'node:perf_hooks';
import { Engine, type HandlerId } from '../../main/simulation/engine/engine.ts';
import { Hardware } from '../../main/simulation/hardware/hardware.ts';
import { Solaris } from '../../main/simulation/solaris/solaris.ts';
import { type Drill, drillSchema, type EccInject } from '../../shared/model/drill.ts';
import type { LoggedEvent } from '../../shared/model/events.ts';

const rounds = 9;
const errorsARound = 100_000;
const errorsARoundWithDump = 20_000;
/** As the driver of a run takes events out. */
const eventsABatch = 500;
const betweenTouchesNs = 80_000_000;
const hosts = 4;
const cells = 256;

const register = (high: number, low: number): string =>
  `0x${high.toString(16).padStart(8, '0')}.${low.toString(16).padStart(8, '0')}`;

/** The bit of each name in the high half of the AFSR. */
const faults = { UCC: 0x0010_0400, CPC: 0x0000_0100, WDC: 0x0000_0040, EDC: 0x0000_0010 } as const;
const names = Object.keys(faults) as (keyof typeof faults)[];

const data = Array.from({ length: 4 }, (_, chunk): [string, string, string] => [
  register(0x0e52_a0c7, 0x11d3_aa66 + chunk),
  register(0x0eda_0000, 0x0000_0302),
  '0x1c4',
]);
const dump = { ...{ tag: '0x00000005.02000001', state: 'Modified', match: true }, data };

/** The errors of faulty cells, all over the processors of the hosts. */
const errorsOfCells = (withDump: boolean): readonly unknown[] =>
  Array.from({ length: cells }, (_, cell) => {
    const name = names[cell % names.length] ?? 'UCC';
    const afar = register(0xa1, (0xf06b_0000 + cell * 0x40 + (cell & 1) * 0x10) >>> 0);
    return {
      ...{ at: '0s', kind: 'ecc', host: `sf15k-dom${cell % hosts}`, processor: (cell >> 2) % 64, name, afar },
      ...{ afsr: register(faults[name], 1 + ((cell * 7) % 0x1ff)), faultPc: '0x10152880', trapLevel: 0 },
      ...{ mode: name === 'UCC' ? 'privileged' : null },
      ...(withDump ? { dump } : {}),
    };
  });

const drillOf = (withDump: boolean): Drill =>
  drillSchema.parse({
    version: 1,
    title: 'Bench',
    startsAt: '2003-10-23T12:00:00Z',
    hosts: Array.from({ length: hosts }, (_, index) => ({
      ...{ name: `sf15k-dom${index}`, platform: 'starcat', cpuType: 'US-III', release: 'solaris9' },
      ...{ bootedAt: '2003-10-23T11:00:00Z', processors: Array.from({ length: 64 }, (_, each) => each) },
    })),
    people: [
      { id: 'dana', name: 'Dana Whitfield' },
      { id: 'ravi', name: 'Ravi Menon' },
    ],
    injects: errorsOfCells(withDump),
  });

/** Hosts with faulty cells that are touched in turn. */
class TouchedHosts {
  readonly #engine = new Engine({ seed: 1 });
  readonly #touch: HandlerId;
  #left = 0;
  #next = 0;

  constructor(withDump: boolean) {
    const engine = this.#engine;
    const drill = drillOf(withDump);
    const hardware = new Hardware(engine, drill.hosts);
    const solaris = new Solaris(engine, hardware, drill.startsAt);
    const started = { title: drill.title, seed: 1, startsAt: drill.startsAt, zone: drill.zone };
    hardware.boot(engine.append('run.started', 'run', started, []));
    const injects = drill.injects as readonly EccInject[];
    const causes = injects.map(({ host, processor, name }, inject) =>
      engine.append('inject.ecc', `${host}/${processor}`, { host, processor, inject, name }, []),
    );
    this.#touch = engine.handler('bench.touch', (cell) => {
      solaris.reportError(injects[cell] as EccInject, causes[cell] as number);
      this.#left -= 1;
      this.#next = (cell + 1) % cells;
      if (this.#left > 0) engine.schedule(engine.nowNs + betweenTouchesNs, this.#touch, this.#next);
    });
  }

  /** Sees so many errors into the log. Answers how many messages they made. */
  run(errors: number): number {
    const engine = this.#engine;
    this.#left = errors;
    engine.schedule(engine.nowNs + betweenTouchesNs, this.#touch, this.#next);
    const untilNs = engine.nowNs + (errors + 2) * betweenTouchesNs;
    let messages = 0;
    while (!engine.advance(untilNs, eventsABatch)) messages += this.#takeMessages();
    return messages + this.#takeMessages();
  }

  #takeMessages(): number {
    let messages = 0;
    for (let taken = this.#take(); taken.length > 0; taken = this.#take()) {
      for (const event of taken)
        if (event.kind === 'message.logged') messages += isRead(event as LoggedEvent<'message.logged'>);
    }
    return messages;
  }

  #take(): readonly LoggedEvent[] {
    const taken = this.#engine.take(eventsABatch);
    this.#engine.takenDigest();
    return taken;
  }
}

/** Counts a message whose text has been made one piece, which the engine leaves to who reads it. */
const isRead = ({ data: { text } }: LoggedEvent<'message.logged'>): number =>
  text.charCodeAt(text.length - 1) > 0 ? 1 : 0;

/** The measure: the two messages of an error put together from values at hand, and their characters counted. */
function printBare(errors: number): number {
  let length = 0;
  for (let error = 0; error < errors; error += 1) {
    const errId = register(error >>> 12, (error * 0x9e37_79b1) >>> 0);
    const start = `SUNW,UltraSPARC-III: [ID ${100_000 + (error % 899_981)} kern.info] [AFT0]`;
    const header = `${start} UCC Event detected by CPU${error % 64} in Privileged mode at TL=0, errID ${errId}`;
    const registers = `    AFSR ${register(0x0010_0400, error & 0x1ff)} AFAR ${register(0xa1, 0xf06b_4000)}`;
    const text = `${header}\n${registers}\n    Fault_PC 0x10152880 Esynd 0x0031 SB2/P0/E0 J4400`;
    const syndrome = `${start} errID ${errId} Data Bit ${error & 127} was in error and corrected`;
    // Reading one character makes one piece of what was put together.
    length += text.charCodeAt(error & 127) + syndrome.charCodeAt(error & 63);
  }
  return length;
}

/** Errors a second by the clock, and by what the thread itself had of a processor: other programs take from the first. */
function errorsASecond(errors: number, run: () => unknown): { readonly wall: number; readonly processor: number } {
  const startedMs = performance.now();
  const before = process.threadCpuUsage();
  run();
  const { user, system } = process.threadCpuUsage(before);
  return { wall: (errors / (performance.now() - startedMs)) * 1_000, processor: (errors / (user + system)) * 1e6 };
}

/** The best of several rounds each: whatever disturbs one makes it slower. */
function bench(name: string, withDump: boolean, errors: number, goal: string): void {
  const touched = new TouchedHosts(withDump);
  const messages = touched.run(errors) / errors;
  printBare(errors);
  const bare = Array.from({ length: rounds }, () => errorsASecond(errors, () => printBare(errors)));
  const all = Array.from({ length: rounds }, () => errorsASecond(errors, () => touched.run(errors)));
  const value = Math.max(...all.map(({ wall }) => wall));
  const ofProcessor = Math.max(...all.map(({ processor }) => processor));
  const ratio = ofProcessor / Math.max(...bare.map(({ processor }) => processor));
  const unit = `errors/s, each of ${messages.toFixed(1)} messages`;
  const figures = { value: Math.round(value), unit, ofProcessor: Math.round(ofProcessor) };
  process.stdout.write(`${JSON.stringify({ bench: name, ...figures, ratio: Number(ratio.toFixed(3)), goal })}\n`);
}

bench('errors-to-lines', false, errorsARound, '>= 300000; ratio to printing the same lines alone');
bench('errors-with-dump-to-lines', true, errorsARoundWithDump, 'ratio to printing the same lines without a dump');
