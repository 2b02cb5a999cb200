import type { Column, Failure } from '../../../../engine/contract/index.ts';
import { exchangeSteps, exchangeWords as words } from '../../../../engine/text/exchange.ts';
import type { CellValue, Combination, JoinReport, KeyPair, KeyReport, TakenColumn } from '../../../api.ts';
import { keysOf, partsOf, proposeKeys } from './joinKeys.ts';
import type { Keys } from './joinKeys.ts';
import { fileColumn, fileColumns, nameObstacle, obstacle } from './plan.ts';
import type { Both, Plan } from './plan.ts';
import type { PlannedColumn } from './stageChange.ts';

type Join = Extract<Combination, { kind: 'join' }>;

/** Keys listed in a report, and rows named of each. */
const LISTED = 100;
const ROWS_NAMED = 5;
const SAMPLE = 8;

/** Columns of a file beside those of a table, each row found by its key. No row is ever multiplied. */
export function planJoin(both: Both, how: Join): Plan<Join> {
  const keys = how.keys ?? proposeKeys(both);
  const take = how.take ?? proposeTaken(both, keys);
  const found = findRows(both, keys);
  return {
    how: { ...how, keys, take },
    report: { ...found.report, sample: sampleOf(both, keys, take, found.rows) },
    obstacle: obstacleOf(both, keys, take, found.report),
    change: () => ({
      step: exchangeSteps.join(both.fileName),
      layout: null,
      source: null,
      columns: [...both.beside.all.map(unchanged), ...take.map((taken) => joinedColumn(both, taken, found.rows))],
    }),
  };
}

const unchanged = ({ name, label }: { name: string; label: string }): PlannedColumn => ({ name, was: name, label, part: 'same' });

function joinedColumn(both: Both, { file, name }: TakenColumn, rows: Int32Array): PlannedColumn {
  const cells = (): Column => ({ ...atRows(fileColumn(both, file), rows), name });
  return { name, was: null, label: both.read.labels[file] ?? '', part: 'whole', cells };
}

/** The column's cells at those rows; missing where a row is −1. */
function atRows(column: Column, rows: Int32Array): Column {
  if (column.kind === 'number')
    return { ...column, values: Float64Array.from(rows, (row) => (row < 0 ? NaN : column.values[row])) };
  return { ...column, codes: Int32Array.from(rows, (row) => (row < 0 ? -1 : column.codes[row])) };
}

/** Everything but the keys; a name that the table has already gets the file's beside it. */
function proposeTaken(both: Both, keys: readonly KeyPair[]): TakenColumn[] {
  const isKey = new Set(keys.map(({ file }) => file));
  const taken = new Set(both.beside.all.map(({ name }) => name));
  return fileColumns(both)
    .filter(({ name }) => !isKey.has(name))
    .map(({ name: file }) => {
      let name = taken.has(file) ? `${file}_${both.read.name}` : file;
      for (let turn = 2; taken.has(name); turn++) name = `${file}_${both.read.name}_${turn}`;
      taken.add(name);
      return { file, name };
    });
}

function obstacleOf(both: Both, keys: readonly KeyPair[], take: readonly TakenColumn[], report: Found['report']): Failure | null {
  const sides = [keys.map(({ table }) => table), keys.map(({ file }) => file)];
  if (keys.length === 0) return obstacle('combine.no-keys', {}, words.noKeys());
  if (sides.some((names) => new Set(names).size < names.length)) return obstacle('combine.key-twice', { keys }, words.keyTwice());
  if (report.duplicateCount > 0) {
    const listed = report.duplicates.map(({ key }) => key.join(' · '));
    const said = words.duplicateKeys(listed, report.duplicateCount, report.duplicates[0].firstRows);
    return obstacle('combine.duplicate-keys', { keys: listed, count: report.duplicateCount }, said);
  }
  if (report.matchedRows === 0) return obstacle('combine.none-matched', { keys }, words.noneMatched());
  if (take.length === 0) return obstacle('combine.nothing-taken', {}, words.nothingTaken());
  const names = take.map(({ file, name }) => ({ file, to: name }));
  return nameObstacle(
    names,
    both.beside.all.map(({ name }) => name),
  );
}

