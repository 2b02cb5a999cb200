import type { Db } from '../database.ts';
import type { Fields } from '../records.ts';
import { nextRevision } from '../rowsAndColumns.ts';
import type { KeptColumn } from '../rowsAndColumns.ts';

/**
 * What to write beside any change of a column's data: a new revision. The summary is written as it was, so that it stands in the
 * step's inverse and comes back with undo; its own revision stays behind, which says that it is to be worked out anew.
 */
export function dataChanged(db: Db, column: KeptColumn): Fields {
  return {
    revision: nextRevision(db),
    summary: JSON.stringify(column.summary),
    missing: column.missing,
    summary_revision: column.summaryRevision,
  };
}
