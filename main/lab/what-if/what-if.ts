import type { AppliedCommand } from '../../../shared/model/commands.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { WhatIf } from '../../../shared/model/system-file-views.ts';
import { DifferenceFinder } from './first-difference.ts';
import { PlayedSide } from './played-side.ts';

/** Steps of a comparison; progress is told after each. */
const steps = 200;
/** Events that each side is played for at most. */
const eventLimit = 20_000_000;

/** A run that is over, and the text to try on one of its hosts. */
export interface WhatIfInput {
  readonly run: string;
  readonly scenario: Scenario;
  readonly commands: readonly AppliedCommand[];
  /** How far the run came. */
  readonly untilNs: number;
  readonly host: string;
  readonly text: string;
}

/** The scenario with another `/etc/system` on one host. */
function withSystemFile(scenario: Scenario, host: string, text: string): Scenario {
  const hosts = scenario.drill.hosts.map((each) => (each.name === host ? { ...each, system: text } : each));
  return { ...scenario, drill: { ...scenario.drill, hosts } };
}

/** The commands but for saves of the file that is tried: its text stands for all of them. */
const withoutSaves = (commands: readonly AppliedCommand[], host: string): readonly AppliedCommand[] =>
  commands.filter(({ command }) => command.kind !== 'system-file.save' || command.host !== host);

/**
 * Plays a run twice, as it was and with another text in `/etc/system` of one host from boot on, and compares what could be
 * seen. The same scenario, seed and commands at the same instants; `onProgress` is told simulated time, which ends at
 * `untilNs`.
 */
export function compareWhatIf(
  { run, scenario, commands, untilNs, host, text }: WhatIfInput,
  onProgress: (atNs: number) => void,
  limit: number = eventLimit,
): WhatIf {
  const finder = new DifferenceFinder(scenario.drill.people);
  const kept = withoutSaves(commands, host);
  const was = new PlayedSide(scenario, commands, (event) => finder.take('was', event));
  const changed = withSystemFile(scenario, host, text);
  const wouldBe = new PlayedSide(changed, kept, (event) => finder.take('wouldBe', event));
  let cutShort: string | null = null;
  let playedNs = untilNs;
  for (let step = 1; step <= steps && cutShort === null; step += 1) {
    const atNs = step === steps ? untilNs : Math.floor((untilNs / steps) * step);
    was.advance(atNs, limit);
    wouldBe.advance(atNs, limit);
    if (was.events >= limit || wouldBe.events >= limit) {
      cutShort = `A comparison plays at most ${limit} events a side; what came after is left out.`;
      playedNs = Math.min(was.nowNs, wouldBe.nowNs);
    } else {
      finder.compare();
      onProgress(atNs);
    }
  }
  return {
    run,
    host,
    asItWas: was.book.outcome(playedNs),
    asItWouldBe: wouldBe.book.outcome(playedNs),
    firstDifference: finder.found,
    savesLeftOut: commands.length - kept.length,
    cutShort,
  };
}
