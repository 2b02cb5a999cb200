import { printExpression, withoutParens, type Expression } from '../formula/index.ts';
import { remembered, setting, type Call } from './call.ts';
import { categories, joinedFactor } from './grouping.ts';
import { finiteColumn, meanOf } from './learnedTransforms.ts';
import type { FactorValue, NumberValue } from './values.ts';

/**
 * Centring: around the mean of all rows, or around the mean of each row's group.
 *
 * Means are those of the values present in all rows of the table the model was fitted to, as R's ave() has them there; they are
 * remembered, and a group that was not there has none.
 *
 * @see Enders & Tofighi (2007), Psychological Methods 12(2), 121-138
 */
export function centered(call: Call): NumberValue {
  const x = finiteColumn(call);
  const [center] = remembered(call, 'center', () => [meanOf(present(x))]);
  return { kind: 'number', values: x.map((value) => value - center) };
}

/** `within(x, g)`: how far x lies from the mean of its group. */
export function withinGroups(call: Call): NumberValue {
  const held = heldColumn(call);
  if (held) return held;
  const x = finiteColumn(call);
  const means = groupMeans(call, x);
  return { kind: 'number', values: x.map((value, i) => value - means[i]) };
}

/** `between(x, g)`: the mean of x in the row's group. */
export function betweenGroups(call: Call): NumberValue {
  return heldColumn(call) ?? { kind: 'number', values: groupMeans(call, finiteColumn(call)) };
}

/** Rows made up for predictions hold a call's value as a column under its text. */
function heldColumn({ label, on }: Call): NumberValue | null {
  const column = on.columns.get(label);
  return column?.kind === 'number' ? { kind: 'number', values: column.values } : null;
}

/** For each row the mean of x in its group; NaN where the group is missing or was not there when the means were learned. */
function groupMeans(call: Call, x: Float64Array): Float64Array {
  const { codes, levels } = groupsOf(call);
  const names = remembered(call, 'groups', () => levels);
  const means = remembered(call, 'means', () => meansByGroup(x, codes, levels.length));
  const meanOf = new Map(names.map((name, place) => [name, means[place]]));
  const known = levels.map((level) => meanOf.get(level) ?? NaN);
  return Float64Array.from(codes, (code) => (code < 0 ? NaN : known[code]));
}

/** In two passes, so that the mean of large numbers keeps its digits. */
function meansByGroup(x: Float64Array, codes: Int32Array, groups: number): number[] {
  const counts = new Float64Array(groups);
  const rough = new Float64Array(groups);
  const rest = new Float64Array(groups);
  const eachPresent = (visit: (group: number, value: number) => void) =>
    codes.forEach((code, i) => code >= 0 && !Number.isNaN(x[i]) && visit(code, x[i]));
  eachPresent((group, value) => {
    counts[group]++;
    rough[group] += value;
  });
  rough.forEach((sum, group) => (rough[group] = sum / counts[group]));
  eachPresent((group, value) => (rest[group] += value - rough[group]));
  return [...rough].map((mean, group) => mean + rest[group] / counts[group]);
}

/** The groups that the second setting names: a column, or several joined by colons. */
export function groupsOf(call: Call): FactorValue {
  return factorsOf(setting(call, 'g', 1)!)
    .map((node) => categories(printExpression(node), call.evaluate(node, call.on)))
    .reduce(joinedFactor);
}

function factorsOf(node: Expression): Expression[] {
  const inner = withoutParens(node);
  return inner.kind === 'binary' && inner.operator === ':' ? [...factorsOf(inner.left), ...factorsOf(inner.right)] : [inner];
}

function present(x: Float64Array): Float64Array {
  return x.filter((value) => !Number.isNaN(value));
}
