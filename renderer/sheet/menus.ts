import ArrowDown from '@lucide/svelte/icons/arrow-down';
import ArrowUp from '@lucide/svelte/icons/arrow-up';
import type { ColumnState } from '../../main/api.ts';
import { project } from '../state/project.svelte.ts';
import { en } from '../text/en.ts';
import type { MenuEntry } from '../ui/types.ts';
import { keysFor } from '../commands/shortcuts.ts';
import { sortRows } from './sorting.ts';
import { clearCells, copySelection, cutSelection, deleteRows, fillDown, fillRight, pasteFromClipboard } from './edits.ts';
import { columnsIn, coversColumns, heightOf, rowRuns, widthOf } from './selection.ts';
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
  | { readonly kind: 'rename' | 'label'; readonly column: string }
  | { readonly kind: 'insert-column'; readonly at: number }
  | { readonly kind: 'go-to' | 'hidden' }
  | { readonly kind: 'sort'; readonly columns: readonly string[] };

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
    { kind: 'item', label: words.cut, keys: keysFor('Ctrl+X'), run: () => void cutSelection(sheet) },
    { kind: 'item', label: words.copy, keys: keysFor('Ctrl+C'), run: () => void copySelection(sheet) },
    { kind: 'item', label: words.paste, keys: keysFor('Ctrl+V'), run: () => void pasteFromClipboard(sheet) },
    { kind: 'item', label: words.clear, keys: 'Del', run: () => void clearCells(sheet) },
    { kind: 'item', label: words.fillDown, keys: keysFor('Ctrl+D'), run: () => void fillDown(sheet) },
    ...(widthOf(sheet.range) > 1
      ? [{ kind: 'item', label: words.fillRight, keys: keysFor('Ctrl+R'), run: () => void fillRight(sheet) } as const]
      : []),
  ];
}

function columnEntries(sheet: SheetState, index: number, ask: (dialog: SheetDialog) => void): MenuEntry[] {
  const { name, kind, scale } = sheet.columns[index];
  const several = selectedColumns(sheet, index);
  const names = several.map((column) => column.name);
  const more = names.filter((other) => other !== name);
  const toScale = (to: typeof scale) => () => void project.edit({ kind: 'column-kind', column: name, to, more });
  const kinds: MenuEntry[] =
    kind === 'number'
      ? [{ kind: 'item', label: words.toFactor, run: toScale('nominal') }, ...labelEntries(sheet.columns[index], names)]
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
    { kind: 'item', label: words.sortUp, icon: ArrowUp, run: () => void sortRows(sheet, [{ column: name, descending: false }]) },
    {
      kind: 'item',
      label: words.sortDown,
      icon: ArrowDown,
      run: () => void sortRows(sheet, [{ column: name, descending: true }]),
    },
    { kind: 'item', label: words.sortBy, run: () => ask({ kind: 'sort', columns: names }) },
    ...(sheet.table.sortedBy?.length
      ? [{ kind: 'item', label: words.unsort, run: () => void sortRows(sheet, []) } as const]
      : []),
    separator,
    ...kinds,
    separator,
    { kind: 'item', label: words.rename, run: () => ask({ kind: 'rename', column: name }) },
    { kind: 'item', label: words.label, run: () => ask({ kind: 'label', column: name }) },
    separator,
    ...lookEntries(sheet, index, names, ask),
    separator,
    { kind: 'item', label: words.insertColumn, run: () => ask({ kind: 'insert-column', at: placeAfter(sheet, name) }) },
    {
      kind: 'item',
      danger: true,
      label: words.deleteColumn(several.length, name),
      run: () => void project.edit({ kind: 'delete-columns', columns: names }),
    },
  ];
}

/** The columns that are selected whole where the one pointed at is among them. */
function selectedColumns(sheet: SheetState, index: number): readonly ColumnState[] {
  const selected = columnsIn(sheet.ranges, sheet.columns.length);
  return selected.includes(index) ? selected.map((column) => sheet.columns[column]) : [sheet.columns[index]];
}

/** Hidden columns count as well. */
const placeAfter = (sheet: SheetState, name: string): number =>
  sheet.table.columns.findIndex((column) => column.name === name) + 1;

function labelEntries({ properties }: ColumnState, columns: readonly string[]): MenuEntry[] {
  if (!properties?.valueLabels) return [];
  const { showLabels = false } = properties;
  const show = () => void project.edit({ kind: 'column-properties', columns, set: { showLabels: !showLabels } });
  return [
    { kind: 'item', label: words.labelsToFactor, run: () => void project.edit({ kind: 'labels-to-categories', columns }) },
    { kind: 'item', label: words.showLabels, checked: showLabels, run: show },
  ];
}

/** How the sheet shows its columns. */
function lookEntries(
  sheet: SheetState,
  index: number,
  names: readonly string[],
  ask: (dialog: SheetDialog) => void,
): MenuEntry[] {
  const frozen = sheet.frozen.count;
  const hide = () => void project.edit({ kind: 'column-properties', columns: names, set: { hidden: true } });
  const isHidden = sheet.columns.length < sheet.table.columns.length;
  return [
    { kind: 'item', label: words.hide(names.length), disabled: names.length === sheet.columns.length, run: hide },
    ...(isHidden ? [{ kind: 'item', label: words.show, run: () => ask({ kind: 'hidden' }) } as const] : []),
    frozen === index + 1
      ? { kind: 'item', label: words.unfreeze, run: () => sheet.keepLook(0) }
      : { kind: 'item', label: words.freeze, disabled: index + 1 >= sheet.columns.length, run: () => sheet.keepLook(index + 1) },
    {
      kind: 'item',
      label: words.fit,
      run: () => names.forEach((name) => sheet.fitWidth(sheet.columns.findIndex((each) => each.name === name))),
    },
  ];
}

function rowEntries(sheet: SheetState): MenuEntry[] {
  const { range, table } = sheet;
  const onData = range.top < table.rows;
  const count = heightOf({ ...range, bottom: Math.min(range.bottom, table.rows - 1) });
  const gone = rowRuns(sheet.ranges.map((each) => ({ ...each, bottom: Math.min(each.bottom, table.rows - 1) })));
  const insert = (at: number) => () => void project.edit({ kind: 'insert-rows', at, count: Math.max(1, count) });
  const entries: MenuEntry[] = [{ kind: 'item', label: words.insertAbove(Math.max(1, count)), run: insert(range.top) }];
  if (!onData) return entries;
  return [
    ...entries,
    { kind: 'item', label: words.insertBelow(count), run: insert(range.top + count) },
    {
      kind: 'item',
      danger: true,
      keys: keysFor('Ctrl+-'),
      label: words.deleteRows(gone.reduce((sum, run) => sum + run.count, 0)),
      run: () => void deleteRows(sheet),
    },
  ];
}
