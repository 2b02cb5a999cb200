import type { Column, FactorColumn, Failure } from '../../../../engine/contract/index.ts';
import { exchangeSteps, exchangeWords as words } from '../../../../engine/text/exchange.ts';
import type { AppendReport, Combination, MatchReport } from '../../../api.ts';
import { CHUNK_ROWS } from '../chunks.ts';
import { fullLayout, sliceRows } from '../layout.ts';
import type { Layout } from '../layout.ts';
import { RowOrder } from '../rowOrder.ts';
import { factorScale } from '../rowsAndColumns.ts';
import type { KeptColumn } from '../rowsAndColumns.ts';
import { asFactor, asNumbers, fittingScale, joinedLevels, levelsInUse, recoded, spellNumbers } from './convert.ts';
import { proposeMatches, withReasons } from './matchColumns.ts';
import type { NamedColumn, ProposedMatch } from './matchColumns.ts';
import {
  fileColumn,
  fileColumns,
  firstLevels,
  madeColumns,
  madeStay,
  matchReport,
  nameObstacle,
  obstacle,
  tableColumns,
  withoutMade,
} from './plan.ts';
import type { Both, Plan } from './plan.ts';
import type { PlannedColumn } from './stageChange.ts';

type Append = Extract<Combination, { kind: 'append' }>;

/** Rows that a table can have: as many as an index of 32 bits reaches. */
const MOST_ROWS = 2_000_000_000;

/** One column of the file on its way below the table's. */
interface Pair {
  readonly match: ProposedMatch;
  readonly report: MatchReport;
  readonly old: KeptColumn | null;
  /** The new rows, and all the column's levels afterwards; null while it is open whether they are numbers. */
  readonly tail: Column | null;
  /** The table's own rows must be converted, too. */
  readonly converts: boolean;
}

/** The rows of a file below those of a table. */
export function planAppend(both: Both, how: Append): Plan<Append> {
  const [file, table] = [fileColumns(both), tableColumns(both)];
  const proposed = withoutMade(both, proposeMatches(file, table));
  const matches = how.columns ? withReasons(how.columns, proposed, table) : proposed;
  const pairs = matches.map((match) => pair(both, match, file));
  const matched = new Set(pairs.flatMap(({ old }) => (old ? [old.name] : [])));
  const onlyTable = table.filter(({ name }) => !matched.has(name) && name !== how.source).map(({ name }) => name);
  const report: AppendReport = {
    kind: 'append',
    rowsBefore: both.beside.table.rows,
    rowsAdded: both.read.table.rows,
    columns: pairs.map(({ report: one }) => one),
    onlyTable,
  };
  const columns = pairs.map(({ match, report: { kinds } }) => ({
    file: match.file,
    to: match.to,
    ...(kinds.result !== null && kinds.table !== null && kinds.table !== kinds.file ? { kind: kinds.result } : {}),
  }));
  return {
    how: { ...how, columns },
    report,
    obstacle: obstacleOf(both, pairs, how.source),
    change: () => ({
      step: exchangeSteps.append(both.fileName),
      layout: grownLayout(both.beside.table.layout, both.read.table.rows),
      source: null,
      columns: plannedColumns(both, pairs, how.source),
    }),
  };
}

function obstacleOf(both: Both, pairs: readonly Pair[], source: string | null): Failure | null {
  const open = pairs.filter(({ match, tail }) => match.to !== null && tail === null).map(({ match }) => match.file);
  const sourceColumn = both.beside.columns.find(({ name }) => name === source);
  const rows = both.beside.table.rows + both.read.table.rows;
  if (!pairs.some(({ old }) => old)) return obstacle('combine.nothing-matches', {}, words.nothingMatches());
  if (rows > MOST_ROWS) return obstacle('table.too-many-rows', { rows }, words.tooManyRows(MOST_ROWS));
  if (open.length > 0) return obstacle('combine.kind-open', { columns: open }, words.kindOpen(open));
  if (source !== null && sourceColumn?.kind === 'number')
    return obstacle('combine.source-taken', { source }, words.sourceTaken(source));
  const names = pairs.map(({ match }) => match);
  return nameObstacle(source === null ? names : [...names, { file: source, to: source }], madeColumns(both));
}

function pair(both: Both, match: ProposedMatch, file: readonly NamedColumn[]): Pair {
  const old = both.beside.columns.find(({ name }) => name === match.to) ?? null;
  const named = file.find(({ name }) => name === match.file);
  const column = fileColumn(both, match.file);
  const report = matchReport(match, old, named!);
  if (match.to === null) return { match, report, old: null, tail: null, converts: false };
  const tail = { ...column, name: match.to };
  if (!old) return { match, report, old, tail, converts: false };
  return matchedPair(both, { match, report, old, tail });
}

function matchedPair(
  both: Both,
  {
    match,
    report,
    old,
    tail,
  }: (Pair & { old: KeptColumn; tail: Column }) | (Omit<Pair, 'converts'> & { old: KeptColumn; tail: Column }),
): Pair {
  const kind = match.kind ?? likelyKind(both, old, tail);
  const kinds = { ...report.kinds, result: kind };
  if (kind === null) return { match, report: { ...report, kinds }, old, tail: null, converts: false };
  const converts = kind !== old.kind;
  if (kind === 'number') {
    const { column, lost } = asNumbers(tail);
    return { match, report: { ...report, kinds, lost }, old, tail: column, converts };
  }
  const known = old.kind === 'factor' ? both.beside.levels(old.name) : asFactor(both.beside.cells(old.name)).levels;
  const added = asFactor(tail);
  const { levels, added: newLevels } = joinedLevels(known, levelsInUse(added));
  const scale = fittingScale(old.kind === 'factor' ? factorScale(old) : added.scale, levels);
  const column: FactorColumn = { kind: 'factor', name: old.name, codes: recoded(added, levels), levels, scale };
  const more = { newLevels: firstLevels(newLevels), newLevelCount: newLevels.length };
  return { match, report: { ...report, kinds, ...more }, old, tail: column, converts };
}