interface Found {
  /** For each row of the table, the row of the file; −1 where there is none. */
  readonly rows: Int32Array;
  readonly report: Omit<JoinReport, 'sample'>;
}

function findRows(both: Both, pairs: readonly KeyPair[]): Found {
  const rows = both.beside.table.rows;
  const nothing = { withoutPartner: [], withoutPartnerCount: 0, unused: [], unusedCount: 0, duplicates: [], duplicateCount: 0 };
  if (pairs.length === 0)
    return { rows: new Int32Array(rows).fill(-1), report: { kind: 'join', rows, matchedRows: 0, keylessRows: 0, ...nothing } };
  const tables = pairs.map(({ table }) => both.beside.cells(table));
  const files = pairs.map(({ file }) => fileColumn(both, file));
  const [ours, theirs] = [keysOf(tables, files), keysOf(files, tables)];
  return foundRows(ours, theirs);
}

function foundRows(ours: Keys, theirs: Keys): Found {
  const place = new Map<string, number>();
  theirs.forEach((key, row) => key !== null && !place.has(key) && place.set(key, row));
  const rows = Int32Array.from(ours, (key) => (key === null ? -1 : (place.get(key) ?? -1)));
  const own = new Set(ours);
  const alone = collect(ours, (key) => !place.has(key));
  const unused = collect(theirs, (key) => !own.has(key));
  const repeated = place.size < theirs.length ? collect(theirs, () => true).filter(({ rows: n }) => n > 1) : [];
  let matchedRows = 0;
  for (const row of rows) if (row >= 0) matchedRows++;
  const report = {
    kind: 'join',
    rows: ours.length,
    matchedRows,
    keylessRows: ours.filter((key) => key === null).length,
    withoutPartner: alone.slice(0, LISTED),
    withoutPartnerCount: alone.length,
    unused: unused.slice(0, LISTED),
    unusedCount: unused.length,
    duplicates: repeated.slice(0, LISTED),
    duplicateCount: repeated.length,
  } as const;
  return { rows, report };
}

/** Keys that are wanted, in the order in which they come, with their rows. */
function collect(keys: Keys, wanted: (key: string) => boolean): KeyReport[] {
  const found = new Map<string, { rows: number; firstRows: number[] }>();
  keys.forEach((key, row) => {
    if (key === null || !wanted(key)) return;
    const known = found.get(key) ?? { rows: 0, firstRows: [] };
    known.rows++;
    if (known.firstRows.length < ROWS_NAMED) known.firstRows.push(row);
    found.set(key, known);
  });
  return [...found].map(([key, rows]) => ({ key: partsOf(key), ...rows }));
}

function sampleOf(both: Both, keys: readonly KeyPair[], take: readonly TakenColumn[], rows: Int32Array): JoinReport['sample'] {
  const shown = Math.min(SAMPLE, rows.length);
  const ours = keys.map(({ table }) => firstCells(both.beside.cells(table), shown));
  const theirs = take.map(({ file }) => firstCells(atRows(fileColumn(both, file), rows.subarray(0, shown)), shown));
  const columns = [...keys.map(({ table }) => table), ...take.map(({ name }) => name)];
  return { columns, rows: Array.from({ length: shown }, (_, i) => [...ours, ...theirs].map((cells) => cells[i])) };
}

const firstCells = (column: Column, count: number): CellValue[] =>
  Array.from({ length: count }, (_, i) => {
    if (column.kind === 'factor') return column.levels[column.codes[i]] ?? null;
    return Number.isNaN(column.values[i]) ? null : column.values[i];
  });
