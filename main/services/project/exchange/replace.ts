import type { Column, FactorColumn, Failure } from '../../../../engine/contract/index.ts';
import { exchangeSteps, exchangeWords as words } from '../../../../engine/text/exchange.ts';
import type { Combination, MatchReport, ReplaceReport } from '../../../api.ts';
import { fullLayout } from '../layout.ts';
import { factorScale } from '../rowsAndColumns.ts';
import type { KeptColumn } from '../rowsAndColumns.ts';
import { asFactor, asNumbers, fittingScale, levelsInUse, recoded, spellNumbers } from './convert.ts';
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

type Replace = Extract<Combination, { kind: 'replace' }>;

interface Successor {
  readonly match: ProposedMatch;
  readonly old: KeptColumn | null;
  readonly report: MatchReport;
  readonly column: Column;
}

/**
 * The rows of a file instead of a table's. Columns that match keep name, label, kind, scale and the order of their levels, so that models, and
 * what was said about levels, go on with them.
 */
export function planReplace(both: Both, how: Replace): Plan<Replace> {
  const [file, table] = [fileColumns(both), tableColumns(both)];
  const proposed = withoutMade(both, proposeMatches(file, table));
  const matches = how.columns ? withReasons(how.columns, proposed, table) : proposed;
  const successors = matches.map((match) => successor(both, match, file));
  const kept = new Set(successors.flatMap(({ old }) => (old ? [old.name] : [])));
  const report: ReplaceReport = {
    kind: 'replace',
    rowsBefore: both.beside.table.rows,
    rowsNow: both.read.table.rows,
    columns: successors.map(({ report: one }) => one),
    gone: table.filter(({ name }) => !kept.has(name)).map(({ name }) => name),
    models: [],
  };
  return {
    how: { ...how, columns: matches.map(({ file: from, to, kind }) => ({ file: from, to, ...(kind ? { kind } : {}) })) },
    report,
    obstacle: obstacleOf(both, successors),
    change: () => ({
      step: exchangeSteps.replace(both.fileName),
      layout: fullLayout(both.read.table.rows),
      source: both.fileName,
      columns: [...plannedColumns(both, successors), ...madeStay(both)],
    }),
  };
}

function obstacleOf(both: Both, successors: readonly Successor[]): Failure | null {
  if (!successors.some(({ old }) => old)) return obstacle('combine.nothing-matches', {}, words.nothingMatches());
  return nameObstacle(
    successors.map(({ match }) => match),
    madeColumns(both),
  );
}

/** In the order that the table had, then what is new. */
function plannedColumns(both: Both, successors: readonly Successor[]): PlannedColumn[] {
  const place = new Map(both.beside.columns.map(({ name }, position) => [name, position]));
  const order = ({ old }: Successor): number => (old ? place.get(old.name)! : Infinity);
  const coming = successors.filter(({ match }) => match.to !== null);
  return coming
    .toSorted((a, b) => (order(a) === order(b) ? 0 : order(a) - order(b)))
    .map(({ match, old, column }) => ({
      name: match.to!,
      was: old?.name ?? null,
      label: old?.label || (both.read.labels[match.file] ?? ''),
      part: 'whole',
      cells: () => ({ ...column, name: match.to! }),
    }));
}

function successor(both: Both, match: ProposedMatch, file: readonly NamedColumn[]): Successor {
  const old = both.beside.columns.find(({ name }) => name === match.to) ?? null;
  const column = fileColumn(both, match.file);
  const report = matchReport(
    match,
    old,
    file.find(({ name }) => name === match.file)!,
  );
  if (!old) return { match, old, report, column };
  const kind = match.kind ?? likelyKind(old, column);
  const kinds = { ...report.kinds, result: kind };
  if (kind === 'number') {
    const { column: numbers, lost } = asNumbers(column);
    return { match, old, column: numbers, report: { ...report, kinds, lost } };
  }
  return likeBefore(both, { match, old, column, report: { ...report, kinds } });
}

/** As the old column is, unless the new labels are no numbers. */
function likelyKind(old: KeptColumn, column: Column): 'number' | 'factor' {
  if (old.kind === 'factor' || column.kind === 'number') return old.kind;
  return spellNumbers(levelsInUse(column)) ? 'number' : 'factor';
}

/** Labels in the order that they had, those that are new after them; labels that no row has any more are left out. */
function likeBefore(both: Both, { match, old, column, report }: Successor & { old: KeptColumn }): Successor {
  const before = old.kind === 'factor' ? both.beside.levels(old.name) : [];
  const now = asFactor(column);
  const used = levelsInUse(now);
  const isUsed = new Set(used);
  const known = new Set(before);
  const isLogical = old.scale === 'logical' && used.every((label) => known.has(label));
  const stays = isLogical ? before : before.filter((label) => isUsed.has(label));
  const added = used.filter((label) => !known.has(label));
  const gone = isLogical ? [] : before.filter((label) => !isUsed.has(label));
  const levels = [...stays, ...added];
  const scale = fittingScale(old.kind === 'factor' ? factorScale(old) : now.scale, levels);
  const next: FactorColumn = { kind: 'factor', name: old.name, codes: recoded(now, levels), levels, scale };
  const shown = {
    newLevels: old.kind === 'factor' ? firstLevels(added) : [],
    newLevelCount: old.kind === 'factor' ? added.length : 0,
    goneLevels: firstLevels(gone),
    goneLevelCount: gone.length,
  };
  return { match, old, column: next, report: { ...report, ...shown } };
}
