import { assertPresent } from '../../../shared/lib/assert.ts';
import { addNs, type Instant, parseInstant } from '../../../shared/lib/civil-time.ts';
import type { DrillHost } from '../../../shared/model/drill.ts';
import { printRegister, registerOfTime } from '../hardware/register.ts';

const nanosecondsPerSecond = 1_000_000_000n;

/** The clock of a run as time of day, and when each host booted last. */
export class BootTimes {
  readonly #startsAt: Instant;
  /** Read once a host: every error asks. */
  readonly #given = new Map<string, Instant>();
  /** Instants of the run, by host; a host that is not there booted before the run. */
  #rebooted = new Map<string, number>();

  /** `startsAt` is the instant at which the run's clock starts, as the drill says it. */
  constructor(startsAt: string) {
    this.#startsAt = assertPresent(parseInstant(startsAt), 'the drill has been checked');
  }

  /** The time of day at an instant of the run. */
  instantAt(atNs: number): Instant {
    return addNs(this.#startsAt, atNs);
  }

  bootedAt(host: DrillHost): Instant {
    const rebootedNs = this.#rebooted.get(host.name);
    if (rebootedNs !== undefined) return this.instantAt(rebootedNs);
    const given =
      this.#given.get(host.name) ?? assertPresent(parseInstant(host.bootedAt), 'the drill has been checked');
    this.#given.set(host.name, given);
    return given;
  }

  /** Nanoseconds from a host's boot to an instant of the run. */
  sinceBootNs(host: DrillHost, atNs: number): bigint {
    const booted = this.bootedAt(host);
    const now = this.instantAt(atNs);
    const seconds = BigInt(now.epochSeconds - booted.epochSeconds);
    return seconds * nanosecondsPerSecond + BigInt(now.nanoseconds - booted.nanoseconds);
  }

  /** The error id of an instant, as it is printed: nanoseconds since the host booted. */
  errorIdAt(host: DrillHost, atNs: number): string {
    const booted = this.bootedAt(host);
    const { epochSeconds, nanoseconds } = this.instantAt(atNs);
    return printRegister(registerOfTime(epochSeconds - booted.epochSeconds, nanoseconds - booted.nanoseconds));
  }

  reboot(host: DrillHost, atNs: number): void {
    this.#rebooted.set(host.name, atNs);
  }

  save(): readonly (readonly [string, number])[] {
    return [...this.#rebooted];
  }

  restore(rebooted: readonly (readonly [string, number])[]): void {
    this.#rebooted = new Map(rebooted);
  }
}
