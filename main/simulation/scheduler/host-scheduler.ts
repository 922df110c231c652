import { assert, assertPresent } from '../../../shared/lib/assert.ts';
import { EventQueue, type EventQueueState } from '../engine/event-queue.ts';
import type { PlainState } from '../engine/room.ts';
import { restrictTask } from './affinity.ts';
import { Balancer } from './balancer.ts';
import { exit, fork, type NewTask, renice, spawn, yieldProcessor } from './life.ts';
import type { SchedulerProfile } from './profiles.ts';
import type { Program, ProgramStep } from './programs.ts';
import { type RunningProgram, restoredProgram, type SavedProgram } from './running-program.ts';
import { neverNs, SchedulerCore } from './scheduler-core.ts';
import type { SchedulerTrace } from './scheduler-trace.ts';
import { schedule } from './switching.ts';
import { noTask, taskState } from './task-table.ts';
import { nextDueTick, tick } from './tick.ts';
import { TickTimers } from './tick-timers.ts';
import { bringBack, rehomeTasks } from './unplug.ts';
import { WaitQueue } from './wait-queue.ts';
import { type Waker, wakeUp } from './wake-up.ts';

/** At one instant all tasks together may take so many steps, and so many more for each of them. */
const mostStepsAtOnce = 10_000;
const mostStepsOfTask = 100;

/** A program that goes round in circles without using any time. */
export class EndlessProgram extends Error {
  readonly task: number;
  readonly step: number;

  constructor(task: number, step: number) {
    super('a program goes round without running or sleeping');
    this.task = task;
    this.step = step;
  }
}

interface HostSchedulerState {
  readonly core: PlainState;
  readonly names: readonly string[];
  readonly programs: readonly Program[];
  readonly running: readonly (SavedProgram | null)[];
  readonly timers: PlainState;
  readonly interrupts: EventQueueState;
  readonly queues: readonly (readonly [number, PlainState])[];
  readonly idle: number;
}

/**
 * The scheduler of one host with its tasks. Time moves from instant to instant at which something happens, never from
 * tick to tick. Whoever uses it asks for `nextNs`, advances to it, and may act from outside at any instant.
 */
export class HostScheduler {
  readonly core: SchedulerCore;
  readonly #programs: (RunningProgram | null)[] = [];
  readonly #names: string[] = [];
  readonly #timers = new TickTimers();
  readonly #interrupts = new EventQueue();
  #queues = new Map<number, WaitQueue>();
  /** Processors without a task. */
  #idle: number;
  /** Steps taken at this instant. */
  #steps = 0;
  /** When processors balance next, as it was when somebody asked for the next instant. */
  #passNs = neverNs;

  constructor(profile: SchedulerProfile, processors: number, trace: SchedulerTrace | null = null) {
    this.core = new SchedulerCore(profile, processors);
    this.core.trace = trace;
    this.#idle = processors;
    if (processors > 1 && profile.balancer !== null) this.core.balancer = new Balancer(this.core);
  }

