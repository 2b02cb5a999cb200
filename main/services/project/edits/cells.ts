import { failure } from '../../../../engine/contract/index.ts';
import { projectFailures } from '../../../../engine/text/projectFailures.ts';
import { projectSteps } from '../../../../engine/text/projectSteps.ts';
import type { TableEdit } from '../../../api.ts';
import { breath } from '../breath.ts';
import { patchedChunks } from '../cellBlocks.ts';
import { one } from '../database.ts';
import type { Db } from '../database.ts';
import { takeStep } from '../history.ts';
import type { StepWriter } from '../history.ts';
import { columnNamed, columnsOf, tableOf } from '../rowsAndColumns.ts';
import type { KeptColumn, KeptTable } from '../rowsAndColumns.ts';
import type { Store } from '../store.ts';
import { dataChanged } from './changed.ts';
import { parseCells } from './parseCells.ts';
import type { ParsedCells } from './parseCells.ts';
import { showRows, withEmptyRows } from './rows.ts';

type CellsEdit = Extract<TableEdit, { kind: 'cells' }>;

/** Columns (512 KB chunks) that one transaction may rewrite without holding up the window; larger pastes are prepared beside. */
const CHUNKS_IN_PLACE = 12;

/** One column of the block: what is written, and into what. */
interface Patch {
  readonly column: KeptColumn;
  readonly cells: ParsedCells;
  /** The column's chunks with the cells in them, where they were prepared beside; null where they are written in place. */
  readonly chunks: readonly number[] | null;
}

/** Writes a block of typed cells; the table grows where the block ends below it. Nothing is changed when a cell cannot be read. */
export async function setCells(store: Store, tableId: string, edit: CellsEdit): Promise<void> {
  if (edit.cells.length === 0 || edit.columns.length === 0) return;
  const table = tableOf(store.db, tableId);
  const parsed = await parseBlock(store.db, table, edit);
  const added = Math.max(0, edit.row + edit.cells.length - table.rows);
  const grown = added > 0 ? await withEmptyRows(store, table, table.rows, added) : null;
  const target = grown ?? { table, columns: columnsOf(store.db, tableId) };
  const patches: Patch[] = [];
  for (const { column, cells } of parsed) {
    const here = target.columns.find((other) => other.id === column.id)!;
    const chunks = isLarge(edit) ? await patchedChunks(store, target.table.layout, here, edit.row, cells.values) : null;
    patches.push({ column: here, cells, chunks });
  }
  takeStep(store, nameOf(edit), { tab: 'data', cell: { row: edit.row, column: patches[0].column.id } }, (step) => {
    if (grown) showRows(store, step, grown);
    for (const patch of patches) writePatch(store, step, patch, edit.row);
  });
}

function isLarge(edit: CellsEdit): boolean {
  return edit.columns.length > CHUNKS_IN_PLACE || edit.cells.length * edit.columns.length > 100_000;
}

async function parseBlock(db: Db, table: KeptTable, edit: CellsEdit): Promise<{ column: KeptColumn; cells: ParsedCells }[]> {
  const ragged = edit.cells.find((row) => row.length !== edit.columns.length);
  const wide = edit.columns.length;
  if (ragged)
    throw failure(
      'table.ragged-block',
      { cells: ragged.length, columns: wide },
      projectFailures.raggedBlock(wide, ragged.length),
    );
  if (edit.row > table.rows) throw failure('table.no-row', { row: edit.row }, projectFailures.noRow(edit.row, table.rows));
  const { decimal } = one<{ decimal: '.' | ',' }>(db, 'SELECT decimal FROM project')!;
  const parsed: { column: KeptColumn; cells: ParsedCells }[] = [];
  for (const [j, name] of edit.columns.entries()) {
    const column = columnNamed(db, table.id, name);
    parsed.push({
      column,
      cells: parseCells(
        db,
        column,
        edit.cells.map((row) => row[j]),
        decimal,
      ),
    });
    if (edit.cells.length > 5000) await breath();
  }
  return parsed;
}

function writePatch(store: Store, step: StepWriter, { column, cells, chunks }: Patch, row: number): void {
  cells.newLabels.forEach((label, i) => {
    const code = column.levelCount + i;
    step.insert('level', [column.id, code], { column_id: column.id, code, label });
  });
  const fields = { ...dataChanged(store.db, column), level_count: column.levelCount + cells.newLabels.length };
  step.set('column', [column.id], chunks ? { ...fields, chunks: JSON.stringify(chunks) } : fields);
  if (!chunks) step.cells(column, row, cells.values);
}

function nameOf({ cells, columns, row }: CellsEdit): string {
  const count = cells.length * columns.length;
  if (count === 1) return projectSteps.setCell(columns[0], row);
  return projectSteps.setCells(count, columns.length === 1 ? columns[0] : null);
}
