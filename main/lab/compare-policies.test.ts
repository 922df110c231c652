import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { policies } from '../../shared/model/policies.ts';
import { type ComparisonDocument, labComparePolicies, policiesNamed } from './compare-policies.ts';

const caseOf = (name: string): Record<string, unknown> & { events: Record<string, unknown>[] } =>
  JSON.parse(
    readFileSync(fileURLToPath(new URL(`../../test/vectors/availability/${name}.json`, import.meta.url)), 'utf8'),
  );

function compared(given: unknown, ...names: string[]): ComparisonDocument['policies'] {
  const named = policiesNamed(names);
  if ('problem' in named) throw new Error(named.problem);
  const document = labComparePolicies(JSON.stringify(given), named);
  if ('problem' in document) throw new Error(`${document.place}: ${document.problem}`);
  return document.policies;
}
const all = policies.map(({ name }) => name);
const others = ['fma', 'mcelog', 'rasdaemon', 'rasdaemon-isolation'];
const nothing = { offlined: [], retiredPages: [], gaveUp: [] };

describe('POL-3: the recorded cases under every policy', () => {
  test('A: three corrected errors in three minutes are too many for Solaris alone: others want 13, 64 or 18', () => {
    const found = compared(caseOf('category-a'), ...all);
    const reason = 'more than 2 xxC Events in 24:00:00 (hh:mm:ss)';
    // The third is at 1128.07 s; a thread is bound from 1100 to 1140 s. First attempt 1.08 s after the error, the next
    // 30.08 s later (Solaris 8), or 5.08 s and again 5.08 s and again (Solaris 9).
    expect(found.solaris8).toEqual({ ...nothing, offlined: [{ cpu: 64, at: 1159.228682963, reason }] });
    expect(found.solaris9).toEqual({ ...nothing, offlined: [{ cpu: 64, at: 1144.388682963, reason }] });
    for (const name of others) expect(found[name], name).toEqual(nothing);
  });

  test('B: a UCC with ME is a rule of Solaris alone; for others it is two corrected errors', () => {
    const found = compared(caseOf('category-b'), ...all);
    const offlined = [{ cpu: 5, at: 361180.58, reason: 'UCC Event with ME set' }];
    expect(found.solaris8).toEqual({ ...nothing, offlined });
    expect(found.solaris9).toEqual({ ...nothing, offlined });
    for (const name of others) expect(found[name], name).toEqual(nothing);
  });

  test('C: an uncorrectable error; who unbinds threads by force needs one attempt', () => {
    const found = compared(caseOf('category-c'), ...all);
    const [{ at }] = caseOf('category-c').events as [{ at: number }];
    const reason = 'uncorrectable L2 error (WDU)';
    expect(found.solaris8?.offlined).toEqual([{ cpu: 65, at: 1332.989812026, reason: 'xxU Event' }]);
    expect(found.solaris9?.offlined).toEqual([{ cpu: 65, at: 1313.069812026, reason: 'xxU Event' }]);
    // FMA holds it for 200 ms to see whether it stems from another one.
    expect(found.fma).toEqual({ ...nothing, offlined: [{ cpu: 65, at: at + 0.2, reason }] });
    expect(found['rasdaemon-isolation']).toEqual({ ...nothing, offlined: [{ cpu: 65, at, reason }] });
    expect(found.mcelog).toEqual(nothing);
    expect(found.rasdaemon).toEqual(nothing);
  });

  test('giving up: 25 attempts of Solaris 9, 2,401 of Solaris 8, one by force', () => {
    const found = compared(caseOf('give-up'), ...all);
    const reason = 'xxU Event';
    // From the first attempt at 15,628.45 s on: 24 times 5.08 s, 2,400 times 30.08 s.
    expect(found.solaris9).toEqual({ ...nothing, gaveUp: [{ cpu: 64, at: 15750.37, reason }] });
    expect(found.solaris8).toEqual({ ...nothing, gaveUp: [{ cpu: 64, at: 87820.45, reason }] });
    expect(found.fma?.offlined).toHaveLength(1);
    expect(found['rasdaemon-isolation']?.offlined).toHaveLength(1);
    expect(found.mcelog).toEqual(nothing);
  });
});
