import type { CellFigures } from '../../main/api.ts';
import { app } from '../app.ts';
import { jobs } from '../state/jobs.svelte.ts';
import { cellRanges } from './edits.ts';
import type { SheetState } from './sheet.svelte.ts';

/** What the status line says of several selected cells; null for a single one, and where nothing can be said now. */
export async function selectionFigures(sheet: SheetState): Promise<CellFigures | null> {
  const ranges = cellRanges(sheet);
  const cells = ranges.reduce((sum, { count, columns }) => sum + count * columns.length, 0);
  if (cells < 2) return null;
  try {
    return await jobs.run((job) => app().call('table.figures', { job, tableId: sheet.tableId, ranges }));
  } catch {
    return null;
  }
}
