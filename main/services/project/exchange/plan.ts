import { failure, FailureError } from '../../../../engine/contract/index.ts';
import type { Column, Failure } from '../../../../engine/contract/index.ts';
import { exchangeWords as words } from '../../../../engine/text/exchange.ts';
import type { Combination, CombinationReport, MatchReport } from '../../../api.ts';
import type { ReadData } from '../../data/types.ts';
import type { BesideTable } from './besideTable.ts';
import type { NamedColumn, ProposedMatch } from './matchColumns.ts';
import type { PlannedChange, PlannedColumn } from './stageChange.ts';

/** How a file and a table go together: what would come of it, and the change itself once it is wanted. */
export interface Plan<How extends Combination = Combination> {
  readonly how: How;
  readonly report: CombinationReport;
  /** Why it cannot be done that way; null where it can. */
  readonly obstacle: Failure | null;
  readonly change: () => PlannedChange;
}

/** The table and the file that was read. */
export interface Both {
  readonly beside: BesideTable;
  readonly read: ReadData;
  /** The file's name with its ending. */
  readonly fileName: string;
}

export const fileColumns = ({ read }: Both): NamedColumn[] =>
  read.table.columns.map(({ name, kind }) => ({ name, kind, label: read.labels[name] ?? '' }));

export const tableColumns = ({ beside }: Both): NamedColumn[] =>
  beside.columns.map(({ name, kind, label }) => ({ name, kind, label }));

/** @throws Failure 'combine.no-column' */
export function fileColumn({ read }: Both, name: string): Column {
  const column = read.table.columns.find((other) => other.name === name);
  if (!column) throw failure('combine.no-column', { column: name }, words.noColumn(name));
  return column;
}

/** Columns that steps of the table make: nothing of the file takes their place. */
export const madeColumns = ({ beside }: Both): string[] =>
  beside.all.filter(({ stepId }) => stepId !== null).map(({ name }) => name);

/** A column of the file that a step makes in the table is left out, unless the person says otherwise. */
export function withoutMade(both: Both, matches: readonly ProposedMatch[]): ProposedMatch[] {
  const made = new Set(madeColumns(both));
  return matches.map((match) => (match.to !== null && made.has(match.to) ? { ...match, to: null } : match));
}

/** The columns that steps make stay as they are, behind the others. */
export const madeStay = ({ beside }: Both): PlannedColumn[] =>
  beside.all.filter(({ stepId }) => stepId !== null).map(({ name, label }) => ({ name, was: name, label, part: 'same' }));

export function obstacle(code: string, details: Record<string, unknown>, said: { message: string; remedy: string }): Failure {
  return (failure(code, details, said) as FailureError).failure;
}

/** Columns of the file whose names in the table would stand for two, or for none. */
export function nameObstacle(
  names: readonly { readonly file: string; readonly to: string | null }[],
  taken: readonly string[] = [],
): Failure | null {
  const seen = new Set(taken);
  const twice: string[] = [];
  for (const { file, to } of names) {
    if (to === null) continue;
    if (to.trim() === '') return obstacle('combine.no-name', { column: file }, words.noName(file));
    if (seen.has(to)) twice.push(to);
    seen.add(to);
  }
  return twice.length > 0 ? obstacle('combine.name-twice', { names: twice }, words.twice([...new Set(twice)])) : null;
}

/** What is known of a match before its cells are looked at. */
export function matchReport(match: ProposedMatch, table: NamedColumn | null, file: NamedColumn): MatchReport {
  const { to, reason } = match;
  const nothing = { newLevels: [], newLevelCount: 0, goneLevels: [], goneLevelCount: 0, lost: 0 };
  const result = to === null ? null : file.kind;
  const kinds = { table: table?.kind ?? null, file: file.kind, result };
  return { file: match.file, to, isNew: to !== null && table === null, reason, kinds, ...nothing };
}

const shownLevels = 10;

export const firstLevels = (levels: readonly string[]): readonly string[] => levels.slice(0, shownLevels);
