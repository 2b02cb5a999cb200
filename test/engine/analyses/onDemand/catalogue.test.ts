import { describe, expect, test } from 'vitest';
import { analysesFor, run } from '../../../../engine/index.ts';
import type { ColumnTable, FitResult, TableBlock } from '../../../../engine/contract/index.ts';
import { quietHooks } from '../../../../main/services/data/index.ts';

const rows = 60;
const table: ColumnTable = {
  rows,
  columns: [
    { kind: 'number', name: 'y', values: Float64Array.from({ length: rows }, (_, i) => Math.sin(i * i) + (i % 6) + 0.1 * i) },
    { kind: 'number', name: 'x', values: Float64Array.from({ length: rows }, (_, i) => i / 10) },
    {
      kind: 'factor',
      name: 'g',
      codes: Int32Array.from({ length: rows }, (_, i) => i % 6),
      levels: [...'abcdef'],
      scale: 'nominal',
    },
  ],
};

function fitted(formula: string): { fit: FitResult; mlFit: FitResult | null } {
  const [fit, mlFit = null] = run({ kind: 'model', formula, criterion: 'REML' }, table, quietHooks).fits;
  return { fit, mlFit };
}

describe('analyses of a fit', () => {
  test('every offer can be answered as it stands, and each row has the cells of its columns', () => {
    for (const formula of ['y ~ x + (1 + x | g)', 'y ~ x + (1 | g)', 'y ~ x + g']) {
      const { fit, mlFit } = fitted(formula);
      for (const { id, title } of analysesFor(fit)) {
        const { report } = run({ kind: 'analysis', analysis: id, fit, mlFit, choices: {} }, table, quietHooks);
        expect(report.title).toBe(title);
        const tables = report.blocks.filter((block): block is TableBlock => block.kind === 'table');
        for (const { columns, rows: lines } of tables)
          for (const { cells } of lines)
            expect(columns.map((column) => column.id)).toEqual(expect.arrayContaining(Object.keys(cells)));
      }
    }
  });

  test('a choice that is not offered is refused by name', () => {
    const request = { kind: 'analysis', analysis: 'wald-intervals', ...fitted('y ~ x'), choices: { coverage: 200 } } as const;
    expect(() => run(request, table, quietHooks)).toThrow('“Coverage in percent” cannot be 200');
  });

  test('an analysis that does not exist is refused', () => {
    const request = { kind: 'analysis', analysis: 'tea-leaves', ...fitted('y ~ x'), choices: {} } as const;
    expect(() => run(request, table, quietHooks)).toThrow('tea-leaves');
  });
});
