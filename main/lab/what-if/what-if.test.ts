import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { minuteNs } from '../../../shared/lib/time.ts';
import type { AppliedCommand, Command } from '../../../shared/model/commands.ts';
import { drillSchema } from '../../../shared/model/drill.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import { compareWhatIf } from './what-if.ts';

const host = 'sf15k-domc';

function scenarioOf(drill: string): Scenario {
  const file = fileURLToPath(new URL(`../../../resources/drills/${drill}.yaml`, import.meta.url));
  const read = drillSchema.parse(parse(readFileSync(file, 'utf8')));
  return { drill: read, seed: 7, responder: { kind: 'people' }, ending: 'attended' };
}

function given(commands: readonly (readonly [number, Command])[]): AppliedCommand[] {
  return commands.map(([atNs, command], index) => {
    return { run: 'r', number: index + 1, actor: 'dana', role: 'responder', command, atNs };
  });
}

const scenario = scenarioOf('sf15k-domc-1136');
const untilNs = 8 * minuteNs;

function compare(text: string, commands: readonly AppliedCommand[] = [], limit?: number) {
  const progress: number[] = [];
  const onProgress = (atNs: number): unknown => progress.push(atNs);
  const result = compareWhatIf({ run: 'r', scenario, commands, untilNs, host, text }, onProgress, limit);
  return { ...result, progress };
}

describe('what another /etc/system would have done', () => {
  test('the same text changes nothing, and progress goes to the end', () => {
    const { asItWas, asItWouldBe, firstDifference, cutShort, progress } = compare('* only a comment\n');
    expect(asItWouldBe).toEqual(asItWas);
    expect(firstDifference).toBeNull();
    expect(cutShort).toBeNull();
    expect(progress.at(-1)).toBe(untilNs);
    expect(progress).toEqual(progress.toSorted((one, other) => one - other));
    expect(asItWas.processors).toMatchObject([{ host, processor: 64, refused: 1 }]);
    expect(asItWas.pages.map(({ person }) => person)).toContain('dana');
  });

  test('trying again sooner takes the processor off-line sooner', () => {
    const { asItWas, asItWouldBe, firstDifference } = compare('set cpu_remove_retry_seconds=1\n');
    const offlined = ({ processors }: typeof asItWas) => processors[0]?.offlinedAtNs ?? 0;
    expect(offlined(asItWouldBe)).toBeGreaterThan(0);
    expect(offlined(asItWas) - offlined(asItWouldBe)).toBeGreaterThan(20e9);
    expect(firstDifference?.was?.text).toContain('CPU64');
  });

  test('with the feature off nothing is taken off-line', () => {
    const { asItWouldBe } = compare('set automatic_cpu_removal=0\n');
    expect(asItWouldBe.processors).toEqual([]);
  });

  test('the text stands for what was saved meanwhile; other commands are given at their instants', () => {
    const save = { kind: 'system-file.save', host, text: 'set automatic_cpu_removal=0\n' } as const;
    const acknowledge = { kind: 'incident.acknowledge', incident: 'INC-1' } as const;
    const commands = given([
      [1e9, save],
      [6 * minuteNs, acknowledge],
    ]);
    const { savesLeftOut, firstDifference, asItWas, asItWouldBe } = compare('', commands);
    expect(savesLeftOut).toBe(1);
    expect(firstDifference).toBeNull();
    expect(asItWouldBe).toEqual(asItWas);
  });

  test('a comparison that grows too long is cut and says so', () => {
    const { cutShort, asItWas } = compare('set automatic_cpu_removal=0\n', [], 20);
    expect(cutShort).toMatch(/at most 20 events/);
    expect(asItWas.untilNs).toBeLessThan(untilNs);
  });
});
