import { run, transaction } from './database.ts';
import { tableOf } from './rowsAndColumns.ts';
import type { Store } from './store.ts';

/** How wide columns are drawn, and how many of them stay in sight: kept beside the history, like what is looked at. */
export function rememberLook(store: Store, tableId: string, widths: Readonly<Record<string, number>>, frozen: number): void {
  const { db } = store;
  tableOf(db, tableId);
  transaction(db, () => {
    run(db, 'UPDATE tables SET frozen = ? WHERE id = ?', frozen, tableId);
    for (const [name, width] of Object.entries(widths)) {
      run(db, 'UPDATE columns SET width = ? WHERE table_id = ? AND name = ?', width, tableId, name);
    }
  });
}
