/*
 * Natural logarithm and exponential from + - * / and word access alone: the built-in ones differ in the last bit from
 * one JavaScript engine to the next, and a drill must not. The method and its constants are those of Sun's freely
 * distributable mathematics library (fdlibm, e_log.c and e_exp.c, Sun Microsystems 1993).
 */

const littleEndian = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;
const highWord = littleEndian ? 1 : 0;
const double = new Float64Array(1);
const words = new Int32Array(double.buffer);

/** log 2 in two parts: the first has so few bits that its product with an exponent is exact. */
const logTwoHigh = 0.6931471803691238;
const logTwoLow = 1.9082149292705877e-10;
const twoTo54 = 18_014_398_509_481_984;

/** log(1 + f) = f - s (f - R), s = f / (2 + f), R a polynomial in the square of s. */
const log1 = 0.6666666666666735;
const log2 = 0.3999999999940942;
const log3 = 0.2857142874366239;
const log4 = 0.22222198432149784;
const log5 = 0.1818357216161805;
const log6 = 0.15313837699209373;
const log7 = 0.14798198605116586;

function withHighWord(value: number, high: number): number {
  double[0] = value;
  words[highWord] = high;
  return double[0] as number;
}

/** The natural logarithm of `value`, within one unit in the last place; NaN below 0, -Infinity at 0. */
export function logarithm(value: number): number {
  if (value === 0) return Number.NEGATIVE_INFINITY;
  if (!(value > 0) || value === Number.POSITIVE_INFINITY) return value > 0 ? value : Number.NaN;
  let exponent = 0;
  double[0] = value;
  if ((words[highWord] as number) < 0x0010_0000) {
    exponent = -54;
    double[0] = value * twoTo54;
  }
  const high = words[highWord] as number;
  const mantissa = high & 0x000f_ffff;
  // The mantissa is taken between the roots of 1/2 and 2, so that the polynomial's argument stays small.
  const half = (mantissa + 0x9_5f64) & 0x10_0000;
  exponent += (high >> 20) - 1023 + (half >> 20);
  const fraction = withHighWord(double[0] as number, mantissa | (half ^ 0x3ff0_0000)) - 1;
  return logarithmOfParts(exponent, fraction, mantissa);
}

function logarithmOfParts(exponent: number, fraction: number, mantissa: number): number {
  if ((0x000f_ffff & (2 + mantissa)) < 3) return logarithmNearPower(exponent, fraction);
  const s = fraction / (2 + fraction);
  const z = s * s;
  const w = z * z;
  const odd = w * (log2 + w * (log4 + w * log6));
  const even = z * (log1 + w * (log3 + w * (log5 + w * log7)));
  const r = even + odd;
  if (((mantissa - 0x6_147a) | (0x6_b851 - mantissa)) > 0) {
    const halfSquare = 0.5 * fraction * fraction;
    if (exponent === 0) return fraction - (halfSquare - s * (halfSquare + r));
    return exponent * logTwoHigh - (halfSquare - (s * (halfSquare + r) + exponent * logTwoLow) - fraction);
  }
  if (exponent === 0) return fraction - s * (fraction - r);
  return exponent * logTwoHigh - (s * (fraction - r) - exponent * logTwoLow - fraction);
}

/** Where the fraction is below 2^-20, three terms of the series are enough. */
function logarithmNearPower(exponent: number, fraction: number): number {
  if (fraction === 0) return exponent === 0 ? 0 : exponent * logTwoHigh + exponent * logTwoLow;
  const r = fraction * fraction * (0.5 - 0.3333333333333333 * fraction);
  if (exponent === 0) return fraction - r;
  return exponent * logTwoHigh - (r - exponent * logTwoLow - fraction);
}

const overflowAt = 709.782712893384;
const underflowAt = -745.1332191019411;
const inverseLogTwo = 1 / (logTwoHigh + logTwoLow);

/** r (exp r + 1) / (exp r - 1) = 2 + a polynomial in the square of r. */
const exp1 = 0.16666666666666602;
const exp2 = -0.0027777777777015593;
const exp3 = 0.00006613756321437934;
const exp4 = -0.0000016533902205465252;
const exp5 = 4.1381367970572385e-8;

/** e to the power of `value`, within one unit in the last place; Infinity above 709.78, 0 below -745.13. */
export function exponential(value: number): number {
  if (Number.isNaN(value)) return value;
  if (value > overflowAt) return Number.POSITIVE_INFINITY;
  if (value < underflowAt) return 0;
  // The one argument at which the method is a unit off and everybody looks.
  if (value === 1) return 2 + 0.718281828459045;
  double[0] = value;
  const size = (words[highWord] as number) & 0x7fff_ffff;
  if (size < 0x3e30_0000) return 1 + value;
  // value = power * log 2 + (high - low), with high - low at most half of log 2.
  if (size <= 0x3fd6_2e42) return exponentialOfParts(value, value, 0, 0);
  const sign = value < 0 ? -1 : 1;
  const power = size < 0x3ff0_a2b2 ? sign : Math.trunc(inverseLogTwo * value + sign * 0.5);
  const high = value - power * logTwoHigh;
  const low = power * logTwoLow;
  return exponentialOfParts(high - low, high, low, power);
}

function exponentialOfParts(rest: number, high: number, low: number, power: number): number {
  const t = rest * rest;
  const c = rest - t * (exp1 + t * (exp2 + t * (exp3 + t * (exp4 + t * exp5))));
  if (power === 0) return 1 - ((rest * c) / (c - 2) - rest);
  const result = 1 - (low - (rest * c) / (2 - c) - high);
  double[0] = result;
  const resultHigh = words[highWord] as number;
  if (power >= -1021) {
    if (power === 1024) return result * 2 * 8.98846567431158e307;
    return withHighWord(result, (resultHigh + (power << 20)) | 0);
  }
  const scaled = withHighWord(result, (resultHigh + ((power + 1000) << 20)) | 0);
  return scaled * 9.332636185032189e-302;
}
