import {
  failure,
  type AggregateWork,
  type Column,
  type ColumnTable,
  type LongWork,
  type TableWork,
  type WideWork,
} from '../contract/index.ts';
import { nameText } from '../formula/index.ts';
import { stepFailures } from '../text/dataSteps.ts';
import { deriveColumn, tableAt } from './derive.ts';
import { categories, joinedFactor } from './grouping.ts';
import { columnValue, type FactorValue } from './values.ts';

/** Rows that a new table can have: as many as an index of 32 bits reaches. */
const MOST_ROWS = 2_000_000_000;

/**
 * A table made out of another.
 *
 * @throws Failure 'step.nothing-chosen', 'step.mixed-columns', 'step.repeated-rows', 'step.name-twice', 'step.too-many-rows'
 */
export function makeTable(work: TableWork, table: ColumnTable): ColumnTable {
  const made = tableOf(work, table);
  const names = made.columns.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw failure('step.name-twice', { name: twice }, stepFailures.nameTwice(twice));
  if (names.some((name) => name.trim() === '')) throw failure('step.no-name', {}, stepFailures.emptyName());
  return made;
}

function tableOf(work: TableWork, table: ColumnTable): ColumnTable {
  switch (work.kind) {
    case 'long':
      return toLong(work, table);
    case 'wide':
      return toWide(work, table);
    case 'aggregate':
      return aggregated(work, table);
  }
}

/** The columns of the new table that say which rows belong together, the closest first. */
export function groupingsMade(work: TableWork): readonly string[] {
  if (work.kind === 'long') return work.idColumn === null ? [] : [work.idColumn];
  return work.kind === 'aggregate' ? work.groups.slice(1) : [];
}

/** The columns of the other table that are read; null: all. */
export function columnsRead(work: TableWork): readonly string[] | null {
  if (work.kind !== 'aggregate') return null;
  return [...new Set([...work.groups, ...work.summaries.map(({ from }) => from)])];
}

/** Each row becomes one for each of the columns, in their order. */
function toLong(work: LongWork, table: ColumnTable): ColumnTable {
  if (work.columns.length === 0) throw failure('step.nothing-chosen', {}, stepFailures.nothingChosen('variable'));
  const stacked = work.columns.map((name) => columnOf(table, name));
  const value = stackedColumn(stacked, work.valueColumn, table.rows);
  const all = Int32Array.from({ length: value.rows }, (_, i) => i);
  const rows = work.dropMissing ? all.filter((i) => !isMissing(value.column, i)) : all;
  const kept = table.columns.filter(({ name }) => !work.columns.includes(name));
  const sources = rows.map((row) => Math.floor(row / stacked.length));
  const names = nameColumn(
    work,
    rows.map((row) => row % stacked.length),
  );
  const id = work.idColumn === null ? [] : [rowIds(work.idColumn, sources, table.rows)];
  return {
    rows: rows.length,
    columns: [...id, ...tableAt({ rows: table.rows, columns: kept }, sources).columns, names, columnAt(value.column, rows)],
  };
}

function stackedColumn(columns: readonly Column[], name: string, n: number): { column: Column; rows: number } {
  const k = columns.length;
  const rows = n * k;
  if (rows > MOST_ROWS) throw failure('step.too-many-rows', { rows }, stepFailures.tooManyRows(rows));
  if (columns.every((column) => column.kind === 'number')) {
    const values = new Float64Array(rows);
    columns.forEach((column, j) => column.values.forEach((value, i) => (values[i * k + j] = value)));
    return { rows, column: { kind: 'number', name, values } };
  }
  return { rows, column: stackedFactor(columns, name, rows) };
}

function stackedFactor(columns: readonly Column[], name: string, rows: number): Column {
  const factors = columns.map((column) => {
    if (column.kind === 'factor') return column;
    const other = columns.find(({ kind }) => kind === 'factor')!;
    throw failure('step.mixed-columns', {}, stepFailures.mixedColumns(column.name, other.name));
  });
  const levels = [...new Set(factors.flatMap((factor) => factor.levels))];
  const place = new Map(levels.map((level, code) => [level, code]));
  const codes = new Int32Array(rows);
  factors.forEach((factor, j) => {
    const places = factor.levels.map((level) => place.get(level)!);
    factor.codes.forEach((code, i) => (codes[i * factors.length + j] = code < 0 ? -1 : places[code]));
  });
  const scales = new Set(factors.map(({ scale }) => scale));
  return { kind: 'factor', name, codes, levels, scale: scales.size === 1 ? factors[0].scale : 'nominal' };
}

