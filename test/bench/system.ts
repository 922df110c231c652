/*
 * How long the kernel's reading of a 10,000-line /etc/system takes, beside splitting the same text into words. One JSON
 * line. Run with `node test/bench/system.ts`.
 */
import { performance } from 'node:perf_hooks';
import { tunables } from '../../shared/model/tunables.ts';
import { readSystemFile } from '../../shared/system-file/read-system-file.ts';

const lines = 10_000;
const rounds = 15;
const goalMs = 50;

function lineOf(index: number): string {
  const { module, name } = tunables[index % tunables.length] ?? { module: null, name: 'maxusers' };
  const target = module === null ? name : `${module}:${name}`;
  const kinds = [
    ...[`set ${target} = ${index}`, `set ${target}|0x${index.toString(16)}`, `* comment on line ${index} of the file`],
    ...[
      `forceload: drv/driver${index}`,
      `set ${target}=${index} * why`,
      `set unknown_${index} = "text \\\\n ${index}"`,
    ],
  ];
  return kinds[index % kinds.length] ?? '';
}

function millisecondsOf(run: () => void): number {
  const startedMs = performance.now();
  run();
  return performance.now() - startedMs;
}

const text = `${Array.from({ length: lines }, (_, index) => lineOf(index)).join('\n')}\n`;
const reading: number[] = [];
const splitting: number[] = [];
let words = 0;
for (let round = 0; round < rounds; round += 1) {
  reading.push(millisecondsOf(() => readSystemFile(text, 'solaris9', 'US-III')));
  splitting.push(
    millisecondsOf(() => {
      words += text.split(/\s+/).length;
    }),
  );
}
const median = (values: readonly number[]): number => values.toSorted((one, other) => one - other)[rounds >> 1] ?? 0;
const value = median(reading);
const figures = { value: Number(value.toFixed(2)), unit: 'ms', ratio: Number((value / median(splitting)).toFixed(1)) };
const goal = `${lines} lines, ${words / rounds} words in less than ${goalMs} ms; ratio to splitting them`;
process.stdout.write(`${JSON.stringify({ bench: 'system-file', ...figures, goal })}\n`);
