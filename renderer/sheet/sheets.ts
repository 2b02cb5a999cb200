import type { TableState } from '../../main/api.ts';
import { project } from '../state/project.svelte.ts';
import { SheetState } from './sheet.svelte.ts';

/** Each table's sheet as it was left, while its project is open. */
const sheets = new Map<string, SheetState>();
let owner: string | null = null;

export function sheetOf(table: TableState): SheetState {
  const open = project.state?.id ?? null;
  if (open !== owner) sheets.clear();
  owner = open;
  const known = sheets.get(table.id);
  if (known) return known;
  const sheet = new SheetState(table);
  sheets.set(table.id, sheet);
  return sheet;
}
