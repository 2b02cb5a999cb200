import { projectSteps } from '../../../../engine/text/projectSteps.ts';
import type { SortKey } from '../../../api.ts';
import { takeStep } from '../history.ts';
import { asImported, reordered } from '../layout.ts';
import { keepOrder } from '../rowOrder.ts';
import { columnsOf, tableOf } from '../rowsAndColumns.ts';
import type { Store } from '../store.ts';

/**
 * Shows a table's rows in another order, as one step; null: as they were imported. No cell is rewritten and no state of the data changes,
 * so that fits, which do not depend on the order, hold.
 */
export function sortRows(store: Store, tableId: string, by: readonly SortKey[], order: Int32Array | null): void {
  const table = tableOf(store.db, tableId);
  if (order === null && !table.layout.order) return;
  const layout = keepOrder(store.db, order ? reordered(table.layout, order) : asImported(table.layout));
  const [first] = columnsOf(store.db, tableId);
  const name = projectSteps.sortRows(by.map(({ column }) => column));
  takeStep(store, name, { tab: 'data', cell: { row: 0, column: first.id } }, (step) =>
    step.set('table', [tableId], { layout: JSON.stringify(layout), sorted: JSON.stringify(by) }),
  );
}
