import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sumOfText } from '../engine/text-hash.ts';
import { kernelMessage } from './kernel-message.ts';
import { errorIdHole, filledMessage, templateOf } from './message-template.ts';
import { lastLineStart } from './repeated-lines.ts';

const piece = fc.string({ unit: fc.constantFrom('a', 'Z', ' ', '\n', '\t', '%', 'é', '9', '<'), maxLength: 40 });
const errId = fc.nat(0xffff_ffff).map((low) => `0x000000e3.${low.toString(16).padStart(8, '0')}`);

test('a filled template is the message that is made with the error id', () => {
  const messageClass = fc.constantFrom('note', 'warning', 'continuation');
  const mark = fc.constantFrom('!', '');
  const where = fc.constantFrom('nowhere', 'in the text', 'in both');
  fc.assert(
    fc.property(messageClass, mark, fc.tuple(piece, piece, piece), where, errId, (level, bang, pieces, place, id) => {
      const [before, value, after] = pieces;
      const made = (errorId: string) =>
        kernelMessage(
          'SUNW,UltraSPARC-III+',
          level,
          `${bang}${before}${place === 'in both' ? errorId : '%s'}${after}`,
          `${bang}${before}${place === 'nowhere' ? value : errorId}${after}`,
        );
      const { format: _format, ...message } = made(id);
      const filled = filledMessage(templateOf(made(errorIdHole)), id);
      expect(filled).toMatchObject(message);
      // What is known of the text is what reading it would tell.
      const { text, sum, lines } = filled;
      if (sum !== undefined) expect(sum).toEqual(sumOfText(text));
      for (const before of [null, ...text.split('\n')]) {
        const line = before === null ? null : { text: before, level, atNs: 0, seq: 1 };
        expect(lastLineStart(line, text, lines)).toBe(lastLineStart(line, text));
      }
      if (typeof lines?.lastLine === 'string') expect(lines.lastLine).toBe(text.slice(lines.lastStart));
    }),
  );
});
