export type DecimalMark = '.' | ',';

/**
 * What a cell is, read as a number.
 *
 * `padded` (007) and `long` (more digits than a number can hold) would lose what is written and are labels unless a person says otherwise.
 */
export type NumberReading =
  { readonly kind: 'number' | 'thousands' | 'padded' | 'long'; readonly value: number } | { readonly kind: 'infinite' | 'text' };

const minus = 45;
const plus = 43;
const zero = 48;
const largestExact = 2 ** 53;
const powersOfTen = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));

/**
 * The value of a plain decimal number in bytes[from, to), correctly rounded; NaN when it is anything else.
 *
 * Digits below 2^53 over a power of ten up to 10^22 are both exact, so one division rounds once (Clinger 1990, *How to read floating
 * point numbers accurately*). Everything rarer is left to `readNumber`.
 */
export function plainNumber(bytes: Uint8Array, from: number, to: number, decimal: number): number {
  let at = from;
  const negative = bytes[at] === minus;
  if (negative || bytes[at] === plus) at++;
  const start = at;
  let digits = 0;
  for (let digit; at < to && (digit = bytes[at] - zero) >= 0 && digit <= 9; at++) digits = digits * 10 + digit;
  const whole = at - start;
  if (whole > 1 && bytes[start] === zero) return NaN;
  let fraction = 0;
  if (at < to && bytes[at] === decimal) {
    const first = ++at;
    for (let digit; at < to && (digit = bytes[at] - zero) >= 0 && digit <= 9; at++) digits = digits * 10 + digit;
    fraction = at - first;
  }
  if (at !== to || whole + fraction === 0 || digits > largestExact || fraction > 22) return NaN;
  const value = digits / powersOfTen[fraction];
  return negative ? -value : value;
}

const patterns = {
  '.': {
    plain: /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i,
    thousands: /^[+-]?[1-9]\d{0,2}([,' \u00a0\u202f\u2019])\d{3}(\1\d{3})*(\.\d*)?$/,
  },
  ',': {
    plain: /^[+-]?(\d+,?\d*|,\d+)(e[+-]?\d+)?$/i,
    thousands: /^[+-]?[1-9]\d{0,2}([.' \u00a0\u202f\u2019])\d{3}(\1\d{3})*(,\d*)?$/,
  },
} as const;
const padded = /^[+-]?0\d+$/;
const integer = /^[+-]?\d+$/;
const infinite = /^[+-]?inf(inity)?$/i;

/** What a cell is, read as a number with the given decimal mark. Thousands marks count only in strict groups of three. */
export function readNumber(cell: string, decimal: DecimalMark): NumberReading {
  const text = cell.replace('\u2212', '-');
  if (patterns[decimal].plain.test(text)) return plainReading(text, decimal);
  if (patterns[decimal].thousands.test(text)) return { kind: 'thousands', value: ungrouped(text, decimal) };
  return { kind: infinite.test(text) ? 'infinite' : 'text' };
}

function ungrouped(text: string, decimal: DecimalMark): number {
  const [whole, fraction = ''] = text.split(decimal);
  return Number(`${whole.replace(/[^\d+-]/g, '')}.${fraction}`);
}

function plainReading(text: string, decimal: DecimalMark): NumberReading {
  const value = Number(decimal === ',' ? text.replace(',', '.') : text);
  if (!Number.isFinite(value)) return { kind: 'infinite' };
  if (padded.test(text)) return { kind: 'padded', value };
  if (integer.test(text) && !Number.isSafeInteger(value)) return { kind: 'long', value };
  return { kind: 'number', value };
}

/** Whether a cell is a number only when read with this decimal mark. */
export const needsDecimal = (cell: string, decimal: DecimalMark): boolean =>
  cell.includes(decimal) &&
  readNumber(cell, decimal).kind === 'number' &&
  readNumber(cell, decimal === '.' ? ',' : '.').kind === 'text';
