/**
 * Logarithm and exponential, the same to the last bit on every engine: built from + - * / alone,
 * which IEEE 754 rounds in one way only. (Engines compute Math.log and its kin as they like.)
 * Relative error below 1e-15.
 */

/** ln 2 in two parts: the first ends in zero bits, so that whole multiples of it are exact. */
const ln2Head = 0.6931471803691238;
const ln2Tail = 1.9082149292705877e-10;

const smallestOrdinary = 2.2250738585072014e-308;
const bits = new DataView(new ArrayBuffer(8));

/** Natural logarithm. -Infinity at 0, NaN below. */
export function ln(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  // Subnormal numbers keep no exponent of their own: make them ordinary first.
  if (x < smallestOrdinary) return ln(x * 0x1_0000_0000_0000) - 48 * Math.LN2;
  bits.setFloat64(0, x);
  const high = bits.getUint32(0);
  let exponent = (high >>> 20) - 1023;
  bits.setUint32(0, (high & 0xf_ffff) | 0x3ff0_0000);
  let mantissa = bits.getFloat64(0);
  if (mantissa > Math.SQRT2) {
    mantissa /= 2;
    exponent += 1;
  }
  const rest = mantissa - 1;
  return exponent * ln2Head + (exponent * ln2Tail + twiceArtanh(rest / (2 + rest)));
}

/** ln(1 + x), keeping the digits of a small x. */
export function lnOnePlus(x: number): number {
  return x > -0.3 && x < 0.4 ? twiceArtanh(x / (2 + x)) : ln(1 + x);
}

/** 2 artanh(s) = ln((1 + s) / (1 - s)), for |s| up to 0.18: 2 s (1 + s²/3 + s⁴/5 + ...). */
function twiceArtanh(s: number): number {
  const z = s * s;
  const z4 = z * z * (z * z);
  // Three short sums side by side: a processor adds them up at the same time.
  const low = 1 / 3 + z * (1 / 5) + z * z * (1 / 7 + z * (1 / 9));
  const middle = 1 / 11 + z * (1 / 13) + z * z * (1 / 15 + z * (1 / 17));
  const high = 1 / 19 + z * (1 / 21) + z * z * (1 / 23);
  return 2 * s + 2 * s * (z * (low + z4 * (middle + z4 * high)));
}

/** Two to the power of -1022 .. 1023, each exact. */
const powersOfTwo = new Float64Array(2046);
powersOfTwo[1022] = 1;
for (let up = 1023; up < 2046; up += 1) powersOfTwo[up] = powersOfTwo[up - 1]! * 2;
for (let down = 1021; down >= 0; down -= 1) powersOfTwo[down] = powersOfTwo[down + 1]! / 2;

/** e to the power of x. Infinity above 709.7 and 0 below -708.3: near the ends of the range. */
export function exp(x: number): number {
  if (!(x >= -708.3)) return x < 0 ? 0 : Number.NaN;
  if (x > 709.7) return Number.POSITIVE_INFINITY;
  const twos = Math.floor(x * (1 / Math.LN2) + 0.5);
  const rest = x - twos * ln2Head - twos * ln2Tail;
  // 2^1024 does not exist, though half of it times 2 may.
  return (1 + growth(rest)) * 2 * powersOfTwo[twos + 1021]!;
}

/** e to the power of x, minus 1, keeping the digits of a small x. */
export function expMinusOne(x: number): number {
  return x > -0.35 && x < 0.35 ? growth(x) : exp(x) - 1;
}

/** e^x - 1 for |x| up to 0.35: x + x²/2! + x³/3! + ... */
function growth(x: number): number {
  const x2 = x * x;
  const x4 = x2 * x2;
  const low = 1 / 2 + x * (1 / 6) + x2 * (1 / 24 + x * (1 / 120));
  const middle = 1 / 720 + x * (1 / 5_040) + x2 * (1 / 40_320 + x * (1 / 362_880));
  const high = 1 / 3_628_800 + x * (1 / 39_916_800) + x2 * (1 / 479_001_600 + x / 6_227_020_800);
  return x + x2 * (low + x4 * (middle + x4 * high));
}
