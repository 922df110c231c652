import { deepStrictEqual, ok } from 'node:assert';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { readDrill } from '../../main/lab/drill-file.ts';
import { importDrill } from '../../main/lab/import-drill.ts';
import { readMessagesFile } from '../../main/simulation/solaris/messages-file.ts';
import { fuzzTarget } from './fuzz-target.ts';

const vectors = ['category-a', 'category-b-wrapped', 'category-b', 'category-c', 'give-up'];
const logs = vectors.map((name) =>
  readFileSync(fileURLToPath(new URL(`../vectors/messages/${name}.log`, import.meta.url)), 'utf8').split('\n'),
);
const lines = logs.flat();

/** Some lines of one log, as they follow each other. */
const excerpt = fc
  .tuple(fc.constantFrom(...logs), fc.nat(20), fc.nat(12))
  .map(([log, from, length]) => log.slice(from, from + length).join('\n'));
/** A recorded line with a piece of it gone, doubled or replaced. */
const damaged = fc
  .tuple(fc.constantFrom(...lines), fc.nat(200), fc.nat(30), fc.string({ unit: 'binary', maxLength: 8 }))
  .map(([line, from, length, put]) => line.slice(0, from) + put + line.slice(from + length));
/** Lines of other processors, boards and numbers than were recorded. */
const renumbered = fc
  .tuple(fc.constantFrom(...lines), fc.constantFrom(/CPU\d+/, /0x[0-9a-f]+/, /\d\d:\d\d:\d\d/, /\d+/g), fc.nat(9999))
  .map(([line, what, number]) => line.replace(what, (found) => found.replace(/\d+/, String(number))));
const messagesFiles = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: excerpt },
      fc.constantFrom(...lines),
      damaged,
      renumbered,
      fc.string({ maxLength: 40 }),
    ),
    { maxLength: 15 },
  )
  .map((each) => each.join('\n'));

/** Any text is read to its end, and what is made of it into a drill is one. */
export const messagesTarget = fuzzTarget('messages', messagesFiles, (text) => {
  const { lines: count, unparsed } = readMessagesFile(text, 2003);
  ok(unparsed <= count && count <= text.split('\n').length);
  const imported = importDrill({ name: 'messages', text, year: 2003 });
  if ('problem' in imported) ok(!imported.problem.includes('\n'));
  else deepStrictEqual(readDrill(imported.yaml), { drill: imported.drill });
});
