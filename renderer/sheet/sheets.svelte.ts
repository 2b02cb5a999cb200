import type { TableState } from '../../main/api.ts';
import { project } from '../state/project.svelte.ts';
import { SheetState } from './sheet.svelte.ts';

interface KeptSheet {
  readonly sheet: SheetState;
  readonly end: () => void;
}

/** Each table's sheet as it was left, by table, while its project is open. */
let sheets: Readonly<Record<string, KeptSheet>> = {};
let owner: string | null = null;

export function sheetOf(table: TableState): SheetState {
  const open = project.state?.id ?? null;
  if (open !== owner) forget();
  owner = open;
  const kept = sheets[table.id] ?? create(table);
  sheets = { ...sheets, [table.id]: kept };
  return kept.sheet;
}

/** The sheet outlives the component that asks for it first, so what it derives gets a root of its own. */
function create(table: TableState): KeptSheet {
  let sheet!: SheetState;
  const end = $effect.root(() => {
    sheet = new SheetState(table);
  });
  return { sheet, end };
}

function forget(): void {
  for (const { end } of Object.values(sheets)) end();
  sheets = {};
}
