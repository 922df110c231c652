/**
 * `npm run fuzz [-- name…]`: gives each target 100,000 inputs made from a new seed, which is printed. `INPUTS=n` and
 * `SEED=n` set either. Exit 1 with the smallest input that is not stood.
 */
import { fuzzTargets } from './targets.ts';

const inputs = Number(process.env.INPUTS ?? 100_000);
const seed = Number(process.env.SEED ?? Date.now() % 0x7fff_ffff);
const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !fuzzTargets.some((target) => target.name === name));
if (unknown !== undefined || !Number.isSafeInteger(inputs) || !Number.isSafeInteger(seed)) {
  const names = fuzzTargets.map(({ name }) => name).join(', ');
  process.stderr.write(`fuzz: expected names of ${names}, and whole numbers in INPUTS and SEED\n`);
  process.exit(2);
}
for (const { name, run } of fuzzTargets) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const started = performance.now();
  run(inputs, seed);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(`${JSON.stringify({ fuzz: name, inputs, seed, seconds: Number(seconds) })}\n`);
}
