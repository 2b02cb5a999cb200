import { failure } from '../../../../engine/contract/index.ts';
import { projectFailures } from '../../../../engine/text/projectFailures.ts';
import { projectSteps } from '../../../../engine/text/projectSteps.ts';
import type { TableEdit } from '../../../api.ts';
import { patchedRows, readCells } from '../cellBlocks.ts';
import { takeStep } from '../history.ts';
import { columnNamed, tableOf } from '../rowsAndColumns.ts';
import type { KeptColumn } from '../rowsAndColumns.ts';
import type { Store } from '../store.ts';
import { dataChanged } from './changed.ts';

type FillEdit = Extract<TableEdit, { kind: 'fill' }>;

/** Repeats rows over others, as often as it takes; upwards the last row comes next to the first. */
export async function fillRows(store: Store, tableId: string, { from, to, columns }: FillEdit): Promise<void> {
  const { layout, rows } = tableOf(store.db, tableId);
  if (from.count === 0 || to.count === 0 || columns.length === 0) return;
  const last = Math.max(from.row + from.count, to.row + to.count) - 1;
  if (last >= rows) throw failure('table.no-row', { row: last, rows }, projectFailures.noRow(last, rows));
  const offset = (((to.row - from.row) % from.count) + from.count) % from.count;
  const changed: { column: KeptColumn; chunks: readonly number[] }[] = [];
  for (const name of new Set(columns)) {
    const column = columnNamed(store.db, tableId, name);
    const source = readCells(store, layout, column, from.row, from.count);
    const valueAt = (i: number): number => source[(offset + i) % from.count];
    changed.push({ column, chunks: await patchedRows(store, layout, column, to.count, (i) => to.row + i, valueAt) });
  }
  const place = { tab: 'data', cell: { row: to.row, column: changed[0].column.id } } as const;
  takeStep(store, projectSteps.fillCells(to.count * changed.length), place, (step) => {
    for (const { column, chunks } of changed) {
      step.set('column', [column.id], { ...dataChanged(store.db, column), chunks: JSON.stringify(chunks) });
    }
  });
}
