import { fail, ok } from 'node:assert';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { labAvailability } from '../../main/lab/availability.ts';
import { labComparePolicies } from '../../main/lab/compare-policies.ts';
import { policies } from '../../shared/model/policies.ts';
import { fuzzTarget } from './fuzz-target.ts';

const cases = ['category-a', 'category-b', 'category-c', 'give-up'].map((name) =>
  readFileSync(fileURLToPath(new URL(`../vectors/availability/${name}.json`, import.meta.url)), 'utf8').split('\n'),
);

const command = fc.constantFrom(
  'psradm -f 64',
  'psradm -a -n',
  'psrset -c 65 66',
  'pbind -b 64 $$',
  'reboot',
  'psrinfo -v',
);
const at = fc.oneof(fc.integer({ min: 0, max: 2_000 }), fc.double({ min: 0, max: 400_000, noNaN: true }));
const event = fc.oneof(
  fc.tuple(at, command).map(([when, line]) => ({ at: when, type: 'command', line })),
  fc.tuple(at, fc.constantFrom(5, 64, 65)).map(([when, cpu]) => ({ at: when, type: 'bind', cpu })),
  fc.tuple(at, fc.constantFrom(5, 64, 65)).map(([when, cpu]) => ({ at: when, type: 'unbind', cpu })),
  fc
    .tuple(at, fc.constantFrom('CE', 'UE'), fc.constantFrom('intermittent', 'persistent', 'sticky'))
    .map(([when, name, kind]) => ({
      ...{ at: when, type: 'memory', cpu: 65, name, class: kind, afsr: '0x00000002.00000031' },
      ...{ afar: '0x000000a1.d9698000', faultPc: '0x10152880', module: 'SB2/P1/B0/D0 J14300' },
    })),
);
const register = fc
  .tuple(fc.nat(0xffff_ffff), fc.nat(0xffff_ffff))
  .map((halves) => `0x${halves.map((half) => half.toString(16).padStart(8, '0')).join('.')}`);
/** An error that fits some type of processor, by any trap, with any other error beside it. */
const error = fc
  .record({
    at,
    cpu: fc.constantFrom(5, 64, 65),
    name: fc.constantFrom('UCC', 'UCU', 'WDU', 'EDU', 'TO', 'IERR', 'EMC', 'IVC', 'DUE', 'JETO', 'RUE'),
    afsr: fc.oneof(register, fc.constantFrom('0x00300460.00000031', '0x00101000.00000000', '0x0004f4fe.000b0071')),
    afar: register,
    mode: fc.constantFrom(null, 'privileged', 'user'),
    tl: fc.nat(1),
    trap: fc.constantFrom(undefined, 'fast-ecc', 'disrupting', 'instruction-access', 'data-access'),
    shadow: fc.option(fc.record({ afsr: register, afar: register }), { nil: undefined }),
    protected: fc.boolean(),
  })
  .map((fields) => ({ type: 'ecc', faultPc: '0x10152880', ...fields }));
const value = fc.oneof(
  fc.constantFrom(
    'null',
    '[]',
    '{}',
    '-1',
    '1e9',
    '"',
    '0',
    '64',
    '99999',
    'true',
    '"solaris9"',
    '"faulted"',
    '"US-IIIi"',
  ),
  fc.constantFrom('"set automatic_cpu_removal=1"', '"0x00300400.00000031"', '"UCC"', '"0x00000000.00000071"', '1, 1'),
  event.map((each) => JSON.stringify(each)),
  fc.string({ unit: 'binary', maxLength: 8 }),
);
/** A line with another value, with something behind or in front of it, or gone. */
const change = fc.tuple(fc.nat(100), fc.constantFrom('value', 'behind', 'before', 'gone'), value);

function changed(line: string, how: string, put: string): string {
  if (how === 'value') return line.replace(/: .*?(,?)$/, (_, comma: string) => `: ${put}${comma}`);
  if (how === 'gone') return '';
  return how === 'behind' ? `${line}${put}` : `${put},${line}`;
}

const caseFiles = fc
  .tuple(
    fc.constantFrom(...cases),
    fc.array(change, { maxLength: 3 }),
    fc.array(fc.oneof(event, error), { maxLength: 5 }),
  )
  .map(([lines, changes, events]) =>
    changes
      .reduce(
        (now, [index, how, put]) =>
          now.map((line, each) => (each === index % now.length ? changed(line, how, put) : line)),
        lines.map((line) =>
          line.replace('"events": [', () => `"events": [${events.map((each) => `${JSON.stringify(each)},`).join('')}`),
        ),
      )
      .join('\n'),
  );

/** Any text is a case, at whose end a processor runs if one did before, or one line that says where it is none. */
export const availabilityTarget = fuzzTarget('availability', caseFiles, (text) => {
  const document = labAvailability(text);
  if ('problem' in document) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    ok(!/[\u0000-\u001f\u007f]/.test(`${document.place}${document.problem}`) && document.problem !== '');
    return;
  }
  const given = JSON.parse(text) as { cpus: { state?: string }[] };
  const ran = given.cpus.some(({ state = 'on-line' }) => state === 'on-line' || state === 'no-intr');
  ok(!ran || document.cpus.some(({ state }) => state === 'on-line' || state === 'no-intr'));
});

/** Other systems stand the same cases, and leave a processor on-line too: the host's kernel sees to that. */
export const comparePoliciesTarget = fuzzTarget(
  'compare-policies',
  fc.tuple(caseFiles, fc.constantFrom(...policies)),
  ([text, policy]) => {
    const document = labComparePolicies(text, [policy]);
    if ('problem' in document) {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
      ok(!/[\u0000-\u001f\u007f]/.test(`${document.place}${document.problem}`) && document.problem !== '');
      return;
    }
    const { until, cpus } = JSON.parse(text) as { until: number; cpus: { id: number }[] };
    const { offlined, retiredPages, gaveUp } = document.policies[policy.name] ?? fail();
    const known = new Set(cpus.map(({ id }) => id));
    for (const { cpu } of offlined) ok(known.has(cpu));
    for (const { at } of [...offlined, ...retiredPages, ...gaveUp]) ok(at >= 0 && at <= until);
  },
);
