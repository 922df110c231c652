import { assertPresent } from '../../../shared/lib/assert.ts';
import { secondNs } from '../../../shared/lib/time.ts';
import type { DrillHost } from '../../../shared/model/drill.ts';
import type { Engine, HandlerId } from '../engine/engine.ts';
import type { PlainState, Room } from '../engine/room.ts';
import type { BootTimes } from './boot-times.ts';
import type { KernelMessage } from './kernel-message.ts';
import {
  isRepeated,
  lastLineStart,
  nothingRepeated,
  type RepeatedLines,
  repetitionText,
  takeLine,
} from './repeated-lines.ts';

/** From one alarm to the next: a third of the 20 minutes between two marks. */
export const syslogdAlarmNs = 400 * secondNs;

/** What syslogd takes of one line. */
const longestLine = 1024;
const withCutLines = ({ module, id, level, text }: KernelMessage): KernelMessage => ({
  ...{ module, id, level },
  text: text
    .split('\n')
    .map((line) => line.slice(0, longestLine))
    .join('\n'),
});

/** One host's messages file. */
interface File extends RepeatedLines {
  /** When the next alarm goes off, 0 while nothing waits for it. */
  readonly alarmAtNs: number;
}

const emptyFile: File = { ...nothingRepeated, alarmAtNs: 0 };

/**
 * One syslogd on every host, which writes its messages file. A line equal to the one before is only counted, until
 * another line comes, an alarm goes off or syslogd ends. Alarms are 400 s apart, the first `firstAlarmNs` after the host
 * booted; they are only scheduled while lines wait.
 */
export class Syslogd implements Room {
  readonly name = 'syslogd';
  readonly #engine: Engine;
  readonly #hosts: readonly DrillHost[];
  readonly #indexes: ReadonlyMap<string, number>;
  readonly #bootTimes: BootTimes;
  readonly #firstAlarmNs: number;
  readonly #alarm: HandlerId;
  #files: File[];

  constructor(engine: Engine, hosts: readonly DrillHost[], bootTimes: BootTimes, firstAlarmNs: number) {
    this.#engine = engine;
    this.#hosts = hosts;
    this.#indexes = new Map(hosts.map(({ name }, index) => [name, index]));
    this.#bootTimes = bootTimes;
    this.#firstAlarmNs = firstAlarmNs;
    this.#files = hosts.map(() => emptyFile);
    this.#alarm = engine.handler('syslogd.alarm', (index) => this.#onAlarm(index));
    engine.register(this);
  }

  /** Takes a message into the host's messages file, line by line. `cause` is what it tells of. */
  write({ host }: { readonly host: DrillHost }, given: KernelMessage, cause: number): void {
    const message = given.text.length > longestLine ? withCutLines(given) : given;
    const index = this.#indexOf(host);
    const file = this.#fileAt(index);
    const lastStart = file.count > 0 ? -1 : lastLineStart(file.line, message.text, message.lines);
    if (lastStart === -1) {
      this.#files[index] = this.#writeLineByLine(host, index, file, message, cause);
      return;
    }
    const { module, id, level, text, lines, sum } = message;
    this.#engine.append('message.logged', host.name, { host: host.name, module, id, level, text }, [cause], sum);
    const lastLine = lines?.lastLine ?? (lastStart === 0 ? text : text.slice(lastStart));
    const line = { text: lastLine, level, atNs: this.#engine.nowNs, seq: cause };
    this.#files[index] = { line, count: 0, last: null, alarmAtNs: file.alarmAtNs };
  }

  #writeLineByLine(
    host: DrillHost,
    index: number,
    { alarmAtNs, ...before }: File,
    message: KernelMessage,
    cause: number,
  ): File {
    const atNs = this.#engine.nowNs;
    let repeated: RepeatedLines = before;
    let written: string[] = [];
    const append = (): void => {
      if (written.length > 0) this.#append(host, message, written.join('\n'), cause);
      written = [];
    };
    for (const text of message.text.split('\n')) {
      if (!isRepeated(repeated, text)) {
        // What the file has before the repetition comes before it.
        if (repeated.count > 0) append();
        this.#tellRepetition(host, repeated);
        written.push(text);
      }
      repeated = takeLine(repeated, { text, level: message.level, atNs, seq: cause });
    }
    append();
    return {
      ...repeated,
      alarmAtNs: repeated.count > 0 && alarmAtNs === 0 ? this.#alarmFor(host, index) : alarmAtNs,
    };
  }

  /** Ends syslogd with the system that it runs on: it writes what is pending. Another one starts with the next boot. */
  terminate(host: DrillHost): void {
    const index = this.#indexOf(host);
    this.#tellRepetition(host, this.#fileAt(index));
    this.#files[index] = emptyFile;
  }

  /** Ends syslogd with a kernel that has died: what was pending is lost. */
  lose(host: DrillHost): void {
    this.#files[this.#indexOf(host)] = emptyFile;
  }

  save(): PlainState {
    return [...this.#files] as unknown as PlainState;
  }

  restore(saved: PlainState): void {
    this.#files = [...(saved as unknown as readonly File[])];
  }

  /** Writes what is pending. After that the next line is written in full, even if it is equal once more. */
  #onAlarm(index: number): void {
    const file = this.#fileAt(index);
    // An alarm of a syslogd that has ended.
    if (file.alarmAtNs !== this.#engine.nowNs) return;
    this.#tellRepetition(assertPresent(this.#hosts[index], 'an index of a host'), file);
    this.#files[index] = { ...(file.count > 0 ? nothingRepeated : file), alarmAtNs: 0 };
  }

  /** Schedules the next alarm and answers when it is. */
  #alarmFor(host: DrillHost, index: number): number {
    const { nowNs } = this.#engine;
    const sinceFirstNs = this.#bootTimes.sinceBootNs(host, nowNs) - BigInt(this.#firstAlarmNs);
    const period = BigInt(syslogdAlarmNs);
    const untilNs = sinceFirstNs < 0n ? -sinceFirstNs : period - (sinceFirstNs % period);
    const atNs = nowNs + Number(untilNs);
    this.#engine.schedule(atNs, this.#alarm, index);
    return atNs;
  }

  #append({ name }: DrillHost, { module, id, level }: KernelMessage, text: string, cause: number): void {
    this.#engine.append('message.logged', name, { host: name, module, id, level, text }, [cause]);
  }

  #tellRepetition({ name }: DrillHost, { count: times, last }: RepeatedLines): void {
    if (last === null) return;
    const data = { host: name, times, lastAtNs: last.atNs, level: last.level, text: repetitionText(times) };
    this.#engine.append('message.repeated', name, data, [last.seq]);
  }

  #indexOf({ name }: DrillHost): number {
    return assertPresent(this.#indexes.get(name), 'a host of the run');
  }

  #fileAt(index: number): File {
    return assertPresent(this.#files[index], 'every host has a messages file');
  }
}
