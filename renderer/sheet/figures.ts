import type { CellValue } from '../../main/api.ts';
import { app } from '../app.ts';
import { dataRange } from './edits.ts';
import { coversColumns, heightOf, widthOf } from './selection.ts';
import type { SheetState } from './sheet.svelte.ts';

/** What the status line says of several selected cells. */
export interface Figures {
  /** Of the numbers among them; null where there are none. */
  readonly mean: number | null;
  readonly missing: number;
}

const MOST_CELLS = 200_000;

/** null for a single cell, and for more cells than are worth adding up. Whole columns are known already. */
export async function selectionFigures(sheet: SheetState): Promise<Figures | null> {
  const range = dataRange(sheet);
  if (!range || heightOf(range) * widthOf(range) < 2) return null;
  if (coversColumns(range, { rows: sheet.table.rows, columns: 0 })) return wholeColumns(sheet, range.left, range.right);
  if (heightOf(range) * sheet.columns.length > MOST_CELLS) return null;
  try {
    const window = await app().call('table.rows', { tableId: sheet.tableId, from: range.top, count: heightOf(range) });
    return figuresOf(window.columns.slice(range.left, range.right + 1).flat());
  } catch {
    return null;
  }
}

export function figuresOf(cells: readonly CellValue[]): Figures {
  const numbers = cells.filter((cell) => typeof cell === 'number');
  const mean = numbers.length ? numbers.reduce((sum, value) => sum + value, 0) / numbers.length : null;
  return { mean, missing: cells.filter((cell) => cell === null).length };
}

function wholeColumns(sheet: SheetState, left: number, right: number): Figures {
  const columns = sheet.columns.slice(left, right + 1);
  const mean = columns.length === 1 ? columns[0].summary.mean : null;
  return { mean, missing: columns.reduce((sum, column) => sum + column.missing, 0) };
}
