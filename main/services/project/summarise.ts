import type { Column } from '../../../engine/contract/index.ts';
import { CHUNK_ROWS } from './chunks.ts';
import type { Values } from './chunks.ts';
import { DistinctNumbers } from './distinct.ts';
import type { SummarisedColumn } from './types.ts';

/** Bars of a histogram, and levels counted at most. */
const BARS = 20;

/** A column's values in pieces, read twice: `read(i)` answers piece `i` of `count`. */
export interface Pieces {
  readonly count: number;
  readonly read: (i: number) => Values;
}

/** Mean, SD, range, distinct values, missing cells and bars of a column. */
export function summarise(column: Column): SummarisedColumn {
  const values = column.kind === 'number' ? column.values : column.codes;
  const count = Math.ceil(values.length / CHUNK_ROWS);
  const read = (i: number): Values => values.subarray(i * CHUNK_ROWS, (i + 1) * CHUNK_ROWS);
  return finish(summarySteps({ count, read }, column.kind === 'number' ? null : column.levels.length));
}

/** The same a piece at a time, for those who may not hold up their process: yields after each piece. `levels` is null for numbers. */
export function summarySteps(pieces: Pieces, levels: number | null): Generator<undefined, SummarisedColumn> {
  return levels === null ? numberSteps(pieces) : factorSteps(pieces, levels);
}

function finish(steps: Generator<undefined, SummarisedColumn>): SummarisedColumn {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

function* numberSteps(pieces: Pieces): Generator<undefined, SummarisedColumn> {
  const range = { rows: 0, n: 0, sum: 0, min: Infinity, max: -Infinity };
  const distinct = new DistinctNumbers();
  for (let i = 0; i < pieces.count; i++, yield) {
    const values = pieces.read(i) as Float64Array;
    addRange(range, values);
    distinct.add(values);
  }
  const different = distinct.sorted().length;
  const missing = range.rows - range.n;
  if (range.n === 0) return { missing, summary: { mean: null, sd: null, min: null, max: null, distinct: 0, bars: [] } };
  const spread = { mean: range.sum / range.n, squares: 0, rest: 0, bars: new Array<number>(BARS).fill(0) };
  for (let i = 0; i < pieces.count; i++, yield) addSpread(spread, range, pieces.read(i) as Float64Array);
  const { min, max, n } = range;
  const mean = spread.mean + spread.rest / n;
  const sd = n > 1 ? Math.sqrt((spread.squares - (spread.rest * spread.rest) / n) / (n - 1)) : null;
  return { missing, summary: { mean, sd, min, max, distinct: different, bars: spread.bars } };
}

interface Range {
  rows: number;
  n: number;
  sum: number;
  min: number;
  max: number;
}

function addRange(range: Range, values: Float64Array): void {
  range.rows += values.length;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    range.n++;
    range.sum += value;
    if (value < range.min) range.min = value;
    if (value > range.max) range.max = value;
  }
}

/**
 * Deviations from the first mean, squared and plain: the corrected two-pass variance.
 *
 * @see Chan, Golub & LeVeque (1983), The American Statistician 37(3), 242–247
 */
function addSpread(
  spread: { mean: number; squares: number; rest: number; bars: number[] },
  range: Range,
  values: Float64Array,
): void {
  const scale = BARS / (range.max - range.min);
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    const deviation = value - spread.mean;
    spread.squares += deviation * deviation;
    spread.rest += deviation;
    const bar = Math.floor((value - range.min) * scale);
    spread.bars[bar >= 0 && bar < BARS ? bar : bar >= BARS ? BARS - 1 : 0]++;
  }
}

function* factorSteps(pieces: Pieces, levels: number): Generator<undefined, SummarisedColumn> {
  const counts = new Int32Array(levels);
  let missing = 0;
  for (let i = 0; i < pieces.count; i++, yield) {
    for (const code of pieces.read(i)) {
      if (code < 0) missing++;
      else counts[code]++;
    }
  }
  const distinct = counts.reduce((used, n) => used + (n > 0 ? 1 : 0), 0);
  return { missing, summary: { mean: null, sd: null, min: null, max: null, distinct, bars: largest(counts) } };
}

/** The largest counts above zero, at most as many as there are bars, descending. */
function largest(counts: Int32Array): number[] {
  const top: number[] = [];
  for (const n of counts) {
    if (n === 0 || (top.length === BARS && n <= top[BARS - 1])) continue;
    const place = top.findIndex((other) => other < n);
    top.splice(place < 0 ? top.length : place, 0, n);
    top.length = Math.min(top.length, BARS);
  }
  return top;
}
