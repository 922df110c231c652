import { minuteNs } from '../../../shared/lib/time.ts';
import type { Command } from '../../../shared/model/commands.ts';
import { type Drill, drillSchema } from '../../../shared/model/drill.ts';
import type { EventKind, LoggedEvent } from '../../../shared/model/events.ts';
import type { Severity } from '../../../shared/model/ids.ts';
import { Engine } from '../engine/engine.ts';
import { OnCall } from './oncall.ts';

const ecc = {
  kind: 'ecc',
  name: 'WDC',
  afsr: '0x00000040.000001f0',
  afar: '0x000000a1.f06b4000',
  faultPc: '0x1',
} as const;

/** For tests: on-call alone, with alerts raised by hand and commands given by Dana and Sam. */
export class AlarmedDesk {
  readonly engine = new Engine({ seed: 1 });
  readonly onCall: OnCall;
  readonly log: LoggedEvent[] = [];
  #alerts = 0;
  #commands = 0;

  constructor(changes: Partial<Pick<Drill, 'turn' | 'escalateAfter'>> = {}) {
    const drill = drillSchema.parse({
      version: 1,
      title: 'Test',
      startsAt: '2003-10-23T11:36:55Z',
      hosts: [
        {
          ...{ name: 'a', platform: 'starcat', cpuType: 'US-III', release: 'solaris9' },
          ...{ bootedAt: '2003-10-23T11:20:49.5Z', processors: [64] },
        },
      ],
      people: [
        { id: 'dana', name: 'Dana' },
        { id: 'sam', name: 'Sam' },
      ],
      injects: [{ ...ecc, at: '10s', host: 'a', processor: 64 }],
      ...changes,
    });
    this.onCall = new OnCall(this.engine, drill);
    const started = { title: drill.title, seed: 1, startsAt: drill.startsAt, zone: drill.zone };
    this.onCall.start(this.engine.append('run.started', 'run', started, []));
  }

  /** Raises an alert now and answers its id. */
  alert(severity: Severity = 'high', processor = 64): string {
    const alert = `ALERT-${++this.#alerts}`;
    const data = { alert, rule: 'r', severity, host: 'a', processor, title: `CPU${processor} ${severity}` };
    this.engine.append('alert.raised', `a/${processor}`, { ...data, evidence: 'e' }, [1]);
    return alert;
  }

  clear(alert: string, processor = 64): void {
    const data = { alert, rule: 'r', host: 'a', processor, evidence: 'quiet' };
    this.engine.append('alert.cleared', `a/${processor}`, data, [1]);
  }

  /** Gives a command now and answers the refusal, null if it was done. */
  give(actor: string, command: Command): string | null {
    const given = { run: 'r', number: ++this.#commands, actor, role: 'responder' } as const;
    this.engine.apply({ ...given, command, atNs: this.engine.nowNs });
    const [last] = this.of('command.refused').filter(({ data }) => data.number === this.#commands);
    return last === undefined ? null : last.data.problem;
  }

  minutes(minutes: number): void {
    this.engine.advance(this.engine.nowNs + minutes * minuteNs, Number.POSITIVE_INFINITY);
  }

  of<Kind extends EventKind>(kind: Kind): LoggedEvent<Kind>[] {
    this.log.push(...this.engine.take(Number.POSITIVE_INFINITY));
    return this.log.filter((event): event is LoggedEvent<Kind> => event.kind === kind);
  }

  /** Pages as `minute person step: why`. */
  pages(): string[] {
    return this.of('page.sent').map(({ at, data }) => `${at / minuteNs} ${data.person} ${data.step}: ${data.why}`);
  }

  /** What an incident is now, in short. */
  state(incident: string): string {
    const found = this.onCall.incidents.find((each) => each.incident === incident);
    return found === undefined ? 'none' : `${found.state} ${found.owner ?? 'nobody'}`;
  }
}
