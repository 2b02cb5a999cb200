import { writeXlsxStream, XLSX_MAX_ROWS_PER_SHEET } from 'hucre/xlsx';
import { failure, type Column, type Notice } from '../../../../engine/contract/index.ts';
import { writeWords as words } from '../../../../engine/text/writeFiles.ts';
import type { ReadHooks } from '../types.ts';
import type { FileSink } from './fileSink.ts';
import type { TableToWrite, WriteOptions } from './writeFile.ts';

type Cell = number | string | boolean | null;

const rowsAtOnce = 2000;

/** One sheet with a header; numbers as numbers, categories as their labels, logical cells as such. */
export async function writeWorkbook(
  sink: FileSink,
  { table }: TableToWrite,
  _: WriteOptions,
  hooks: ReadHooks,
): Promise<Notice[]> {
  const most = XLSX_MAX_ROWS_PER_SHEET - 1;
  if (table.rows > most) throw failure('export.too-many-rows', { rows: table.rows, most }, words.tooManyRows(table.rows, most));
  const stream = writeXlsxStream(rowsOf(table.rows, table.columns, hooks), { name: 'Data', freezePane: { rows: 1 } });
  for await (const bytes of stream) await sink.add(bytes as Uint8Array);
  return [];
}

function* rowsOf(rows: number, columns: readonly Column[], hooks: ReadHooks): Generator<Cell[]> {
  const cells = columns.map(cellOf);
  yield columns.map(({ name }) => name);
  for (let row = 0; row < rows; row++) {
    if (row % rowsAtOnce === 0) {
      hooks.checkCancelled();
      hooks.onProgress({ stage: 'write', done: row, total: rows });
    }
    yield cells.map((cell) => cell(row));
  }
}

function cellOf(column: Column): (row: number) => Cell {
  if (column.kind === 'number') return (row) => (Number.isNaN(column.values[row]) ? null : column.values[row]);
  const values: readonly Cell[] = column.scale === 'logical' ? column.levels.map((level) => level === 'TRUE') : column.levels;
  return (row) => values[column.codes[row]] ?? null;
}
