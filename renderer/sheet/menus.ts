import { project } from '../state/project.svelte.ts';
import { en } from '../text/en.ts';
import type { MenuEntry } from '../ui/types.ts';
import { keysFor } from '../commands/shortcuts.ts';
import { clearCells, copySelection, pasteFromClipboard } from './edits.ts';
import { coversColumns, heightOf } from './selection.ts';
import type { SheetState } from './sheet.svelte.ts';

/** A context menu of the sheet and where it opens, in window coordinates. */
export interface SheetMenu {
  readonly kind: 'cells' | 'column';
  readonly x: number;
  readonly y: number;
  readonly column: number;
}

/** The small dialogs that a menu leads to. */
export type SheetDialog =
  { readonly kind: 'rename' | 'label'; readonly column: string } | { readonly kind: 'insert-column'; readonly at: number };

const words = en.sheet.menu;

export function menuEntries(sheet: SheetState, menu: SheetMenu, ask: (dialog: SheetDialog) => void): MenuEntry[] {
  const whole = coversColumns(sheet.range, { ...sheet.bounds, rows: sheet.table.rows });
  const wantsColumn = menu.kind === 'column' || whole;
  return wantsColumn
    ? [...columnEntries(sheet, menu.column, ask), separator, ...cellEntries(sheet)]
    : [...cellEntries(sheet), separator, ...rowEntries(sheet)];
}

const separator: MenuEntry = { kind: 'separator' };

function cellEntries(sheet: SheetState): MenuEntry[] {
  return [
    { kind: 'item', label: words.copy, keys: keysFor('Ctrl+C'), run: () => void copySelection(sheet) },
    { kind: 'item', label: words.paste, keys: keysFor('Ctrl+V'), run: () => void pasteFromClipboard(sheet) },
    { kind: 'item', label: words.clear, keys: 'Del', run: () => void clearCells(sheet) },
  ];
}

function columnEntries(sheet: SheetState, index: number, ask: (dialog: SheetDialog) => void): MenuEntry[] {
  const { name, kind, scale } = sheet.columns[index];
  const { left, right } = sheet.range;
  const several = index >= left && index <= right ? sheet.columns.slice(left, right + 1) : [sheet.columns[index]];
  const toScale = (to: typeof scale) => () => void project.edit({ kind: 'column-kind', column: name, to });
  const kinds: MenuEntry[] =
    kind === 'number'
      ? [{ kind: 'item', label: words.toFactor, run: toScale('nominal') }]
      : [
          { kind: 'item', label: words.toNumber, run: toScale('continuous') },
          {
            kind: 'item',
            label: scale === 'ordinal' ? words.toFactor : words.toOrdinal,
            run: toScale(scale === 'ordinal' ? 'nominal' : 'ordinal'),
          },
        ];
  return [
    { kind: 'heading', label: name },
    ...kinds,
    { kind: 'item', label: words.rename, run: () => ask({ kind: 'rename', column: name }) },
    { kind: 'item', label: words.label, run: () => ask({ kind: 'label', column: name }) },
    separator,
    { kind: 'item', label: words.insertColumn, run: () => ask({ kind: 'insert-column', at: index + 1 }) },
    {
      kind: 'item',
      danger: true,
      label: words.deleteColumn(several.length, name),
      run: () => void project.edit({ kind: 'delete-columns', columns: several.map((column) => column.name) }),
    },
  ];
}

function rowEntries(sheet: SheetState): MenuEntry[] {
  const { range, table } = sheet;
  const onData = range.top < table.rows;
  const count = heightOf({ ...range, bottom: Math.min(range.bottom, table.rows - 1) });
  const insert = (at: number) => () => void project.edit({ kind: 'insert-rows', at, count: Math.max(1, count) });
  const entries: MenuEntry[] = [{ kind: 'item', label: words.insertAbove(Math.max(1, count)), run: insert(range.top) }];
  if (!onData) return entries;
  return [
    ...entries,
    { kind: 'item', label: words.insertBelow(count), run: insert(range.top + count) },
    {
      kind: 'item',
      danger: true,
      label: words.deleteRows(count),
      run: () => void project.edit({ kind: 'delete-rows', from: range.top, count }),
    },
  ];
}
