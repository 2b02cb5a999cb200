import type { Notice } from '../../../../engine/contract/index.ts';
import type { TableEdit } from '../../../api.ts';
import type { Store } from '../store.ts';
import { setCells } from './cells.ts';
import { changeKind } from './columnKind.ts';
import { deleteColumns, insertNewColumn, labelColumn, renameColumn } from './columns.ts';
import { orderLevels } from './orderLevels.ts';
import { deleteRows, insertRows } from './rows.ts';

/** Makes one edit of a table as one step of the history; answers what the person should know about it. */
export async function applyEdit(store: Store, tableId: string, edit: TableEdit): Promise<readonly Notice[]> {
  switch (edit.kind) {
    case 'cells':
      return nothing(await setCells(store, tableId, edit));
    case 'column-kind':
      return changeKind(store, tableId, edit.column, edit.to);
    case 'rename-column':
      return nothing(renameColumn(store, tableId, edit.column, edit.to));
    case 'label-column':
      return nothing(labelColumn(store, tableId, edit.column, edit.label));
    case 'order-levels':
      return nothing(await orderLevels(store, tableId, edit.column, edit.levels));
    case 'insert-rows':
      return nothing(await insertRows(store, tableId, edit.at, edit.count));
    case 'delete-rows':
      return nothing(await deleteRows(store, tableId, edit.from, edit.count));
    case 'insert-column':
      return nothing(await insertNewColumn(store, tableId, edit));
    case 'delete-columns':
      return nothing(deleteColumns(store, tableId, edit.columns));
  }
}

/** Most edits have no more to say than that they were made. */
function nothing(_done: void): readonly Notice[] {
  return [];
}
