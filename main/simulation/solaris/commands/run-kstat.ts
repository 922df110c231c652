import type { KstatCommand, KstatPattern } from '../../../../shared/command/kstat-command.ts';
import { type Printed, printed } from '../../../../shared/command/printed.ts';
import { clockMegahertz } from './clock-rates.ts';
import type { Session } from './session.ts';

/** Statistics that the kernel keeps under one name. */
interface Kstat {
  readonly module: string;
  readonly instance: number;
  readonly name: string;
  readonly class: string;
  readonly values: Readonly<Record<string, string | number>>;
}

const asSeconds = (ns: bigint): string => {
  const rest = String(ns % 1_000_000_000n).padStart(9, '0');
  return `${ns / 1_000_000_000n}.${rest}`;
};

const ofProcessors = ({ machine, host, bootTimes }: Session): readonly Kstat[] =>
  machine.table.of(host).map((processor) => {
    const { processor: id } = processor;
    const sinceNs = machine.table.sinceNs(processor);
    const since = sinceNs === null ? bootTimes.bootedAt(host) : bootTimes.instantAt(sinceNs);
    const values = {
      chip_id: id,
      clock_MHz: clockMegahertz[host.cpuType],
      cpu_type: 'sparcv9',
      fpu_type: 'sparcv9',
      state: machine.table.state(processor),
      state_begin: since.epochSeconds,
    };
    return { module: 'cpu_info', instance: id, name: `cpu_info${id}`, class: 'misc', values };
  });

const ofModules = ({ host, memoryModules }: Session): readonly Kstat[] =>
  memoryModules(host.name).map(({ module, intermittent, persistent, sticky }, instance) => {
    const values = {
      name: module,
      intermittent_total: intermittent,
      persistent_total: persistent,
      sticky_total: sticky,
    };
    return { module: 'mm', instance, name: 'ecc-info', class: 'misc', values };
  });

const ofPages = ({ host, pageCounters }: Session): Kstat => {
  const values = { ...pageCounters(host.name) };
  return { module: 'unix', instance: 0, name: 'page_retire', class: 'misc', values };
};

/** All that a kernel keeps, by module, then by instance. */
const allOf = (session: Session): readonly Kstat[] => [
  ...ofProcessors(session),
  ...ofModules(session),
  ofPages(session),
];

const fits = (asked: string | null, found: string | number): boolean => asked === null || asked === String(found);

function valuesAsked(session: Session, kstat: Kstat, { form, ...command }: KstatCommand): [string, string | number][] {
  const isNamed = ({ module, instance, name }: KstatPattern): boolean =>
    fits(module, kstat.module) && fits(instance, kstat.instance) && fits(name, kstat.name);
  if (!fits(command.class, kstat.class)) return [];
  const { atNs, bootTimes, host } = session;
  const times = { crtime: '0.000000000', snaptime: asSeconds(bootTimes.sinceBootNs(host, atNs)) };
  // A statistic a line tells the class among them.
  const all = Object.entries({ ...kstat.values, ...times, ...(form === 'blocks' ? {} : { class: kstat.class }) });
  const patterns = command.patterns.filter(isNamed);
  return all
    .filter(([statistic]) => patterns.some((pattern) => fits(pattern.statistic, statistic)))
    .sort(([one], [other]) => (one < other ? -1 : 1));
}

function linesOf(kstat: Kstat, form: KstatCommand['form'], values: readonly [string, string | number][]): string[] {
  const { module, instance, name } = kstat;
  if (form === 'silent') return [];
  if (form !== 'blocks') {
    const full = (statistic: string): string => `${module}:${instance}:${name}:${statistic}`;
    return values.map(([statistic, value]) => (form === 'names' ? full(statistic) : `${full(statistic)}\t${value}`));
  }
  return [
    `module: ${module.padEnd(30)}  instance: ${String(instance).padEnd(6)}`,
    `name:   ${name.padEnd(30)}  class:    ${kstat.class.padEnd(30)}`,
    ...values.map(([statistic, value]) => `\t${statistic.padEnd(30)}  ${value}`),
    '',
  ];
}

/** Runs kstat: 1 where nothing fits. */
export function runKstat(session: Session, command: KstatCommand): Printed {
  const found = allOf(session)
    .map((kstat) => ({ kstat, values: valuesAsked(session, kstat, command) }))
    .filter(({ values }) => values.length > 0);
  const lines = found.flatMap(({ kstat, values }) => linesOf(kstat, command.form, values));
  return printed(found.length > 0 ? 0 : 1, ...lines);
}
