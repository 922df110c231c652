import { dayNs, hourNs, microsecondNs, millisecondNs, minuteNs, secondNs } from './time.ts';

const unitNs = new Map<string, number>([
  ['d', dayNs],
  ['h', hourNs],
  ['m', minuteNs],
  ['s', secondNs],
  ['ms', millisecondNs],
  ['us', microsecondNs],
  ['ns', 1],
]);

/** Nanoseconds of `whole` and `fraction` (up to nine digits after the point) of a unit; null if they are no integer. */
function partNs(whole: string, fraction: string, unit: number): number | null {
  const billionths = BigInt(whole + fraction.padEnd(9, '0')) * BigInt(unit);
  if (billionths % 1_000_000_000n !== 0n) return null;
  const partNs = Number(billionths / 1_000_000_000n);
  return Number.isSafeInteger(partNs) ? partNs : null;
}

/**
 * Nanoseconds of a duration such as `1m30s` or `62s`: numbers, with up to nine decimals, each with ns, us, ms, s, m, h
 * or d. Null if it is none, is no whole number of nanoseconds, or is too long to be exact (104 days).
 */
export function parseDuration(text: string): number | null {
  if (!/^(?:\d{1,18}(?:\.\d{1,9})?(?:ns|us|ms|s|m|h|d))+$/.test(text)) return null;
  let totalNs = 0;
  for (const part of text.matchAll(/(\d+)(?:\.(\d+))?(ns|us|ms|s|m|h|d)/g)) {
    const addedNs = partNs(part[1] ?? '', part[2] ?? '', unitNs.get(part[3] ?? '') ?? 0);
    if (addedNs === null) return null;
    totalNs += addedNs;
  }
  return Number.isSafeInteger(totalNs) ? totalNs : null;
}

/** The shortest form that `parseDuration` reads back: `1m30s`, `0s`. For a whole number of nanoseconds, not negative. */
export function formatDuration(durationNs: number): string {
  let restNs = durationNs;
  let text = '';
  for (const [unit, size] of unitNs) {
    const amount = Math.floor(restNs / size);
    if (amount > 0) text += `${amount}${unit}`;
    restNs -= amount * size;
  }
  return text === '' ? '0s' : text;
}

const decimal = (value: number, digits: number): string => {
  const text = value.toFixed(digits);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
};

/** For people, its two biggest units: `2 min 11 s`, `1 h 5 min`, `7 d`, `5.08 s`, `14 ms`. Cut off, not rounded up. */
export function humanDuration(durationNs: number): string {
  if (durationNs < 0) return `-${humanDuration(-durationNs)}`;
  if (durationNs === 0) return '0 s';
  if (durationNs < millisecondNs) return `${decimal(durationNs / microsecondNs, 3)} µs`;
  if (durationNs < secondNs) return `${Math.floor(durationNs / millisecondNs)} ms`;
  if (durationNs < minuteNs) return `${decimal(Math.floor(durationNs / (10 * millisecondNs)) / 100, 2)} s`;
  const units: readonly [string, number][] = [
    ['d', dayNs],
    ['h', hourNs],
    ['min', minuteNs],
    ['s', secondNs],
  ];
  const biggest = units.findIndex(([, size]) => durationNs >= size);
  let restNs = durationNs;
  const parts: string[] = [];
  for (const [unit, size] of units.slice(biggest, biggest + 2)) {
    const amount = Math.floor(restNs / size);
    if (amount > 0) parts.push(`${amount} ${unit}`);
    restNs -= amount * size;
  }
  return parts.join(' ');
}
