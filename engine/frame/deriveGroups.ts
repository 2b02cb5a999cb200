import { failure } from '../contract/index.ts';
import { printExpression, withoutParens, type Expression } from '../formula/index.ts';
import { stepFailures } from '../text/dataSteps.ts';
import { firstArgument, firstColumn, numberSetting, setting, type Call } from './call.ts';
import { dayNumbers } from './deriveDates.ts';
import { categories, joinedFactor } from './grouping.ts';
import { valueByRow } from './deriveValues.ts';
import type { FactorValue, NumberValue, Value } from './values.ts';

/** Which group each row is in, −1 where that is missing; one group where none are named. */
export interface Groups {
  readonly codes: Int32Array;
  readonly count: number;
}

/** The groups of the setting `by`: a column, or several as c(a, b). */
export function groupsBy(call: Call): Groups {
  const node = setting(call, 'by', Infinity);
  if (!node) return { codes: new Int32Array(call.on.rows), count: 1 };
  const factors = columnsNamed(node).map((column) => categories(printExpression(column), valueByRow(call, column)));
  const { codes, levels } = factors.reduce(joinedFactor);
  return { codes, count: levels.length };
}

function columnsNamed(node: Expression): readonly Expression[] {
  const inner = withoutParens(node);
  if (inner.kind === 'call' && inner.name === 'c') return inner.args.map(({ value }) => value);
  if (inner.kind === 'binary' && inner.operator === ':') return [...columnsNamed(inner.left), ...columnsNamed(inner.right)];
  return [inner];
}

/** Rows of each group side by side: group k has rows.subarray(starts[k], starts[k + 1]), in the table's order. */
export interface RowsOfGroups {
  readonly rows: Int32Array;
  readonly starts: Int32Array;
}

export function rowsOfGroups({ codes, count }: Groups, isIn: (row: number) => boolean = () => true): RowsOfGroups {
  const starts = new Int32Array(count + 1);
  for (let i = 0; i < codes.length; i++) if (codes[i] >= 0 && isIn(i)) starts[codes[i] + 1]++;
  for (let k = 0; k < count; k++) starts[k + 1] += starts[k];
  const next = starts.slice();
  const rows = new Int32Array(starts[count]);
  for (let i = 0; i < codes.length; i++) if (codes[i] >= 0 && isIn(i)) rows[next[codes[i]]++] = i;
  return { rows, starts };
}

/**
 * A function that gives each row the summary of its group. Missing cells are left out; a group without a value, and a row without a
 * group, get a missing cell.
 *
 * of  sees the values that are there, at least one; it may reorder them
 */
export function groupSummary(of: (values: Float64Array) => number): (call: Call) => Value {
  return (call) => {
    const x = firstColumn(call);
    const groups = groupsBy(call);
    const { rows, starts } = rowsOfGroups(groups, (i) => !Number.isNaN(x[i]));
    const values = Float64Array.from(rows, (row) => x[row]);
    const summaries = new Float64Array(groups.count);
    for (let k = 0; k < groups.count; k++) {
      summaries[k] = starts[k] === starts[k + 1] ? NaN : of(values.subarray(starts[k], starts[k + 1]));
    }
    return byGroup(groups, summaries);
  };
}

function byGroup({ codes }: Groups, values: Float64Array): NumberValue {
  return { kind: 'number', values: Float64Array.from(codes, (code) => (code < 0 ? NaN : values[code])) };
}

/** n(): the rows of the group; n(x): those where x is there. */
export function countIn(call: Call): NumberValue {
  const groups = groupsBy(call);
  const counted = call.node.args.find(({ name }) => name === null || name === 'x');
  const value = counted ? valueByRow(call, counted.value) : null;
  const counts = new Float64Array(groups.count);
  const isThere = (i: number) => !value || (value.kind === 'number' ? !Number.isNaN(value.values[i]) : value.codes[i] >= 0);
  groups.codes.forEach((code, i) => code >= 0 && isThere(i) && counts[code]++);
  return byGroup(groups, counts);
}

/** Places from 1 up, the mean of them for values that are equal, as R's rank() has them. */
export function ranks(call: Call): NumberValue {
  const x = firstColumn(call);
  const groups = groupsBy(call);
  const { rows, starts } = rowsOfGroups(groups, (i) => !Number.isNaN(x[i]));
  const sorted = Float64Array.from(rows, (row) => x[row]);
  for (let k = 0; k < groups.count; k++) sorted.subarray(starts[k], starts[k + 1]).sort();
  const values = new Float64Array(x.length).fill(NaN);
  for (const row of rows) {
    const [from, to] = [starts[groups.codes[row]], starts[groups.codes[row] + 1]];
    const below = placeIn(sorted, from, to, x[row], false) - from;
    const upTo = placeIn(sorted, from, to, x[row], true) - from;
    values[row] = (below + upTo + 1) / 2;
  }
  return { kind: 'number', values };
}

