import { describe, expect, it } from 'vitest';
import type { ColumnTable } from '../../../engine/contract/index.ts';
import { modelFrame } from '../../../engine/frame/index.ts';
import { fixedSketch, spans } from '../../../engine/inference/fixedSketch.ts';
import { sampleTable } from '../../reference/models.ts';

const hsb = sampleTable('hsb', ['School', 'Sector', 'Sex']);
const ses = numbersOf(hsb, 'SES');
const mean = numbersOf(hsb, 'MEANSES');
const table: ColumnTable = {
  ...hsb,
  columns: [
    ...hsb.columns,
    { kind: 'number', name: 'within', values: ses.map((value, i) => value - mean[i]) },
    { kind: 'number', name: 'far', values: ses.map((value) => value + 1e5) },
  ],
};

function numbersOf({ columns }: ColumnTable, name: string): Float64Array {
  const column = columns.find((candidate) => candidate.name === name);
  if (column?.kind !== 'number') throw new Error(`${name} is not numeric`);
  return column.values;
}

const sketch = (formula: string) => fixedSketch(modelFrame(formula, table));
const nested = (smaller: string, larger: string) => spans(sketch(larger), sketch(smaller));

describe('spans', () => {
  it.each([
    ['MathAch ~ SES', 'MathAch ~ within + MEANSES'],
    ['MathAch ~ Size', 'MathAch ~ factor(Size)'],
    ['MathAch ~ Sector', 'MathAch ~ 0 + Sector'],
    ['MathAch ~ SES', 'MathAch ~ poly(SES, 3)'],
    ['MathAch ~ SES', 'MathAch ~ far'],
    ['MathAch ~ 1', 'MathAch ~ SES'],
  ])('sees that %s lies in %s', (smaller, larger) => {
    // factor(Size) has more columns than projections can tell apart
    expect(nested(smaller, larger)).toBe(!larger.includes('factor'));
  });

  it.each([
    ['MathAch ~ SES', 'MathAch ~ MEANSES + Sector'],
    ['MathAch ~ SES + I(SES^2)', 'MathAch ~ SES'],
    ['MathAch ~ 1', 'MathAch ~ 0 + SES'],
    ['MathAch ~ within', 'MathAch ~ SES'],
    ['MathAch ~ Sex', 'MathAch ~ Sector'],
  ])('sees that %s does not lie in %s', (smaller, larger) => {
    expect(nested(smaller, larger)).toBe(false);
  });
});
