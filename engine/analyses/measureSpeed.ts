/**
 * How fast this machine is, from small made-up models: one for each kind of arithmetic that fits consist of, a few milliseconds each.
 */
import type { Column, ColumnTable, MachineSpeed } from '../contract/index.ts';
import { modelFrame } from '../frame/modelFrame.ts';
import { evaluationSeconds, linearMixedModel, objectiveAndGradient, usualSpeed } from '../lmm/index.ts';
import { randomStream } from '../stats/index.ts';

/** Milliseconds that each kind is measured for, and evaluations at least. */
const PROBE = 12;
const AT_LEAST = 3;
/** A clock that was held up says little: nothing is taken for this many times as slow or fast as usual. */
const FACTOR = 20;

/** Takes some 100 ms. */
export function measureSpeed(): MachineSpeed {
  const groups = ratio('y ~ x + (1 + x | a)', madeUp(9000, 2000, 1));
  const scattered = ratio('y ~ x + (1 | a) + (1 | b)', madeUp(12_000, 200, 110));
  const dense = ratio('y ~ x + (1 | a) + (1 | b)', madeUp(4000, 900, 700));
  return {
    dense: usualSpeed.dense * dense,
    scattered: usualSpeed.scattered * scattered,
    groups: usualSpeed.groups * groups,
    cells: usualSpeed.cells * scattered,
  };
}

/** How much faster than usual one evaluation is: the quickest of some, since whatever else runs only slows it. */
function ratio(formula: string, table: ColumnTable): number {
  const model = linearMixedModel(modelFrame(formula, table));
  const theta = model.places.map(({ row, column }) => (row === column ? 0.5 : 0.1));
  let quickest = Infinity;
  const began = performance.now();
  for (let done = 0; done < AT_LEAST || performance.now() - began < PROBE; done++) {
    const start = performance.now();
    objectiveAndGradient(model, theta, 'REML');
    quickest = Math.min(quickest, performance.now() - start);
  }
  return Math.min(FACTOR, Math.max(1 / FACTOR, (1000 * evaluationSeconds(model)) / quickest));
}

/** Rows that meet levels of `a` and `b` at random. */
function madeUp(rows: number, a: number, b: number): ColumnTable {
  const random = randomStream(20_260_101, 0);
  const number = (name: string): Column => ({
    kind: 'number',
    name,
    values: Float64Array.from({ length: rows }, () => random.normal()),
  });
  const factor = (name: string, levels: number): Column => ({
    kind: 'factor',
    name,
    codes: Int32Array.from({ length: rows }, (_, i) => (i < levels ? i : Math.floor(levels * random.uniform()))),
    levels: Array.from({ length: levels }, (_, level) => String(level)),
    scale: 'nominal',
  });
  return { rows, columns: [number('y'), number('x'), factor('a', a), factor('b', b)] };
}
