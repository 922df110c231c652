import type { Engine } from '../engine/engine.ts';
import { Alerts } from './alerts.ts';
import { HostWatch } from './host-watch.ts';
import { MemoryWatch } from './memory-watch.ts';
import { ProcessorWatch } from './processor-watch.ts';

/** Detection: raises an alert when a rule fires and clears it when its cause is gone. */
export class Reliability {
  constructor(engine: Engine) {
    const alerts = new Alerts(engine);
    new ProcessorWatch(engine, alerts);
    new MemoryWatch(engine, alerts);
    new HostWatch(engine, alerts);
  }
}