/** What two columns are together where there can be no two minds about it; null where the person has to say. */
function likelyKind(both: Both, old: KeptColumn, tail: Column): 'number' | 'factor' | null {
  if (old.kind === tail.kind) return old.kind;
  if (old.kind === 'factor') {
    const values = (tail as Extract<Column, { kind: 'number' }>).values;
    if (values.every(Number.isNaN)) return 'factor';
    return spellNumbers(both.beside.levels(old.name)) && values.every((value) => Number.isNaN(value) || Number.isInteger(value))
      ? 'factor'
      : null;
  }
  const labels = levelsInUse(tail as FactorColumn);
  return spellNumbers(labels) ? 'number' : null;
}

function plannedColumns(both: Both, pairs: readonly Pair[], source: string | null): PlannedColumn[] {
  const coming = new Map(pairs.flatMap((one) => (one.old ? [[one.old.name, one] as const] : [])));
  const stays = both.beside.columns
    .filter(({ name }) => name !== source)
    .map((old) => plannedOld(both, old, coming.get(old.name) ?? null));
  const fresh = pairs.filter(({ old, match }) => !old && match.to !== null).map((one) => plannedNew(both, one));
  const last = source === null ? [] : [plannedSource(both, source)];
  return [...stays, ...fresh, ...last, ...madeStay(both)];
}

function plannedOld(both: Both, old: KeptColumn, coming: Pair | null): PlannedColumn {
  const { name, label } = old;
  const shape = { name, was: name, label: label || (coming ? (both.read.labels[coming.match.file] ?? '') : '') };
  const rows = both.read.table.rows;
  if (coming?.converts) return { ...shape, part: 'whole', cells: () => together(both.beside.cells(name), coming.tail!) };
  return { ...shape, part: 'tail', cells: () => coming?.tail ?? emptyColumn(both, old, rows) };
}

const emptyColumn = ({ beside }: Both, old: KeptColumn, rows: number): Column =>
  old.kind === 'number'
    ? { kind: 'number', name: old.name, values: new Float64Array(rows).fill(NaN) }
    : {
        kind: 'factor',
        name: old.name,
        codes: new Int32Array(rows).fill(-1),
        levels: beside.levels(old.name),
        scale: factorScale(old),
      };

/** The table's cells, converted to what the new ones are, and these below. */
function together(old: Column, tail: Column): Column {
  if (tail.kind === 'number') return { ...tail, values: joined(Float64Array, asNumbers(old).column.values, tail.values) };
  const codes = joined(Int32Array, recoded(asFactor(old), tail.levels), tail.codes);
  return { ...tail, codes };
}

function joined<T extends Float64Array | Int32Array>(make: new (length: number) => T, first: T, second: T): T {
  const all = new make(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}

function plannedNew({ beside, read }: Both, { match, tail }: Pair): PlannedColumn {
  const before = beside.table.rows;
  const cells = (): Column =>
    tail!.kind === 'number'
      ? { ...tail!, values: joined(Float64Array, new Float64Array(before).fill(NaN), tail!.values) }
      : { ...tail!, codes: joined(Int32Array, new Int32Array(before).fill(-1), tail!.codes) };
  return { name: match.to!, was: null, label: read.labels[match.file] ?? '', part: 'whole', cells };
}

/** Which file each row is from: those of the table from its own, where no column says so yet. */
function plannedSource({ beside, read, fileName }: Both, name: string): PlannedColumn {
  const old = beside.columns.find((column) => column.name === name);
  const known = old ? beside.levels(name) : [beside.table.source];
  const { levels } = joinedLevels(known, [fileName]);
  const code = levels.indexOf(fileName);
  const tail = new Int32Array(read.table.rows).fill(code);
  const scale = 'nominal';
  if (old)
    return {
      name,
      was: name,
      label: old.label,
      part: 'tail',
      cells: () => ({ kind: 'factor', name, codes: tail, levels, scale }),
    };
  const cells = (): Column => ({
    kind: 'factor',
    name,
    codes: joined(Int32Array, new Int32Array(beside.table.rows), tail),
    levels,
    scale,
  });
  return { name, was: null, label: '', part: 'whole', cells };
}

/** New rows stand in chunks of their own, so that no chunk of the table is rewritten. */
function grownLayout({ slices, chunks, order }: Layout, rows: number): Layout {
  const more = fullLayout(rows);
  const last = more.chunks.length - 1;
  const own = more.chunks.map(([, taken], i) => [i === last ? Math.min(CHUNK_ROWS, taken + 64) : taken, taken] as const);
  const moved = more.slices.map(([chunk, offset, count]) => [chunk + chunks.length, offset, count] as const);
  const grown = { slices: [...slices, ...moved], chunks: [...chunks, ...own] };
  return order ? { ...grown, order: lengthened(order, sliceRows({ slices }), rows) } : grown;
}

/** Sorted rows stay as they stand; the new ones follow. */
function lengthened({ rows }: RowOrder, first: number, count: number): RowOrder {
  const all = new Int32Array(rows.length + count);
  all.set(rows);
  for (let i = 0; i < count; i++) all[rows.length + i] = first + i;
  return new RowOrder(all, null);
}
