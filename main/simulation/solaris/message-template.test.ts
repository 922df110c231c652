import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kernelMessage } from './kernel-message.ts';
import { errorIdHole, filledMessage, templateOf } from './message-template.ts';

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
      expect(filledMessage(templateOf(made(errorIdHole)), id)).toMatchObject(message);
    }),
  );
});
