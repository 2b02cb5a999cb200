import type { Column } from '../../../../engine/contract/index.ts';
import { joinCodings, type Coding } from './coding.ts';
import { constantIn } from './constancy.ts';
import { crossingOf, liesIn, type Crossing } from './crossing.ts';
import { namesGroups } from './groupNames.ts';

/**
 * What it means that labels of one column come again in the groups of another.
 *
 * - `named`: a third column names each combination, so the labels are only their numbers within the outer group
 * - `nested`: something is constant in each combination and in neither column alone: the combination is a thing of its own
 * - `same`: the labels stand for the same things everywhere
 * - `rows`: they number the rows within the outer group
 * - `asked`: the data fit both readings
 */
export type Repetition =
  | { readonly kind: 'named'; readonly by: Coding }
  | { readonly kind: 'nested'; readonly because: string }
  | { readonly kind: 'same' | 'rows' | 'asked' };

/** Categories that a question is worth: with two, a predictor such as sex or treatment is far likelier. */
const fewestAsked = 3;
const mostAsked = 50;
const fewestRowNumbers = 10;
/** A few rows entered twice do not count against that. */
const nearlyAll = 0.95;
/** Labels that come again must be several in a group, on average. */
const fewestParts = 1.5;
/** Numbered groups (classes 1, 2, … in each school) are of similar size; rare categories of a predictor are not. */
const similarSize = 0.4;

/**
 * @param inner a column with labels that are met in several groups of `outer`, and neither lies in the other
 * @param stands the inner column identifies groups by itself, whatever the outer one is
 */
export function repetitionOf(
  inner: Coding,
  outer: Coding,
  codings: readonly Coding[],
  columns: readonly Column[],
  stands: boolean,
): Repetition {
  const crossing = crossingOf(outer, inner);
  if (crossing.cells < fewestParts * outer.groups || inner.groups > mostAsked)
    return { kind: rowNumbers(inner, crossing) && !stands ? 'rows' : 'same' };
  const named = codings.find(
    (coding) =>
      coding !== inner && coding !== outer && coding.groups === crossing.cells && liesIn(coding, inner) && liesIn(coding, outer),
  );
  if (named && crossing.cells < crossing.rows) return { kind: 'named', by: named };
  if (!mayBeLabels(inner) || meansSomething(inner, outer, columns))
    return { kind: rowNumbers(inner, crossing) && !stands ? 'rows' : 'same' };
  if (crossing.cells === crossing.rows) return { kind: onceInEach(inner, crossing, stands) };
  const cell = constantInCells(inner, outer, crossing, columns);
  if (cell) return { kind: 'nested', because: cell };
  return { kind: looksDesigned(inner, crossing) || looksNumbered(inner, outer, crossing) ? 'asked' : 'same' };
}

function onceInEach(inner: Coding, crossing: Crossing, stands: boolean): 'asked' | 'rows' | 'same' {
  if (crossing.complete && inner.values === null && inner.groups >= fewestAsked) return 'asked';
  return rowNumbers(inner, crossing) && !stands ? 'rows' : 'same';
}

/** Numbers or labels of the rows within a group: each at most once in it, by name no day or occasion. */
const rowNumbers = (inner: Coding, { cells, rows, complete }: Crossing): boolean =>
  cells >= nearlyAll * rows &&
  !complete &&
  inner.groups >= fewestRowNumbers &&
  (inner.values === null || namesGroups(inner.name));

/** Text, or numbers that count 1, 2, 3 … */
const mayBeLabels = ({ values, groups }: Coding): boolean =>
  values === null || (values[0] === 1 && values[groups - 1] === groups);

/** The label decides another column by itself, wherever it stands: it must then be the same thing everywhere. */
function meansSomething(inner: Coding, outer: Coding, columns: readonly Column[]): boolean {
  return columns.some((column) => {
    if (column === inner.column || column === outer.column) return false;
    const constancy = constantIn(column, inner);
    return constancy !== null && constancy.sameShare < 1 && constantIn(column, outer) === null;
  });
}

function constantInCells(inner: Coding, outer: Coding, crossing: Crossing, columns: readonly Column[]): string | null {
  if (crossing.rows < 2 * crossing.cells) return null;
  const cells = joinCodings(`${inner.name}:${outer.name}`, inner, outer);
  const found = columns.find((column) => {
    if (column === inner.column || column === outer.column) return false;
    const constancy = constantIn(column, cells);
    return (
      constancy !== null && constancy.sameShare < 0.95 && constantIn(column, outer) === null && constantIn(column, inner) === null
    );
  });
  return found?.name ?? null;
}

/** Every combination, equally often. */
const looksDesigned = (inner: Coding, { complete, smallest, largest }: Crossing): boolean =>
  complete && smallest === largest && inner.groups >= fewestAsked && (inner.values === null || largest > 1);

/** Each outer group uses the first few labels, some more of them than others, and its parts are of similar size. */
function looksNumbered(inner: Coding, outer: Coding, crossing: Crossing): boolean {
  const counts = new Set(crossing.met);
  if (inner.groups < fewestAsked || counts.size < 2) return false;
  const sizes = Array.from({ length: outer.groups }, () => new Int32Array(inner.groups));
  inner.codes.forEach((label, i) => label >= 0 && outer.codes[i] >= 0 && sizes[outer.codes[i]][label]++);
  return sizes.every((used, group) => isNumbered(used, crossing.met[group]));
}

function isNumbered(used: Int32Array, met: number): boolean {
  const front = used.subarray(0, met);
  const mean = front.reduce((sum, size) => sum + size, 0) / Math.max(1, met);
  return front.every((size) => size >= similarSize * mean && size > 0);
}
