import type { Look } from '../../engine/contract/index.ts';
import { accepts, isMeasure, type Variable } from './variables.ts';

export type What = Look['what'];

export const everyView: readonly What[] = [
  'summary',
  'frequencies',
  'histogram',
  'boxes',
  'scatter',
  'spaghetti',
  'crosstab',
  'correlations',
  'scale',
  'missing',
];

/** What suits the chosen variables, the likeliest first. */
export function offersFor(chosen: readonly Variable[]): What[] {
  const numbers = chosen.filter(isMeasure);
  const others = chosen.filter((variable) => !isMeasure(variable));
  return [...new Set<What>([...likely(numbers, others), 'missing'])];
}

/** The rest, in their own order. */
export const restOf = (offers: readonly What[]): What[] => everyView.filter((what) => !offers.includes(what));

function likely(numbers: readonly Variable[], others: readonly Variable[]): What[] {
  const [n, f] = [Math.min(numbers.length, 3), Math.min(others.length, 3)];
  const byFew = others.some((variable) => accepts('colour', variable));
  if (n === 0)
    return f === 0 ? ['summary', 'frequencies', 'correlations'] : f === 1 ? ['frequencies'] : ['crosstab', 'frequencies'];
  if (n === 1 && f === 0) return ['histogram', 'summary', ...(numbers[0].categories === null ? [] : (['frequencies'] as const))];
  if (n === 1) return byFew ? ['boxes', 'histogram', 'summary', ...(f > 1 ? (['crosstab'] as const) : [])] : ['boxes', 'summary'];
  if (n === 2 && f === 0) return ['scatter', 'correlations', 'summary'];
  if (n === 2)
    return isOverTime(numbers, others)
      ? ['spaghetti', 'scatter', 'correlations', 'summary']
      : ['scatter', 'correlations', 'boxes', 'summary'];
  return f === 0 ? ['summary', 'correlations', 'scale'] : ['summary', 'correlations', 'scatter', 'scale'];
}

function isOverTime(numbers: readonly Variable[], others: readonly Variable[]): boolean {
  return numbers.some(({ isTime }) => isTime) && others.some(({ isGrouping }) => isGrouping);
}
