import { assertPresent } from '../../../shared/lib/assert.ts';
import type { DrillHost } from '../../../shared/model/drill.ts';
import { bootObstacle } from '../../../shared/system-file/boot-obstacle.ts';
import { type BootedSystemFile, readSystemFile } from '../../../shared/system-file/read-system-file.ts';
import type { Engine } from '../engine/engine.ts';
import type { PlainState, Room } from '../engine/room.ts';
import { type ErrorSettings, errorSettings } from './error-settings.ts';
import { type IndictmentSettings, indictmentSettings } from './indictments.ts';
import { kernelMessage } from './kernel-message.ts';
import { type MemorySettings, memorySettings } from './memory/memory-settings.ts';
import { type ScrubSettings, scrubberExitMessage, scrubSettings } from './memory/scrubber.ts';
import { type RemovalSettings, removalSettings } from './removal-settings.ts';
import type { Syslogd } from './syslogd.ts';

/** What a kernel has made of the file that it has read. */
interface Kernel {
  readonly host: DrillHost;
  /** The text that it has read at boot. */
  readonly text: string;
  readonly file: BootedSystemFile;
  readonly removal: RemovalSettings;
  readonly errors: ErrorSettings;
  readonly indictment: IndictmentSettings;
  readonly memory: MemorySettings;
  readonly scrub: ScrubSettings;
}

/** Texts by host where they are not those of the drill. */
interface KernelsState {
  readonly saved: readonly (readonly [string, string])[];
  readonly running: readonly (readonly [string, string])[];
}

/** What a boot leaves in the log about `/etc/system`: the kernel's buffer holds no more until syslogd runs. */
const mostMessages = 1_000;

/** The hosts' kernels with what each has read from its `/etc/system`, apart from what has been saved there since. */
export class Kernels implements Room {
  readonly name = 'kernels';
  readonly #engine: Engine;
  readonly #syslogd: Syslogd;
  readonly #hosts: readonly DrillHost[];
  readonly #isUp: (host: DrillHost) => boolean;
  readonly #kernels: Map<string, Kernel>;
  #saved = new Map<string, string>();

  /** `isUp` tells whether a host runs: only then its file can be saved. */
  constructor(engine: Engine, syslogd: Syslogd, hosts: readonly DrillHost[], isUp: (host: DrillHost) => boolean) {
    this.#engine = engine;
    this.#syslogd = syslogd;
    this.#hosts = hosts;
    this.#isUp = isUp;
    this.#kernels = new Map(hosts.map((host) => [host.name, kernelOf(host, host.system ?? '')]));
    engine.on('host.booted', ({ seq, data }) => this.#logMessages(this.#kernel(data.host), seq));
    engine.onCommand('system-file.save', ({ command: { host, text } }, cause) => this.#save(host, text, cause));
    engine.register(this);
    engine.registerView('system-file', (host) => ({ saved: this.savedText(host), running: this.runningText(host) }));
  }

  /** How a host takes its processors off-line. */
  removal(host: DrillHost): RemovalSettings {
    return this.#kernel(host.name).removal;
  }

  /** What a host tells of the errors of its processors. */
  errors(host: DrillHost): ErrorSettings {
    return this.#kernel(host.name).errors;
  }

  /** What a host tells its system controller. */
  indictment(host: DrillHost): IndictmentSettings {
    return this.#kernel(host.name).indictment;
  }

  /** How a host treats errors of its memory. */
  memory(host: DrillHost): MemorySettings {
    return this.#kernel(host.name).memory;
  }

  /** How a host reads its memory through. */
  scrubbing(host: DrillHost): ScrubSettings {
    return this.#kernel(host.name).scrub;
  }

  /** What the file that a host's kernel has read sets a variable to, null where it does not. */
  setVariable(host: DrillHost, name: string): bigint | null {
    return this.#kernel(host.name).file.effective.get(name) ?? null;
  }

  /** The text of a host's `/etc/system` as it is on disk: its next boot reads it. */
  savedText(host: string): string {
    return this.#saved.get(host) ?? this.#host(host)?.system ?? '';
  }

  /** The text that a host's kernel has read at boot. */
  runningText(host: string): string {
    return this.#kernel(host).text;
  }

  /** A host's kernel reads at boot what is saved. Answers why it does not come up with that: then all stays as it was. */
  boot(host: DrillHost): string | null {
    const text = this.savedText(host.name);
    const problem = problemOf(host, text);
    if (problem === null) this.#kernels.set(host.name, kernelOf(host, text));
    return problem;
  }

  /** A host's kernel reads once more what it had read when it came up last; an empty file where that would not boot. */
  bootPrevious(host: DrillHost): null {
    if (problemOf(host, this.runningText(host.name)) !== null) this.#kernels.set(host.name, kernelOf(host, ''));
    return null;
  }

  save(): PlainState {
    const running = [...this.#kernels.values()].filter(({ host, text }) => text !== (host.system ?? ''));
    const state: KernelsState = {
      saved: [...this.#saved],
      running: running.map(({ host, text }) => [host.name, text]),
    };
    return state as unknown as PlainState;
  }

  restore(state: PlainState): void {
    const { saved, running } = state as unknown as KernelsState;
    this.#saved = new Map(saved);
    const texts = new Map(running);
    for (const host of this.#hosts) {
      const text = texts.get(host.name) ?? host.system ?? '';
      if (text !== this.runningText(host.name)) this.#kernels.set(host.name, kernelOf(host, text));
    }
  }

  /** Writes a host's `/etc/system`. What its kernel has read stays as it is until it boots. */
  #save(host: string, text: string, cause: number): string | null {
    const found = this.#host(host);
    if (found === null) return `there is no host ${host} in this run`;
    if (!this.#isUp(found)) return `${host} does not run: its /etc/system can be saved once it is up again`;
    this.#saved.set(host, text);
    this.#engine.append('system-file.saved', host, { host, text }, [cause]);
    return null;
  }

  #host(name: string): DrillHost | null {
    return this.#hosts.find((host) => host.name === name) ?? null;
  }

  #kernel(host: string): Kernel {
    return assertPresent(this.#kernels.get(host), 'every host has a kernel');
  }

  #logMessages({ host, file, scrub }: Kernel, booted: number): void {
    for (const { module, messageClass, format, text } of file.messages.slice(0, mostMessages)) {
      this.#syslogd.write({ host }, kernelMessage(module, messageClass, format, text), booted);
    }
    if (scrub.disabled) this.#syslogd.write({ host }, scrubberExitMessage(), booted);
  }
}

/** Why a host does not come up with a file, in a sentence; null where it does. */
function problemOf({ release, cpuType }: DrillHost, text: string): string | null {
  return bootObstacle(text, release, cpuType)?.reason ?? null;
}

function kernelOf(host: DrillHost, text: string): Kernel {
  const file = readSystemFile(text, host.release, host.cpuType);
  return {
    host,
    text,
    file,
    removal: removalSettings(file),
    errors: errorSettings(file),
    indictment: indictmentSettings(file),
    memory: memorySettings(host, file),
    scrub: scrubSettings(file),
  };
}
