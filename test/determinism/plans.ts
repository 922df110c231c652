import fc from 'fast-check';
import { minuteNs, secondNs } from '../../shared/lib/time.ts';
import type { Command } from '../../shared/model/commands.ts';
import type { PlannedCommand } from './playing.ts';

const incident = fc.constantFrom('INC-1', 'INC-2', 'INC-3');
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({
    kind: fc.constantFrom(
      'incident.acknowledge',
      'incident.unacknowledge',
      'incident.escalate',
      'incident.silence',
      'incident.resolve',
      'incident.reopen',
    ),
    incident,
  }),
  fc.record({ kind: fc.constant('incident.note'), incident, text: fc.string({ minLength: 1, maxLength: 20 }) }),
  fc.record({ kind: fc.constant('oncall.take-over') }),
  fc.record({
    kind: fc.constant('console.run'),
    host: fc.constantFrom('sf15k-domc', 'sf15k-domc', 'sf15k-domc', 'nowhere'),
    line: fc.constantFrom(
      'psrinfo',
      'psradm -f 64',
      'psradm -n 64',
      'pbind -b 65 1234',
      'psrset -c 66',
      'reboot',
      'vi',
    ),
  }),
) as fc.Arbitrary<Command>;

/** What two people of the rotation and a stranger may do at any instants, in order of time. */
export const plan: fc.Arbitrary<PlannedCommand[]> = fc
  .array(
    fc.record({
      atNs: fc.oneof(
        fc.integer({ min: 0, max: 25 * minuteNs }),
        fc.integer({ min: 20, max: 500 }).map((s) => s * secondNs),
      ),
      actor: fc.constantFrom('dana', 'sam', 'zoe'),
      command,
    }),
    { maxLength: 40 },
  )
  .map((planned) => planned.toSorted((one, other) => one.atNs - other.atNs));
