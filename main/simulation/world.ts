import type { Scenario } from '../../shared/model/scenario.ts';
import { Ending } from './drill/ending.ts';
import { Injects } from './drill/injects.ts';
import { SimulatedResponder } from './drill/simulated-responder.ts';
import { Engine } from './engine/engine.ts';
import { Hardware } from './hardware/hardware.ts';
import { OnCall } from './oncall/oncall.ts';
import { Reliability } from './reliability/reliability.ts';
import { Scheduler } from './scheduler/scheduler.ts';
import type { Simulation, SimulationState } from './simulation.ts';
import { Solaris } from './solaris/solaris.ts';

/** A run with its rooms, always built in the same order: handlers and listeners count on it. */
interface World {
  readonly engine: Engine;
  readonly start: () => void;
}

function buildWorld({ drill, seed, responder, ending }: Scenario): World {
  const engine = new Engine({ seed });
  const hardware = new Hardware(engine, drill.hosts);
  const solaris = new Solaris(engine, hardware, drill.startsAt);
  solaris.connect(new Scheduler(engine, hardware, solaris));
  new Reliability(engine);
  const onCall = new OnCall(engine, drill);
  const injects = new Injects(engine, solaris, drill.injects);
  const simulatedResponder = new SimulatedResponder(engine, onCall, responder);
  const runEnding = new Ending(engine, solaris, injects, onCall, ending);
  const start = (): void => {
    const { title, startsAt, zone } = drill;
    const started = engine.append('run.started', 'run', { title, seed, startsAt, zone }, []);
    hardware.boot(started);
    onCall.start(started);
    injects.start(started);
    simulatedResponder.start();
    runEnding.start();
  };
  return { engine, start };
}

/** A new run at time 0, its first events in the outbox. The scenario must have been checked against its schema. */
export function createSimulation(scenario: Scenario): Simulation {
  const { engine, start } = buildWorld(scenario);
  start();
  return engine;
}

/** The run of `scenario` where `state` was saved. Throws `AssertionError` if it was saved by another world. */
export function restoreSimulation(scenario: Scenario, state: SimulationState): Simulation {
  const { engine } = buildWorld(scenario);
  engine.restore(state);
  return engine;
}
