import { describe, expect, it } from 'vitest';
import type { TableBlock, TableRow } from '../../../engine/contract/index.ts';
import { layoutTable } from '../../../engine/report/index.ts';
import { cellKey } from '../../../renderer/report/cellKey.ts';
import { alignedDecimals } from '../../../renderer/report/decimals.ts';

function lacking(rows: readonly TableRow[]) {
  const columns = [
    { id: 'term', title: '', format: 'text' },
    { id: 'a', title: 'a', format: 'estimate' },
  ] as const;
  const table: TableBlock = { kind: 'table', id: 't', title: 't', columns, rows, notes: [] };
  const found = alignedDecimals(table, layoutTable(table));
  return (row: string) => found.get(cellKey(row, 'a'));
}

describe('alignedDecimals', () => {
  it('keeps free what a number lacks beside the longest', () => {
    const lack = lacking([
      { id: 'x', cells: { term: 'x', a: { value: -12.643, aside: 0.24 } } },
      { id: 'y', cells: { term: 'y', a: { value: 0.00612, aside: 0.0049 } } },
    ]);
    expect(lack('x')?.value).toHaveLength(2);
    expect(lack('x')?.aside).toHaveLength(2);
    expect(lack('y')).toEqual({ value: '', aside: '' });
  });

  it('keeps the mark free too where a number has none', () => {
    const lack = lacking([
      { id: 'x', format: 'df', cells: { term: 'x', a: 158 } },
      { id: 'y', format: 'df', cells: { term: 'y', a: 17.25 } },
    ]);
    expect(lack('x')?.value).toBe('.25');
  });

  it('does not align across headings or kinds of number', () => {
    const lack = lacking([
      { id: 'x', cells: { term: 'x', a: 0.00612 } },
      { id: 'n', format: 'count', cells: { term: 'n', a: 7185 } },
      { id: 'h', heading: 'Fit', cells: {} },
      { id: 'y', cells: { term: 'y', a: 3.1 } },
    ]);
    expect([lack('n')?.value, lack('y')?.value]).toEqual(['', '']);
  });
});
