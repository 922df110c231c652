/*
 * Writes logarithms.json, the golden table that the engine's own logarithm and exponential are held to: inputs and the
 * results of Node 24's Math.log and Math.exp, as the hexadecimal bits of their doubles. Run with Node 24.
 */
import { writeFileSync } from 'node:fs';

const rows = 320;

function bits(value) {
  // What else is in a NaN is nobody's business.
  if (Number.isNaN(value)) return '7ff8000000000000';
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return view.getBigUint64(0).toString(16).padStart(16, '0');
}

/** Fractions that fill 0 to 1 evenly, so that the table is the same each time. */
function fraction(index) {
  const golden = 0.618033988749894848;
  return (index * golden) % 1;
}

const special = [0, -0, 1, -1, 2, 0.5, Math.E, 10, Number.MAX_VALUE, Number.MIN_VALUE, 2.2250738585072014e-308];
const limits = [709.782712893384, 709.782712893385, -745.1332191019411, -745.1332191019412, -708.5, 0.3465735];
const around = [1 + Number.EPSILON, 1 - Number.EPSILON / 2, 1 + 2 ** -20, 1 - 2 ** -21, Math.SQRT2, Math.SQRT1_2];
const none = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];

const logarithmInputs = [...special, ...around, ...none];
const exponentialInputs = [...special, ...limits, ...around, ...none];
for (let index = 1; logarithmInputs.length < rows; index++) {
  const spread = index % 2 === 0 ? 1 : 2 ** Math.floor(fraction(index + 7) * 2000 - 1000);
  logarithmInputs.push((fraction(index) + 0.001) * spread);
}
for (let index = 1; exponentialInputs.length < rows; index++) {
  exponentialInputs.push((fraction(index) - 0.5) * (index % 2 === 0 ? 3 : 1480));
}
const table = {
  madeWith: `Node ${process.version}, V8 ${process.versions.v8}`,
  logarithm: logarithmInputs.map((input) => [bits(input), bits(Math.log(input))]),
  exponential: exponentialInputs.map((input) => [bits(input), bits(Math.exp(input))]),
};
const lines = JSON.stringify(table).replaceAll('],[', '],\n[').replaceAll('":[[', '":[\n[');
writeFileSync(new URL('logarithms.json', import.meta.url), `${lines}\n`);
