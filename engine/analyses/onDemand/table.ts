/**
 * A table of an analysis: unlike the page's own tables its rows may depend on data and choices, so it is declared with its numbers.
 */
import type { Cell, TableBlock, TableColumn } from '../../contract/index.ts';
import { plain } from '../../text/words.ts';
import type { RowCells, RowShape } from '../defineTable.ts';

export interface FilledTable {
  readonly id: string;
  readonly title: string;
  readonly columns: readonly TableColumn[];
  /** A row's `label` goes into the first column. */
  readonly rows: readonly (RowShape & { readonly cells?: RowCells })[];
  readonly notes?: readonly string[];
}

export function table({ id, title, columns, rows, notes = [] }: FilledTable): TableBlock {
  const first = columns[0].id;
  return {
    kind: 'table',
    id,
    title: plain(title),
    columns: columns.map((column) => ({ ...column, title: plain(column.title) })),
    rows: rows.map(({ label, cells = {}, ...row }) => ({
      ...row,
      ...(row.heading === undefined ? {} : { heading: plain(row.heading) }),
      ...(row.explanation === undefined ? {} : { explanation: plain(row.explanation) }),
      cells: label === undefined ? known(cells) : { [first]: plain(label), ...known(cells) },
    })),
    notes: notes.map(plain),
  };
}

/** A number that is not there, or infinite, leaves its cell empty: reports are read as JSON too. */
function known(cells: RowCells): RowCells {
  return Object.fromEntries(Object.entries(cells).map(([id, cell]) => [id, isUnknown(cell) ? null : cell]));
}

function isUnknown(cell: Cell): boolean {
  const value = typeof cell === 'object' && cell !== null ? cell.value : cell;
  return typeof value === 'number' && !Number.isFinite(value);
}
