import { describe, expect, it } from 'vitest';
import type { Column, ColumnTable, NumberColumn, TableBlock } from '../../../../engine/contract/index.ts';
import { run } from '../../../../engine/index.ts';
import { quietHooks } from '../../../../main/services/data/index.ts';
import { sampleTable } from '../../../reference/models.ts';

/** hsb's first schools, with SES taken apart into columns beside it. */
const rows = 900;
const first = sampleTable('hsb', ['School', 'Sector']).columns.map((column): Column =>
  column.kind === 'number'
    ? { ...column, values: column.values.slice(0, rows) }
    : { ...column, codes: column.codes.slice(0, rows) },
);
const SES = (first.find(({ name }) => name === 'SES') as NumberColumn).values;
const school = first.find((column) => column.name === 'School' && column.kind === 'factor') as Extract<
  Column,
  { kind: 'factor' }
>;
const means = school.levels.map((_, level) => {
  const own = SES.filter((_, i) => school.codes[i] === level);
  return own.reduce((sum, value) => sum + value, 0) / own.length;
});
const B = Float64Array.from(school.codes, (code) => means[code]);
const table: ColumnTable = {
  rows,
  columns: [
    ...first,
    { kind: 'number', name: 'B', values: B },
    { kind: 'number', name: 'W', values: SES.map((value, i) => value - B[i]) },
  ],
};

function numbersOf(formula: string, analysis: string): number[] {
  const [fit, mlFit = null] = run({ kind: 'model', formula, criterion: 'REML' }, table, quietHooks).fits;
  const { report } = run({ kind: 'analysis', analysis, fit, mlFit, choices: {} }, table, quietHooks);
  const tables = report.blocks.filter((block): block is TableBlock => block.kind === 'table');
  const cells = tables.flatMap((block) => block.rows.flatMap((row) => Object.values(row.cells)));
  return cells
    .map((cell) => (cell !== null && typeof cell === 'object' ? cell.value : cell))
    .filter((cell) => typeof cell === 'number');
}

describe('what is asked of a model that centres in groups is what columns made beforehand give', () => {
  it.each(['marginal-means', 'slopes', 'simple-slopes', 'predicted-values', 'variance-explained'])('%s', (analysis) => {
    const formula = 'MathAch ~ W + B * Sector + (1 + W | School)';
    const inFormula = formula.replaceAll('W', 'within(SES, School)').replaceAll('B', 'between(SES, School)');
    const [made, asked] = [numbersOf(formula, analysis), numbersOf(inFormula, analysis)];
    expect(made.length).toBeGreaterThan(3);
    expect(asked.length).toBe(made.length);
    asked.forEach((value, at) => expect(Math.abs(value - made[at])).toBeLessThan(1e-6 * Math.max(1, Math.abs(made[at]))));
  });
});
