import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AskedState } from '../../../../shared/command/psradm-command.ts';
import type { ProcessorState } from '../../../../shared/model/views.ts';
import { Engine } from '../../engine/engine.ts';
import { Hardware, type Processor } from '../../hardware/hardware.ts';
import { drillHostOf } from '../test-processors.ts';
import { changeState } from './change-state.ts';
import { Processes } from './processes.ts';
import { ProcessorTable } from './processor-table.ts';
import { type Machine, takeOffLine } from './take-off-line.ts';

const shell = 400;

interface Given {
  readonly state: ProcessorState;
  readonly set: number;
  readonly bound: number;
}

/** A host whose first processors are as given; the others of its boards have no power. */
function machineOf(given: readonly Given[]): { machine: Machine; processors: readonly Processor[] } {
  const host = drillHostOf({ processors: [64, 96] });
  const hardware = new Hardware(new Engine({ seed: 1 }), [host]);
  const machine = { table: new ProcessorTable(hardware), processes: new Processes(hardware) };
  for (const processor of hardware.processors) {
    const { state, set, bound } = given[processor.index] ?? { state: 'powered-off', set: -1, bound: 0 };
    machine.table.moveTo(processor, set);
    machine.table.setState(processor, state, 0);
    for (let thread = 0; thread < bound; thread += 1) machine.processes.start(processor, set);
  }
  return { machine, processors: hardware.processors };
}

const on = { state: 'on-line', set: -1, bound: 0 } as const;
const ask = { forced: false, caller: null, atNs: 1 } as const;

describe('reasons not to take a processor off-line, each before the next', () => {
  const cases: [string, Given[], string][] = [
    [
      'it is the last on-line',
      [
        { ...on, bound: 1 },
        { ...on, state: 'off-line' },
      ],
      'last-on-line',
    ],
    [
      'it is the last of its set',
      [
        { ...on, set: 1, bound: 1 },
        { ...on, state: 'no-intr' },
      ],
      'last-of-set',
    ],
    [
      'no other takes interrupts',
      [
        { ...on, bound: 1 },
        { ...on, state: 'no-intr' },
      ],
      'last-with-interrupts',
    ],
    ['nor when it takes none itself', [{ ...on, state: 'no-intr' }, on], 'last-with-interrupts'],
    ['threads are bound to it', [{ ...on, bound: 2 }, on], 'threads-bound'],
  ];
  test.each(cases)('CPU-2: %s', (_, given, refusal) => {
    const { machine, processors } = machineOf(given);
    const [first] = processors as [Processor];
    expect(takeOffLine(machine, first, ask)).toBe(refusal);
    expect(machine.table.state(first)).toBe(given[0]?.state);
  });

  test('CPU-2 CPU-3: who asks is bound to it, unless by force', () => {
    const { machine, processors } = machineOf([on, on]);
    const [first] = processors as [Processor];
    machine.processes.bind(first.host, shell, first);
    expect(takeOffLine(machine, first, { ...ask, caller: shell })).toBe('caller-bound');
    expect(takeOffLine(machine, first, { ...ask, caller: shell, forced: true })).toBeNull();
    expect(machine.processes.boundTo(first)).toBe(0);
  });

  test('CPU-3: force unbinds its threads only once nothing else speaks against it', () => {
    const { machine, processors } = machineOf([{ ...on, bound: 3 }]);
    const [first] = processors as [Processor];
    expect(takeOffLine(machine, first, { ...ask, forced: true })).toBe('last-on-line');
    expect(machine.processes.boundTo(first)).toBe(3);
  });

  test('CPU-4: a faulted or spare one only changes its name, whatever else', () => {
    for (const state of ['faulted', 'spare'] as const) {
      const { machine, processors } = machineOf([{ state, set: 1, bound: 1 }]);
      const [first] = processors as [Processor];
      expect(takeOffLine(machine, first, ask)).toBeNull();
      expect(machine.table.state(first)).toBe('off-line');
    }
  });
});

