/**
 * The columns that a look asks for, in the kinds it needs.
 */
import {
  failure,
  type CheckCancelled,
  type OnProgress,
  type Column,
  type ColumnTable,
  type FactorColumn,
  type Look,
  type NumberColumn,
} from '../../contract/index.ts';
import { lookWords as words } from '../../text/look.ts';

/** How a look tells how far it is and lets itself be stopped. */
export interface LookHooks {
  readonly onProgress: OnProgress;
  readonly checkCancelled: CheckCancelled;
}

export type LookAt<What extends Look['what']> = Extract<Look, { what: What }>;

/** @throws Failure 'look.no-column' */
export function columnNamed(table: ColumnTable, name: string): Column {
  const found = table.columns.find((column) => column.name === name);
  if (!found) throw failure('look.no-column', { column: name }, words.noColumn(name));
  return found;
}

/** @throws Failure 'look.not-numbers' */
export function numbersNamed(table: ColumnTable, name: string): NumberColumn {
  const column = columnNamed(table, name);
  if (column.kind !== 'number') throw failure('look.not-numbers', { column: name }, words.notNumbers(name));
  return column;
}

/** Categories beyond which a number is not taken for one. */
const MOST_CATEGORIES = 50;

/**
 * A column as categories: itself, or a number with few values by its values.
 *
 * @throws Failure 'look.not-categories'
 */
export function categoriesNamed(table: ColumnTable, name: string): FactorColumn {
  const column = columnNamed(table, name);
  if (column.kind === 'factor') return column;
  const values = [...new Set(column.values.filter((value) => !Number.isNaN(value)))].sort((a, b) => a - b);
  if (values.length > MOST_CATEGORIES)
    throw failure('look.not-categories', { column: name, values: values.length }, words.notCategories(name));
  const place = new Map(values.map((value, code) => [value, code]));
  const codes = Int32Array.from(column.values, (value) => place.get(value) ?? -1);
  return { kind: 'factor', name, codes, levels: values.map(String), scale: 'ordinal' };
}

/** Groups, of which there may be many. */
export function groupsNamed(table: ColumnTable, name: string): FactorColumn {
  const column = columnNamed(table, name);
  if (column.kind === 'factor') return column;
  const place = new Map<number, number>();
  const codes = Int32Array.from(column.values, (value) => {
    if (Number.isNaN(value)) return -1;
    if (!place.has(value)) place.set(value, place.size);
    return place.get(value)!;
  });
  return { kind: 'factor', name, codes, levels: [...place.keys()].map(String), scale: 'nominal' };
}

/**
 * Categories of which a picture or a table has room for so many.
 *
 * @throws Failure 'look.too-many-categories', 'look.not-categories'
 */
export function fewCategoriesNamed(table: ColumnTable, name: string, most: number): FactorColumn {
  const factor = categoriesNamed(table, name);
  const found = factor.levels.length;
  if (found > most)
    throw failure('look.too-many-categories', { column: name, found, most }, words.tooManyCategories(name, found, most));
  return factor;
}

/** The values of the rows of each category, in one pass; missing values (NaN) stay among them. */
export function valuesByCategory(
  values: Float64Array,
  { codes, levels }: Pick<FactorColumn, 'codes' | 'levels'>,
): Float64Array[] {
  const sizes = new Int32Array(levels.length);
  for (const code of codes) if (code >= 0) sizes[code]++;
  const parts = Array.from(sizes, (size) => new Float64Array(size));
  const filled = new Int32Array(levels.length);
  for (let i = 0; i < values.length; i++) if (codes[i] >= 0) parts[codes[i]][filled[codes[i]]++] = values[i];
  return parts;
}
