/**
 * A small projection of a model's fixed columns by which two models on the same rows can be told nested without the rows.
 *
 * Columns that are combinations of others stay so under any projection; columns that are not stay apart with probability one as long as
 * there are more projections than columns.
 *
 * @see Clarkson & Woodruff (2013), Proc. STOC '13, 81–90, on sparse projections
 */
import type { ModelFrame } from '../frame/types.ts';
import { pivotedQR, updateByQTranspose } from '../linalg/qr.ts';

/** Sums kept per column; models with as many columns cannot be told. Each row enters four of them, which takes 4 × 6 bits of its hash. */
const SIZE = 32;
const PLACES = 4;
/** A column whose distance from the others' span is below this share of its length lies in it. */
const TOLERANCE = 1e-6;

/** Sums of ±x over random parts of the rows, for each column, centred (where there is a constant) and scaled to length one. */
export function fixedSketch(frame: ModelFrame): number[][] {
  const centre = frame.coefNames.includes('(Intercept)');
  return frame.coefNames.map((name, j) => {
    const column = frame.X.subarray(j * frame.n, (j + 1) * frame.n);
    return projected(column, centre && name !== '(Intercept)').map((value) => Number(value.toPrecision(10)));
  });
}

/** Whether every column of `some` lies in the span of `all`; false where either is missing or too wide to tell. */
export function spans(
  all: readonly (readonly number[])[] | undefined,
  some: readonly (readonly number[])[] | undefined,
): boolean {
  if (!all?.length || !some?.length) return false;
  if (all.length > SIZE - 2) return false;
  const qr = pivotedQR(Float64Array.from(all.flat()), SIZE, all.length);
  return some.every((column) => {
    const effects = Float64Array.from(column);
    const length = Math.hypot(...effects);
    updateByQTranspose(qr, effects);
    return Math.hypot(...effects.subarray(qr.rank)) <= TOLERANCE * length;
  });
}

function projected(column: Float64Array, centre: boolean): number[] {
  const mean = centre ? column.reduce((sum, value) => sum + value, 0) / column.length : 0;
  const sums = new Float64Array(SIZE);
  let squares = 0;
  for (let i = 0; i < column.length; i++) {
    const value = column[i] - mean;
    squares += value * value;
    let bits = mixed(i);
    for (let place = 0; place < PLACES; place++) {
      sums[bits & 31] += value * ((bits >>> 4) & 2) - value;
      bits >>>= 6;
    }
  }
  return Array.from(sums, (sum) => sum / Math.sqrt(squares || 1));
}

/**
 * 32 well-mixed bits of a row's place.
 *
 * @see Appleby (2011), MurmurHash3 (its finaliser)
 */
function mixed(i: number): number {
  let h = i + 0x9e3779b9;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