  /** When something happens next by itself, Infinity for never. */
  nextNs(): number {
    const { core } = this;
    if (core.balancer !== null) this.#passNs = core.balancer.nextPassTick(this.#idle) * core.tickNs;
    const timerNs = this.#timers.firstTick * core.tickNs;
    return Math.min(core.instants.firstNs(), timerNs, this.#interrupts.firstAtNs(), this.#passNs);
  }

  /** Lets everything happen that is due up to `untilNs`, that instant included. */
  advance(untilNs: number): void {
    for (let next = this.nextNs(); next <= untilNs; next = this.nextNs()) this.#step(next, null);
    this.#moveTo(untilNs);
  }

  /** Acts from outside at `atNs`, after what happens then by itself and before any processor picks anew. */
  act(atNs: number, action: () => void): void {
    for (let next = this.nextNs(); next < atNs; next = this.nextNs()) this.#step(next, null);
    this.#step(atNs, action);
  }

  /** Starts a task that runs a program. To be called within `act`. */
  spawn(name: string, program: Program, asked: NewTask): number {
    const task = spawn(this.core, asked);
    this.#begin(task, name, program);
    return task;
  }

  renice(task: number, nice: number): void {
    renice(this.core, task, nice);
  }

  /** Puts tokens into a queue from an interrupt. */
  post(queue: number, tokens: number, wakes: number): void {
    this.#post(queue, tokens, wakes, 'interrupt');
  }

  /** Takes a processor away, without asking anybody. */
  takeOffLine(processor: number): void {
    const { core } = this;
    assert(core.queues.isOnline[processor] === 1, 'the processor is on-line');
    if (core.queues.current[processor] !== noTask) this.#idle += 1;
    this.settleAll();
    rehomeTasks(core, processor);
    for (let other = 0; other < core.processors; other++) core.touched.add(other);
  }

  /** Brings a processor back, with an empty queue that only balancing fills. */
  bringOnLine(processor: number): void {
    const { core } = this;
    assert(core.queues.isOnline[processor] === 0, 'the processor is off-line');
    this.settleAll();
    bringBack(core, processor);
    for (let other = 0; other < core.processors; other++) core.touched.add(other);
  }

  /** Says where a task may run, null for everywhere; one that may not stay moves at once. To be called within `act`. */
  restrict(task: number, allowed: readonly number[] | null): void {
    restrictTask(this.core, task, allowed, (processor) => this.#schedule(processor));
  }

  nameOf(task: number): string {
    return assertPresent(this.#names[task], 'the task exists');
  }

  /** The program of a task that has not ended. */
  programOf(task: number): Program {
    return assertPresent(this.#programs[task], 'the task has not ended').program;
  }

  /** Time that a task has run so far. */
  ranNs(task: number): number {
    const { core } = this;
    const processor = core.tasks.processor[task] as number;
    const running = core.queues.current[processor] === task ? core.nowNs - (core.ranSinceNs[processor] as number) : 0;
    return (core.tasks.ranNs[task] as number) + running;
  }

  /** Charges every running task up to now, for whoever looks at its numbers. */
  settleAll(): void {
    for (let processor = 0; processor < this.core.processors; processor++) this.core.settle(processor);
  }

  /** To be called between two instants only. */
  save(): PlainState {
    const programs = [...new Set(this.#programs.flatMap((each) => (each === null ? [] : [each.program])))];
    const running = this.#programs.map((each) =>
      each === null ? null : [programs.indexOf(each.program), each.step, each.waits, [...each.loops]],
    );
    const state: HostSchedulerState = {
      core: this.core.save(),
      names: [...this.#names],
      programs,
      running: running as HostSchedulerState['running'],
      timers: this.#timers.save(),
      interrupts: this.#interrupts.save(),
      queues: [...this.#queues].map(([number, queue]) => [number, queue.save()]),
      idle: this.#idle,
    };
    return state as unknown as PlainState;
  }

  restore(saved: PlainState): void {
    const state = saved as unknown as HostSchedulerState;
    this.core.restore(state.core);
    this.#names.splice(0, this.#names.length, ...state.names);
    const programs = state.running.map((each) => each && restoredProgram(state.programs, each));
    this.#programs.splice(0, this.#programs.length, ...programs);
    this.#timers.restore(state.timers);
    this.#interrupts.restore(state.interrupts);
    this.#queues = new Map(state.queues.map(([number, queue]) => [number, WaitQueue.restored(queue)]));
    this.#idle = state.idle;
    for (let processor = 0; processor < this.core.processors; processor++) this.#arm(processor);
  }

  #begin(task: number, name: string, program: Program): void {
    this.#names[task] = name;
    this.#programs[task] = { program, step: 0, loops: new Map(), waits: false };
    this.core.tasks.burstNs[task] = 0;
  }

  #moveTo(atNs: number): void {
    const { core } = this;
    assert(atNs >= core.nowNs, 'time goes on');
    core.nowNs = atNs;
    const ticks = Math.floor(atNs / core.tickNs);
    if (ticks === core.ticks) return;
    const passed = ticks - core.ticks;
    core.ticks = ticks;
    core.balancer?.newTick(passed);
  }

  /** Everything that happens at one instant, in the order of rule SCH-30. */
  #step(atNs: number, action: (() => void) | null): void {
    const { core } = this;
    this.#moveTo(atNs);
    if (this.#passNs === atNs) this.#tickAll();
    else this.#tickDue();
    this.#wakeDue();
    if (action !== null) action();
    // Who acts once more at this instant finds its passes done.
    this.#passNs = neverNs;
    this.#steps = 0;
    do this.#scheduleAndRun();
    while (!core.mustSchedule.isEmpty());
    let processor = core.touched.takeFrom(0);
    while (processor >= 0) {
      this.#arm(processor);
      processor = core.touched.takeFrom(processor + 1);
    }
  }

  /** A tick at which processors balance: each in turn does its tick and its pass. */
  #tickAll(): void {
    const { core } = this;
    core.balancer?.beginPasses();
    for (let processor = 0; processor < core.processors; processor++) {
      if (core.queues.isOnline[processor] === 0) continue;
      if (core.dueTick[processor] === core.ticks) tick(core, processor);
      if ((core.burstEndNs[processor] as number) <= core.nowNs) core.touched.add(processor);
      core.settle(processor);
      core.balancer?.pass(processor);
    }
    core.balancer?.endPasses();
  }

  #tickDue(): void {
    const { core } = this;
    while (core.instants.firstNs() === core.nowNs) {
      const processor = core.instants.first();
      core.instants.set(processor, neverNs);
      core.touched.add(processor);
      if (core.dueTick[processor] === core.ticks && core.ticks * core.tickNs === core.nowNs) tick(core, processor);
    }
  }

  /** Timers first, then devices. */
  #wakeDue(): void {
    const { core } = this;
    while (this.#timers.firstTick <= core.ticks) wakeUp(core, this.#timers.takeFirst(), 'interrupt');
    while (this.#interrupts.firstAtNs() <= core.nowNs) {
      const task = this.#interrupts.firstPayload();
      this.#interrupts.dropFirst();
      wakeUp(core, task, 'interrupt');
    }
  }

  /** Each processor that must picks anew; then each task that has used up its burst takes its next steps. */
  #scheduleAndRun(): void {
    const { core } = this;
    let processor = core.mustSchedule.takeFrom(0);
    while (processor >= 0) {
      this.#schedule(processor);
      processor = core.mustSchedule.takeFrom(processor + 1);
    }
    for (processor = core.touched.nextFrom(0); processor >= 0; processor = core.touched.nextFrom(processor + 1)) {
      if ((core.burstEndNs[processor] as number) <= core.nowNs) this.#takeSteps(processor);
    }
  }

  #schedule(processor: number): void {
    const { current } = this.core.queues;
    const wasIdle = current[processor] === noTask;
    schedule(this.core, processor);
    this.#idle += Number(current[processor] === noTask) - Number(wasIdle);
  }

  /** Finds anew when a processor next needs attention. */
  #arm(processor: number): void {
    const { core } = this;
    const due = nextDueTick(core, processor);
    core.dueTick[processor] = due;
    core.instants.set(processor, Math.min(core.burstEndNs[processor] as number, due * core.tickNs));
  }

