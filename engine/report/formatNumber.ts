/**
 * Numbers as a reader wants them: digits by what the number is, and by how well it is known.
 */
import type { CellFormat } from '../contract/index.ts';

export interface NumberOptions {
  /** Digits after the decimal mark for estimates, SDs and criteria; chosen by the number's precision where absent. */
  readonly decimals?: number;
  readonly decimalMark?: '.' | ',';
  /** A true minus sign (default) or the hyphen that other programs read as one. */
  readonly minus?: '−' | '-';
  /** Standard error of the number: an estimate gets two significant digits of it. */
  readonly precision?: number;
}

/** Decimals when nothing asks for more, and the most that are shown before powers of ten take over, as they do from `HUGE` on. */
const FEWEST = 2;
const MOST = 6;
const HUGE = 1e7;

/**
 * One number as text: `formatNumber(0.00612, 'estimate', {precision: 0.00496})` is `0.0061`. Empty for NaN, `∞` for infinity.
 *
 * p values below .001 come as `< .001`; correlations, shares and p values go without the zero before the mark, as APA asks.
 */
export function formatNumber(value: number, format: CellFormat, options: NumberOptions = {}): string {
  if (Number.isNaN(value)) return '';
  if (!Number.isFinite(value)) return localized(value < 0 ? '-∞' : '∞', options);
  return localized(plainNumber(value, format, options), options);
}

/** Every digit that a number has, with `-` and the decimal mark asked for: what CSV files hold. */
export function exactNumber(value: number, decimalMark: '.' | ',' = '.'): string {
  return Number.isFinite(value) ? String(value).replace('.', decimalMark) : '';
}

function plainNumber(value: number, format: CellFormat, options: NumberOptions): string {
  switch (format) {
    case 'text':
      return String(value);
    case 'count':
      return Number.isInteger(value) ? String(value) : value.toFixed(FEWEST);
    case 'df':
      return Number.isInteger(value) ? String(value) : value.toFixed(Math.abs(value) < 100 ? 2 : 1);
    case 'p':
      return pValue(value);
    case 'correlation':
      return withoutZero(value.toFixed(decimalsBelowOne(value)));
    case 'share':
      return withoutZero(value.toFixed(options.decimals ?? Math.min(significantDecimals(value, 2), MOST)));
    case 'criterion':
      return value.toFixed(options.decimals ?? 1);
    case 'sd':
    case 'estimate':
      return measured(value, options);
  }
}

function measured(value: number, { decimals, precision }: NumberOptions): string {
  if (decimals !== undefined) return value.toFixed(decimals);
  const scale = precision !== undefined && precision > 0 ? precision : Math.abs(value);
  const wanted = significantDecimals(scale, 2);
  if (Math.abs(value) >= HUGE || wanted > MOST) return value.toExponential(2).replace('e+', 'e');
  return value.toFixed(wanted);
}

/** Decimals that show `digits` significant digits of a number, at least two. */
function significantDecimals(value: number, digits: number): number {
  const size = Math.abs(value);
  return size === 0 || !Number.isFinite(size) ? FEWEST : Math.max(FEWEST, digits - 1 - Math.floor(Math.log10(size)));
}

/** Two decimals, more where two would round a correlation short of ±1 up to it. */
function decimalsBelowOne(value: number): number {
  const short = 1 - Math.abs(value);
  for (const decimals of [2, 3, 4]) if (short < 1e-6 || short >= 0.5 * 10 ** -decimals) return decimals;
  return 2;
}

function pValue(value: number): string {
  if (value < 0.001) return '< .001';
  return value > 0.999 ? '> .999' : withoutZero(value.toFixed(3));
}

function withoutZero(text: string): string {
  return text.replace(/^(-?)0\./, '$1.');
}

function localized(text: string, { decimalMark = '.', minus = '−' }: NumberOptions): string {
  const negativeZero = /^-0?\.?0*$/.test(text);
  const unsigned = negativeZero ? text.slice(1) : text;
  return unsigned.replace('.', decimalMark).replace(/-/g, minus);
}
