import { failure } from '../../../../engine/contract/index.ts';
import type { Notice } from '../../../../engine/contract/index.ts';
import { stepFailures } from '../../../../engine/text/dataSteps.ts';
import type { TableEdit } from '../../../api.ts';
import { madeAmong } from '../derived/stepsOfColumns.ts';
import type { Store } from '../store.ts';
import { setCells } from './cells.ts';
import { changeKind } from './columnKind.ts';
import { deleteColumns, insertNewColumn, labelColumn, renameColumn } from './columns.ts';
import { orderLevels } from './orderLevels.ts';
import { deleteRows, insertRows } from './rows.ts';

/** Makes one edit of a table as one step of the history; answers what the person should know about it. */
export async function applyEdit(store: Store, tableId: string, edit: TableEdit): Promise<readonly Notice[]> {
  checkOwn(store, tableId, edit);
  if (edit.kind === 'column-kind') return changeKind(store, tableId, edit.column, edit.to);
  await make(store, tableId, edit);
  return [];
}

/**
 * Cells and kinds of a column that a step makes are the step's.
 *
 * @throws Failure 'table.derived'
 */
function checkOwn({ db }: Store, tableId: string, edit: TableEdit): void {
  const [names, words] = ownedBy(edit);
  const made = names.length > 0 ? madeAmong(db, tableId, names) : null;
  if (made) throw failure('table.derived', { column: made.column, step: made.stepId }, words(made.column, made.step));
}

function ownedBy(edit: TableEdit): [readonly string[], typeof stepFailures.derived] {
  if (edit.kind === 'cells') return [edit.columns, stepFailures.derived];
  const isShape = edit.kind === 'column-kind' || edit.kind === 'order-levels';
  return [isShape ? [edit.column] : [], stepFailures.derivedShape];
}

/** Edits of which there is no more to say than that they were made. */
async function make(store: Store, tableId: string, edit: Exclude<TableEdit, { kind: 'column-kind' }>): Promise<void> {
  switch (edit.kind) {
    case 'cells':
      return setCells(store, tableId, edit);
    case 'rename-column':
      return renameColumn(store, tableId, edit.column, edit.to);
    case 'label-column':
      return labelColumn(store, tableId, edit.column, edit.label);
    case 'order-levels':
      return orderLevels(store, tableId, edit.column, edit.levels);
    case 'insert-rows':
      return insertRows(store, tableId, edit.at, edit.count);
    case 'delete-rows':
      return deleteRows(store, tableId, edit.from, edit.count);
    case 'insert-column':
      return insertNewColumn(store, tableId, edit);
    case 'delete-columns':
      return deleteColumns(store, tableId, edit.columns);
  }
}
