import type { Engine } from '../engine/engine.ts';
import type { Alerts, Part } from './alerts.ts';
import { hostDownRule, hostStoppedRule } from './host-rules.ts';

/** How the kernel tells that somebody wanted it to go down. */
const wanted = /^rebooted by /;

const partOf = (host: string): Part => ({ subject: host, host, processor: null, name: host });

/** Alerts about hosts that go down by themselves or do not come up again. */
export class HostWatch {
  constructor(engine: Engine, alerts: Alerts) {
    engine.on('host.went-down', (event) => {
      const { host, reason } = event.data;
      if (!wanted.test(reason)) alerts.raiseOnce(hostDownRule, partOf(host), event);
    });
    engine.on('host.stopped', (event) => {
      alerts.raiseOnce(hostStoppedRule, partOf(event.data.host), event);
    });
    engine.on('host.booted', ({ data: { host }, seq }) => {
      alerts.clear(({ subject }) => subject === host, `${host} is up again`, seq);
    });
  }
}
