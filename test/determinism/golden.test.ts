import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { Scenario } from '../../shared/model/scenario.ts';
import { libraryDrills } from './library-drills.ts';
import { playWhole } from './playing.ts';

/** Set to write the digests down anew, after a change that was meant to change what runs do. */
const updating = process.env.REDLINE_UPDATE_GOLDEN === '1';
const goldenFile = fileURLToPath(new URL('golden.json', import.meta.url));

type Golden = Readonly<Record<string, { readonly digest: string; readonly events: number }>>;

const responders: readonly (readonly [name: string, responder: Scenario['responder']])[] = [
  ['automatic', { kind: 'automatic' }],
  ['people', { kind: 'people' }],
];

function digests(): Golden {
  const found: Record<string, { digest: string; events: number }> = {};
  for (const [name, drill] of libraryDrills) {
    for (const [answers, responder] of responders) {
      const { digest, events } = playWhole({ drill, seed: 7, responder, ending: 'unattended' });
      found[`${name} seed 7 ${answers}`] = { digest, events: events.length };
    }
  }
  return found;
}

it('the drills of the library give the digests that were written down', () => {
  const found = digests();
  expect(Object.keys(found)).toHaveLength(10);
  if (updating) writeFileSync(goldenFile, `${JSON.stringify(found, null, 2)}\n`);
  expect(found).toEqual(JSON.parse(readFileSync(goldenFile, 'utf8')));
});
