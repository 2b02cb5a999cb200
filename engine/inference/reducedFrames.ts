/**
 * A model's frame with less in it, on the same rows: what a model is measured against.
 */
import { columnsAt } from '../frame/rank.ts';
import type { ModelFrame } from '../frame/types.ts';

/** An intercept, and random intercepts of every grouping factor; offset and weights stay. */
export function nullFrame(frame: ModelFrame): ModelFrame {
  const ones = new Float64Array(frame.n).fill(1);
  return {
    ...frame,
    X: ones,
    p: 1,
    coefNames: ['(Intercept)'],
    hasIntercept: true,
    terms: [],
    assign: [0],
    droppedColumns: [],
    random: frame.groups.map(({ name }, group) => ({ group, name, columns: ['(Intercept)'], Z: ones })),
  };
}

/** Without some of the fixed columns. */
export function withoutColumns(frame: ModelFrame, left: readonly number[]): ModelFrame {
  const kept = frame.coefNames.map((_, j) => j).filter((j) => !left.includes(j));
  return {
    ...frame,
    X: columnsAt(frame.X, frame.n, kept),
    p: kept.length,
    coefNames: kept.map((j) => frame.coefNames[j]),
    assign: kept.map((j) => frame.assign[j]),
    hasIntercept: frame.hasIntercept && kept.some((j) => frame.coefNames[j] === '(Intercept)'),
  };
}
