import type { SortKey } from '../../main/api.ts';
import { app } from '../app.ts';
import { attempt } from '../state/failures.ts';
import { jobs } from '../state/jobs.svelte.ts';
import type { SheetState } from './sheet.svelte.ts';

/** Puts the rows in another order; by nothing, in the order as imported. */
export async function sortRows(sheet: SheetState, by: readonly SortKey[]): Promise<void> {
  await attempt(() => jobs.run((job) => app().call('table.sort', { job, tableId: sheet.tableId, by })));
}