  /** The running task goes on with its program until it has a burst to run, sleeps or loses its processor. */
  #takeSteps(processor: number): void {
    const { core } = this;
    const task = core.queues.current[processor] as number;
    const running = assertPresent(this.#programs[task], 'a running task has a program');
    while (!core.mustSchedule.has(processor)) {
      this.#steps += 1;
      if (this.#steps > mostStepsAtOnce + mostStepsOfTask * core.tasks.length)
        throw new EndlessProgram(task, running.step);
      const step = running.program[running.step] ?? { kind: 'exit' };
      if (this.#takeStep(task, processor, running, step)) return;
    }
  }

  /** Takes one step. True where the task now has a burst to run. */
  #takeStep(task: number, processor: number, running: RunningProgram, step: ProgramStep): boolean {
    const { core } = this;
    if (step.kind === 'loop') {
      running.step = this.#loop(running, step.step, step.times);
      return false;
    }
    if (step.kind !== 'take') running.step += 1;
    switch (step.kind) {
      case 'run':
        core.burstEndNs[processor] = core.nowNs + step.ns;
        core.touched.add(processor);
        return step.ns > 0;
      case 'hog':
        core.burstEndNs[processor] = neverNs;
        core.touched.add(processor);
        return true;
      case 'sleep':
        this.#timers.add(task, core.ticks + Math.max(step.ticks, 1), core.ticks);
        this.#sleep(task, processor, true);
        return false;
      case 'wait-for-device':
        this.#interrupts.push(core.nowNs + step.ns, 0, task);
        this.#sleep(task, processor, step.interruptible);
        return false;
      case 'yield':
        yieldProcessor(core, task);
        return false;
      case 'take':
        this.#take(task, processor, running, step.queue, step.exclusive);
        return false;
      case 'post':
        this.#post(step.queue, step.tokens, step.wakes, { processor, sync: step.sync });
        return false;
      case 'fork':
        this.#begin(fork(core, task), step.name, step.program);
        return false;
      case 'exit':
        exit(core, task);
        this.#programs[task] = null;
        return false;
    }
  }

  #loop(running: RunningProgram, target: number, times: number): number {
    if (times === 0) return target;
    const passed = (running.loops.get(running.step) ?? 0) + 1;
    if (passed < times) {
      running.loops.set(running.step, passed);
      return target;
    }
    running.loops.delete(running.step);
    return running.step + 1;
  }

  #sleep(task: number, processor: number, interruptible: boolean): void {
    this.core.tasks.state[task] = interruptible ? taskState.interruptible : taskState.uninterruptible;
    this.core.reschedule(processor);
  }

  #take(task: number, processor: number, running: RunningProgram, queue: number, exclusive: boolean): void {
    const waiting = this.#queue(queue);
    if (waiting.tokens > 0) {
      waiting.tokens -= 1;
      running.waits = false;
      running.step += 1;
      return;
    }
    if (running.waits) this.core.trace?.wokeInVain(task, processor, queue);
    running.waits = true;
    waiting.add(task, exclusive);
    this.#sleep(task, processor, true);
  }

  #post(queue: number, tokens: number, wakes: number, waker: Waker): void {
    const waiting = this.#queue(queue);
    waiting.tokens += tokens;
    waiting.wake(wakes, (task) => wakeUp(this.core, task, waker));
  }

  #queue(number: number): WaitQueue {
    let queue = this.#queues.get(number);
    if (queue === undefined) {
      queue = new WaitQueue();
      this.#queues.set(number, queue);
    }
    return queue;
  }
}
