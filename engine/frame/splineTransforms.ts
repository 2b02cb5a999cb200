import { failure } from '../contract/index.ts';
import type { Expression } from '../formula/index.ts';
import { bSplines, naturalSplines, quantile, type SplineKnots } from '../stats/index.ts';
import * as words from '../text/frameFailures.ts';
import { itemsOf, numberSetting, remembered, setting, truthSetting, type Call } from './call.ts';
import { finiteColumn } from './learnedTransforms.ts';
import type { MatrixValue, NumberValue } from './values.ts';

/** Polynomial pieces of a degree (3 unless told) joined smoothly at knots, as R's splines::bs; `df` places the knots at quantiles. */
export function basisSplines(call: Call): MatrixValue | NumberValue {
  const x = finiteColumn(call);
  const degree = numberSetting(call, 'degree', Infinity, 3);
  if (!Number.isInteger(degree) || degree < 1) throw settingFailure(call, 'degree');
  const intercept = truthSetting(call, 'intercept', false);
  const columns = bSplines(x, degree, knotsOf(call, x, degree + (intercept ? 1 : 0)));
  return asValue(intercept ? columns : columns.slice(1));
}

/** As `bs`, with straight lines at both ends, as R's splines::ns. */
export function naturalCubicSplines(call: Call): MatrixValue | NumberValue {
  const x = finiteColumn(call);
  const intercept = truthSetting(call, 'intercept', false);
  return asValue(naturalSplines(x, knotsOf(call, x, intercept ? 2 : 1), intercept));
}

function asValue(columns: readonly Float64Array[]): MatrixValue | NumberValue {
  if (columns.length === 1) return { kind: 'number', values: columns[0] };
  return { kind: 'matrix', columns, suffixes: columns.map((_, j) => String(j + 1)) };
}

/** Knots as told, or learned from the values present; `least` is the number of columns without inner knots. */
function knotsOf(call: Call, x: Float64Array, least: number): SplineKnots {
  const boundary = remembered(call, 'boundary', () => boundaryOf(call, x));
  const [low, high] = boundary;
  remembered(call, 'outside', () => [x.reduce((count, value) => count + Number(value < low || value > high), 0)]);
  const inner = remembered(call, 'knots', () => innerKnots(call, x, [low, high], least));
  if (!(low < high) || inner.some((knot) => knot <= low || knot >= high)) throw settingFailure(call, 'knots');
  return { inner, boundary: [low, high] };
}

function boundaryOf(call: Call, x: Float64Array): number[] {
  const told = numbersTold(call, 'Boundary.knots', setting(call, 'Boundary.knots', Infinity));
  if (told) {
    if (told.length !== 2) throw settingFailure(call, 'Boundary.knots');
    return [...told].sort((a, b) => a - b);
  }
  return x.reduce(([low, high], value) => [value < low ? value : low, value > high ? value : high], [Infinity, -Infinity]);
}

/** Inside the boundary, at equally spaced quantiles of the values there. */
function innerKnots(call: Call, x: Float64Array, [low, high]: readonly [number, number], least: number): number[] {
  const told = numbersTold(call, 'knots', setting(call, 'knots', Infinity));
  if (told) return [...told].sort((a, b) => a - b);
  const df = numberSetting(call, 'df', 1, least);
  const count = df - least;
  if (!Number.isInteger(count) || count < 0) throw failure('frame.spline', spanOf(call), words.splineDf(call.label, least));
  const inside = x.filter((value) => value >= low && value <= high);
  return Array.from({ length: count }, (_, k) => quantile(inside, (k + 1) / (count + 1)));
}

function numbersTold(call: Call, name: string, node: Expression | null): readonly number[] | null {
  if (!node || (node.kind === 'constant' && node.name === 'NULL')) return null;
  const items = itemsOf(call, node, name);
  if (items.every((item) => typeof item === 'number' && Number.isFinite(item))) return items as readonly number[];
  throw settingFailure(call, name);
}

function settingFailure(call: Call, name: string) {
  return failure('frame.spline', { setting: name, ...spanOf(call) }, words.splineSetting(call.label, name));
}

function spanOf({ node: { start, end } }: Call) {
  return { start, end };
}