/** The steps of every transition, as a table: `enable` and `disable` interrupts, `up`, `down`, and a mere `name`. */
const steps: Readonly<Record<string, readonly string[]>> = {
  'on-line>off-line': ['down'],
  'on-line>no-intr': ['disable'],
  'on-line>faulted': ['down', 'name'],
  'on-line>spare': ['down', 'name'],
  'no-intr>on-line': ['enable'],
  'no-intr>off-line': ['enable', 'down'],
  'no-intr>faulted': ['down', 'name'],
  'no-intr>spare': ['down', 'name'],
  'off-line>on-line': ['up'],
  'off-line>no-intr': ['up', 'disable'],
  'off-line>faulted': ['name'],
  'off-line>spare': ['name'],
  'faulted>on-line': ['up'],
  'faulted>no-intr': ['up', 'disable'],
  'faulted>off-line': ['name'],
  'faulted>spare': ['name'],
  'spare>on-line': ['up'],
  'spare>no-intr': ['up', 'disable'],
  'spare>off-line': ['name'],
  'spare>faulted': ['name'],
};

/** Naive judge: goes through the steps on plain records. Answers the error. */
function judge(
  all: { state: string; set: number; bound: number }[],
  at: number,
  want: string,
  forced: boolean,
): string | null {
  const cpu = all[at] as (typeof all)[number];
  if (cpu.state === want) return null;
  if (cpu.state === 'powered-off') return 'ENOTSUP';
  const runs = (each: { state: string }): boolean => ['on-line', 'no-intr'].includes(each.state);
  for (const step of steps[`${cpu.state}>${want}`] ?? []) {
    const interrupted = all.filter(({ state }) => state === 'on-line').length;
    if (step === 'enable' || step === 'up') cpu.state = 'on-line';
    if (step === 'name') cpu.state = want;
    if (step === 'disable') {
      if (interrupted < 2) return 'EBUSY';
      cpu.state = 'no-intr';
    }
    if (step === 'down') {
      const inSet = all.filter((each) => runs(each) && each.set === cpu.set).length;
      if (all.filter(runs).length < 2 || inSet < 2 || interrupted < 2) return 'EBUSY';
      if (forced) cpu.bound = 0;
      if (cpu.bound > 0) return 'EBUSY';
      cpu.state = 'off-line';
    }
  }
  return null;
}

test('CPU-1 CPU-5 CPU-6: every change of state from any states is that of the table of steps', () => {
  const states = ['on-line', 'on-line', 'on-line', 'no-intr', 'off-line', 'faulted', 'spare', 'powered-off'] as const;
  const given = fc.record({
    state: fc.constantFrom(...states),
    set: fc.constantFrom(-1, -1, 1, 2),
    bound: fc.constantFrom(0, 0, 1, 2),
  });
  const asked = fc.record({
    at: fc.nat({ max: 7 }),
    state: fc.constantFrom<AskedState>('on-line', 'off-line', 'no-intr', 'spare', 'faulted'),
    forced: fc.boolean(),
  });
  fc.assert(
    fc.property(
      fc.array(given, { minLength: 8, maxLength: 8 }),
      fc.array(asked, { maxLength: 20 }),
      (start, changes) => {
        const { machine, processors } = machineOf(start);
        const expected = start.map((each) => ({ ...each }));
        for (const { at, state, forced } of changes) {
          const processor = processors[at] as Processor;
          const error = changeState(machine, { processor, state, forced, caller: shell, atNs: 1 });
          expect(error).toBe(judge(expected, at, state, forced));
          const found = processors.map((each) => ({
            state: machine.table.state(each),
            set: machine.table.setOf(each),
            bound: machine.processes.boundTo(each),
          }));
          expect(found).toEqual(expected);
        }
      },
    ),
    { numRuns: 500 },
  );
});
