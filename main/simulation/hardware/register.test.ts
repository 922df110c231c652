import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printRegister, readRegister, registerOf, registerOfTime } from './register.ts';

test('a time in a register is its nanoseconds, exactly', () => {
  const seconds = fc.oneof(
    fc.nat(100),
    fc.nat(0x7fff_ffff),
    fc.maxSafeNat().map((each) => each % 2 ** 34),
  );
  const nanoseconds = fc.integer({ min: -999_999_999, max: 999_999_999 });
  fc.assert(
    fc.property(seconds, nanoseconds, (whole, rest) => {
      fc.pre(whole > 0 || rest >= 0);
      const exact = BigInt(whole) * 1_000_000_000n + BigInt(rest);
      expect(registerOfTime(whole, rest)).toEqual(registerOf(exact));
      expect(readRegister(printRegister(registerOfTime(whole, rest)))).toEqual(registerOf(exact));
    }),
  );
});
