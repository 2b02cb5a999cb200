import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FailureError } from '../../../../engine/contract/index.ts';
import { quietHooks, readFile, workbookBytes } from '../../../../main/services/data/index.ts';
import { cellRange } from '../../../../main/services/data/workbook/cellRange.ts';
import { temporaryFolder } from '../../../support/startServer.ts';

async function workbook(): Promise<string> {
  const notes = ['', 'x', 'school', 'score', 'note'];
  const rows = [notes, ['', 1, 'a', 5, 'p'], ['', 2, 'b', 6, 'q'], ['', 3, 'c', 7, 'r'], ['', 4, 'd', 8, 's']];
  const path = join(temporaryFolder(), 'range.xlsx');
  writeFileSync(path, await workbookBytes([{ name: 'Data', rows: [['Title'], ...rows] }]));
  return path;
}

describe('a range of cells', () => {
  it('is all that is read of a sheet', async () => {
    const { table, options } = await readFile(await workbook(), { range: 'c2:d4' }, quietHooks);
    expect(options.range).toBe('C2:D4');
    expect(table.columns.map(({ name }) => name)).toEqual(['school', 'score']);
    const score = table.columns[1]!;
    expect(score.kind === 'number' && [...score.values]).toEqual([5, 6]);
  });

  it('goes on to the end from a single cell', async () => {
    const { table } = await readFile(await workbook(), { range: 'C2' }, quietHooks);
    expect([table.rows, table.columns.map(({ name }) => name)]).toEqual([4, ['school', 'score', 'note']]);
  });

  it('counts rows and columns from 0', () => {
    expect(cellRange('$A$5:AB200')).toEqual({ firstRow: 4, firstColumn: 0, lastRow: 199, lastColumn: 27 });
  });

  it.each(['', 'A', '5', 'A0', 'K9:A5', 'A5:K', 'A5;K9', '1A'])('is refused as %s', (text) => {
    expect(() => cellRange(text)).toThrow(FailureError);
  });
});
