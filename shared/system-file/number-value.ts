const wrap = (value: bigint): bigint => BigInt.asUintN(64, value);

const digitsOf: Readonly<Record<string, RegExp>> = { '': /^[0-9]*$/, '0': /^[0-7]*$/, '0x': /^[0-9a-fA-F]*$/ };

function baseOf(digits: string): '' | '0' | '0x' {
  if (digits.startsWith('0x')) return '0x';
  return digits.startsWith('0') ? '0' : '';
}

function readDigits(digits: string, base: '' | '0' | '0x'): bigint {
  if (digits === '') return 0n;
  if (base === '0x') return BigInt(`0x${digits}`);
  return base === '0' ? BigInt(`0o${digits}`) : BigInt(digits);
}

/**
 * The 64-bit value of a number as the kernel reads it: octal with a leading 0, hexadecimal with 0x, complemented after
 * `~`, negated after `-`. Too large a one wraps. Null for a digit that does not belong to the base.
 */
export function numberValue(token: string): bigint | null {
  const sign = token.charAt(0);
  const digits = sign === '~' || sign === '-' ? token.slice(1) : token;
  // The kernel is done with a lone 0 before it looks at the sign.
  if (digits === '0') return 0n;
  const base = baseOf(digits);
  const rest = digits.slice(base.length);
  if (!digitsOf[base]?.test(rest)) return null;
  const value = wrap(readDigits(rest, base));
  if (sign === '~') return wrap(~value);
  return sign === '-' ? wrap(-value) : value;
}