function nameColumn({ columns, nameColumn: name, numbered }: LongWork, places: Int32Array): Column {
  const numbers = columns.map((column) => Number(/\d+$/.exec(column)?.[0] ?? NaN));
  const isNumbered = numbered && numbers.every((number) => !Number.isNaN(number)) && new Set(numbers).size === numbers.length;
  if (isNumbered) return { kind: 'number', name, values: Float64Array.from(places, (place) => numbers[place]) };
  return { kind: 'factor', name, codes: places, levels: columns, scale: 'nominal' };
}

function rowIds(name: string, sources: Int32Array, rows: number): Column {
  return {
    kind: 'factor',
    name,
    codes: sources,
    levels: Array.from({ length: rows }, (_, i) => String(i + 1)),
    scale: 'nominal',
  };
}

/** Rows of one id become one row, with a column for each value and key; columns that do not vary within the ids stay. */
function toWide(work: WideWork, table: ColumnTable): ColumnTable {
  if (work.ids.length === 0 || work.values.length === 0) {
    throw failure(
      'step.nothing-chosen',
      {},
      stepFailures.nothingChosen(work.ids.length === 0 ? 'variable that identifies rows' : 'value'),
    );
  }
  const groups = groupsOf(work.ids, table);
  const key = categories(work.key, columnValue(columnOf(table, work.key)));
  const at = cellRows(work, groups, key);
  const firsts = firstRows(groups);
  const others = table.columns.filter(({ name }) => ![work.key, ...work.ids, ...work.values].includes(name));
  const kept = [
    ...work.ids.map((name) => columnOf(table, name)),
    ...others.filter((column) => isConstant(column, groups, firsts)),
  ];
  const spread = work.values.flatMap((name) => {
    return key.levels.map((level, k) => ({ ...columnAt(columnOf(table, name), at[k]), name: `${name}.${level}` }));
  });
  return { rows: firsts.length, columns: [...tableAt({ rows: table.rows, columns: kept }, firsts).columns, ...spread] };
}

/** For each key, the row of each id that has it; −1 where none does. */
function cellRows(work: WideWork, groups: FactorValue, key: FactorValue): Int32Array[] {
  const at = key.levels.map(() => new Int32Array(groups.levels.length).fill(-1));
  groups.codes.forEach((group, row) => {
    if (group < 0 || key.codes[row] < 0) return;
    const rows = at[key.codes[row]];
    if (rows[group] >= 0) {
      const [value, id] = [key.levels[key.codes[row]], groups.levels[group]];
      throw failure(
        'step.repeated-rows',
        { value, id },
        stepFailures.repeatedRows(work.key, value, `${work.ids.join(', ')} ${id}`),
      );
    }
    rows[group] = row;
  });
  return at;
}

/** One row for each group that occurs. */
function aggregated(work: AggregateWork, table: ColumnTable): ColumnTable {
  if (work.groups.length === 0) throw failure('step.nothing-chosen', {}, stepFailures.nothingChosen('group'));
  const firsts = firstRows(groupsOf(work.groups, table));
  const by = `by = c(${work.groups.map(nameText).join(', ')})`;
  const summaries = work.summaries.map(({ column, from, of }) => deriveColumn(column, `${of}(${nameText(from)}, ${by})`, table));
  const columns = [...work.groups.map((name) => columnOf(table, name)), ...summaries];
  return tableAt({ rows: table.rows, columns }, firsts);
}

function groupsOf(names: readonly string[], table: ColumnTable): FactorValue {
  return names.map((name) => categories(name, columnValue(columnOf(table, name)))).reduce(joinedFactor);
}

/** The first row of each group. */
function firstRows({ codes, levels }: FactorValue): Int32Array {
  const firsts = new Int32Array(levels.length).fill(-1);
  for (let i = 0; i < codes.length; i++) if (codes[i] >= 0 && firsts[codes[i]] < 0) firsts[codes[i]] = i;
  return firsts;
}

function isConstant(column: Column, { codes }: FactorValue, firsts: Int32Array): boolean {
  const cells = column.kind === 'number' ? column.values : column.codes;
  return codes.every((group, i) => group < 0 || Object.is(cells[i], cells[firsts[group]]));
}

function columnOf(table: ColumnTable, name: string): Column {
  const column = table.columns.find((one) => one.name === name);
  if (column) return column;
  throw failure('step.nothing-chosen', { column: name }, stepFailures.nothingChosen(`variable called “${name}”`));
}

/** The column on those rows; missing where the row is −1. */
function columnAt(column: Column, rows: Int32Array): Column {
  if (column.kind === 'number')
    return { ...column, values: Float64Array.from(rows, (row) => (row < 0 ? NaN : column.values[row])) };
  return { ...column, codes: rows.map((row) => (row < 0 ? -1 : column.codes[row])) };
}

function isMissing(column: Column, row: number): boolean {
  return column.kind === 'number' ? Number.isNaN(column.values[row]) : column.codes[row] < 0;
}