/** Where in sorted[from, to) the value belongs: before its equals, or behind them. */
function placeIn(sorted: Float64Array, from: number, to: number, value: number, behind: boolean): number {
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (sorted[middle] < value || (behind && sorted[middle] === value)) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** The rows of each group in the order of the setting `order` (the table's where it is not given); rows without an order are left out. */
function rowsInOrder(call: Call, groups: Groups): RowsOfGroups {
  const node = setting(call, 'order', Infinity);
  if (!node) return rowsOfGroups(groups);
  const order = orderNumbers(call, node);
  const { rows, starts } = rowsOfGroups(groups, (i) => !Number.isNaN(order[i]));
  for (let k = 0; k < groups.count; k++) sortBy(rows.subarray(starts[k], starts[k + 1]), order);
  return { rows, starts };
}

function sortBy(rows: Int32Array, order: Float64Array): void {
  const isSorted = rows.every((row, i) => i === 0 || order[rows[i - 1]] <= order[row]);
  if (!isSorted) rows.sort((a, b) => order[a] - order[b] || a - b);
}

/** Numbers as they are, dates by day, other categories by their place. */
function orderNumbers(call: Call, node: Expression): Float64Array {
  const value = valueByRow(call, node);
  if (value.kind === 'number') return value.values;
  const days = dayNumbers(value.levels);
  return Float64Array.from(value.codes, (code) => (code < 0 ? NaN : (days?.[code] ?? code)));
}

export function rowNumbers(call: Call): NumberValue {
  const { rows, starts } = rowsInOrder(call, groupsBy(call));
  const values = new Float64Array(call.on.rows).fill(NaN);
  eachGroup(starts, (from, to) => {
    for (let i = from; i < to; i++) values[rows[i]] = i - from + 1;
  });
  return { kind: 'number', values };
}

/** The value some rows earlier (lag) or later (lead) in the group; missing where there is none. */
export function shifted(sign: 1 | -1): (call: Call) => NumberValue | FactorValue {
  return (call) => {
    const steps = numberSetting(call, 'k', 1, 1);
    if (!Number.isInteger(steps) || steps < 0)
      throw failure('step.whole-number', {}, stepFailures.wholeNumber('The number of rows', 0));
    const { rows, starts } = rowsInOrder(call, groupsBy(call));
    const from = new Int32Array(call.on.rows).fill(-1);
    eachGroup(starts, (begin, end) => {
      for (let i = begin; i < end; i++) {
        const other = i - sign * steps;
        if (other >= begin && other < end) from[rows[i]] = rows[other];
      }
    });
    return taken(call, from);
  };
}

/** The first or last value of the group that is there. */
export function endOf(which: 'first' | 'last'): (call: Call) => NumberValue | FactorValue {
  return (call) => {
    const groups = groupsBy(call);
    const { rows, starts } = rowsInOrder(call, groups);
    const value = byRow(call);
    const isThere = (row: number) => (value.kind === 'number' ? !Number.isNaN(value.values[row]) : value.codes[row] >= 0);
    const ends = new Int32Array(groups.count).fill(-1);
    eachGroup(starts, (from, to, group) => {
      const present = rows.subarray(from, to);
      ends[group] = (which === 'first' ? present.find(isThere) : present.findLast(isThere)) ?? -1;
    });
    return taken(
      call,
      groups.codes.map((code) => (code < 0 ? -1 : ends[code])),
    );
  };
}

function eachGroup(starts: Int32Array, visit: (from: number, to: number, group: number) => void): void {
  for (let k = 0; k + 1 < starts.length; k++) visit(starts[k], starts[k + 1], k);
}

function byRow(call: Call): NumberValue | FactorValue {
  return valueByRow(call, firstArgument(call));
}

/** For each row the value of another; −1: missing. */
function taken(call: Call, from: Int32Array): NumberValue | FactorValue {
  const value = byRow(call);
  if (value.kind === 'number') {
    return { kind: 'number', values: Float64Array.from(from, (row) => (row < 0 ? NaN : value.values[row])) };
  }
  return { ...value, codes: from.map((row) => (row < 0 ? -1 : value.codes[row])) };
}
