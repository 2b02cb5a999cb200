import type { CellSearch, FoundCells } from '../../../api.ts';
import type { Hooks } from '../writeStaging.ts';
import { rowsFound } from './cellSearch.ts';
import type { TableReader } from './tableReader.ts';

/** Finds that are answered one by one; all are counted. */
const MOST = 20_000;

/** Where a text stands in the table, by row and then by column. */
export function findCells(reader: TableReader, search: CellSearch, hooks: Hooks): FoundCells {
  const { columns, table } = reader;
  let count = 0;
  const first: { row: number; place: number }[] = [];
  columns.forEach((column, place) => {
    const rows = rowsFound(reader, column, search, () => hooks.checkCancelled?.());
    count += rows.length;
    for (const row of rows.subarray(0, MOST)) first.push({ row, place });
    hooks.onProgress?.({ stage: 'find', done: place + 1, total: columns.length });
  });
  first.sort((a, b) => a.row - b.row || a.place - b.place);
  const cells = first.slice(0, MOST).map(({ row, place }) => ({ row, column: columns[place].name }));
  return { count, cells, revision: table.revision };
}
