/**
 * The columns that a look asks for, in the kinds it needs.
 */
import { failure, type Column, type ColumnTable, type FactorColumn, type NumberColumn } from '../../contract/index.ts';
import { lookWords as words } from '../../text/look.ts';

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

/** The values of the rows that have code `code` of a factor. */
export function valuesOf(values: Float64Array, { codes }: Pick<FactorColumn, 'codes'>, code: number): Float64Array {
  return values.filter((_, i) => codes[i] === code);
}
