import { failure } from '../../../../engine/contract/index.ts';
import type { Notice } from '../../../../engine/contract/index.ts';
import { stepFailures } from '../../../../engine/text/dataSteps.ts';
import type { TableEdit } from '../../../api.ts';
import { madeAmong } from '../derived/stepsOfColumns.ts';
import type { Store } from '../store.ts';
import { setCells } from './cells.ts';
import { clearCells } from './clear.ts';
import { changeKinds, labelsToCategories } from './columnKind.ts';
import { deleteColumns, insertNewColumn, labelColumn, moveColumns, renameColumn } from './columns.ts';
import { fillRows } from './fill.ts';
import { orderLevels } from './orderLevels.ts';
import { setProperties } from './properties.ts';
import { deleteRows, insertRows } from './rows.ts';

/** Makes one edit of a table as one step of the history; answers what the person should know about it. */
export async function applyEdit(store: Store, tableId: string, edit: TableEdit): Promise<readonly Notice[]> {
  checkOwn(store, tableId, edit);
  if (edit.kind === 'column-kind') return changeKinds(store, tableId, [edit.column, ...(edit.more ?? [])], edit.to);
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
  if (edit.kind === 'cells' || edit.kind === 'fill') return [edit.columns, stepFailures.derived];
  if (edit.kind === 'clear') return [edit.ranges.flatMap(({ columns }) => columns), stepFailures.derived];
  return [shapedBy(edit), stepFailures.derivedShape];
}

/** Columns that would hold something else. */
function shapedBy(edit: TableEdit): readonly string[] {
  if (edit.kind === 'column-kind') return [edit.column, ...(edit.more ?? [])];
  if (edit.kind === 'order-levels') return [edit.column];
  const isOther = edit.kind === 'labels-to-categories' || (edit.kind === 'column-properties' && 'missingCodes' in edit.set);
  return isOther ? edit.columns : [];
}

/** Edits of which there is no more to say than that they were made. */
async function make(store: Store, tableId: string, edit: Exclude<TableEdit, { kind: 'column-kind' }>): Promise<void> {
  switch (edit.kind) {
    case 'cells':
      return setCells(store, tableId, edit);
    case 'clear':
      return clearCells(store, tableId, edit.ranges);
    case 'fill':
      return fillRows(store, tableId, edit);
    case 'column-properties':
      return setProperties(store, tableId, edit.columns, edit.set);
    case 'labels-to-categories':
      return labelsToCategories(store, tableId, edit.columns);
    case 'move-columns':
      return moveColumns(store, tableId, edit.columns, edit.to);
    case 'rename-column':
      return renameColumn(store, tableId, edit.column, edit.to);
    case 'label-column':
      return labelColumn(store, tableId, edit.column, edit.label);
    case 'order-levels':
      return orderLevels(store, tableId, edit.column, edit.levels);
    case 'insert-rows':
      return insertRows(store, tableId, edit.at, edit.count);
    case 'delete-rows':
      return deleteRows(store, tableId, [{ from: edit.from, count: edit.count }, ...(edit.more ?? [])]);
    case 'insert-column':
      return insertNewColumn(store, tableId, edit);
    case 'delete-columns':
      return deleteColumns(store, tableId, edit.columns);
  }
}
