import { assertPresent } from '../../../shared/lib/assert.ts';
import type { DrillHost } from '../../../shared/model/drill.ts';
import type { Engine } from '../engine/engine.ts';
import { type IndictmentSettings, indictmentSettings } from './indictments.ts';
import { kernelMessage } from './kernel-message.ts';
import { type MemorySettings, memorySettings } from './memory/memory-settings.ts';
import type { Syslogd } from './syslogd.ts';
import { type BootedSystemFile, readSystemFile } from './system-file/read-system-file.ts';
import { type RemovalSettings, removalSettings } from './system-file/removal-settings.ts';

interface Kernel {
  readonly host: DrillHost;
  readonly file: BootedSystemFile;
  readonly removal: RemovalSettings;
  readonly indictment: IndictmentSettings;
  readonly memory: MemorySettings;
}

/** What a boot leaves in the log about `/etc/system`: the kernel's buffer holds no more until syslogd runs. */
const mostMessages = 1_000;

/** The hosts' kernels with what each has read from its `/etc/system`. It follows from the drill alone. */
export class Kernels {
  readonly #syslogd: Syslogd;
  readonly #byHost: ReadonlyMap<string, Kernel>;

  constructor(engine: Engine, syslogd: Syslogd, hosts: readonly DrillHost[]) {
    this.#syslogd = syslogd;
    this.#byHost = new Map(hosts.map((host) => [host.name, kernelOf(host)]));
    engine.on('host.booted', ({ seq, data }) => this.#logMessages(this.#kernel(data.host), seq));
  }

  /** How a host takes its processors off-line. */
  removal(host: DrillHost): RemovalSettings {
    return this.#kernel(host.name).removal;
  }

  /** What a host tells its system controller. */
  indictment(host: DrillHost): IndictmentSettings {
    return this.#kernel(host.name).indictment;
  }

  /** How a host treats errors of its memory. */
  memory(host: DrillHost): MemorySettings {
    return this.#kernel(host.name).memory;
  }

  #kernel(host: string): Kernel {
    return assertPresent(this.#byHost.get(host), 'every host has a kernel');
  }

  #logMessages({ host, file }: Kernel, booted: number): void {
    for (const { module, messageClass, format, text } of file.messages.slice(0, mostMessages)) {
      this.#syslogd.write({ host }, kernelMessage(module, messageClass, format, text), booted);
    }
  }
}

function kernelOf(host: DrillHost): Kernel {
  const file = readSystemFile(host.system ?? '', host.release, host.cpuType);
  return {
    host,
    file,
    removal: removalSettings(file),
    indictment: indictmentSettings(file),
    memory: memorySettings(host, file),
  };
}
