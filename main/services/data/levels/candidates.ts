import type { ColumnTable, Grouping } from '../../../../engine/contract/index.ts';
import { looksLikeDates } from '../columns/dates.ts';
import { codingOf, type Coding } from './coding.ts';
import { sameGroups } from './crossing.ts';
import { evidenceFor, type Evidence } from './evidence.ts';
import { isGroupWord, namesGroups } from './groupNames.ts';

/** A column that may identify groups, and how sure the rules are. */
export interface Candidate {
  readonly coding: Coding;
  readonly evidence: Evidence;
  readonly status: Grouping['status'];
}

/** What the single columns are. */
export interface Roles {
  readonly codings: readonly Coding[];
  readonly candidates: readonly Candidate[];
  /** Columns with a value of their own in every row. */
  readonly rowIds: readonly Coding[];
  /** Columns whose groups are those of another, kept one. */
  readonly sameAs: readonly { readonly coding: Coding; readonly kept: Coding }[];
}

/** Each column is compared with each: of very wide tables only the first columns, where identifiers stand. */
const columnsCompared = 2000;
/** Fewer groups than this are taken for the categories of a predictor. */
export const fewestGroups = 5;
/** With fewer labels than this, a predictor is as likely as a grouping. */
const clearlyMany = 20;
const plausiblyMany = 10;
/** As many numbers as this with strong differences between them are hardly a scale. */
const manyNumbers = 15;
const smallestMeanSize = 1.5;
/** A number with hardly fewer values than there are groups below it is a measurement of these groups. */
const severalUnits = 1.5;
const strongDifferences = 10;
const clearDifferences = 6;

/**
 * Sorts the columns of a table into row numbers, groupings and the rest, by what their values do and not by what they are called.
 *
 * @param joined groups that several columns form together, when they are known already
 */
export function findCandidates(table: ColumnTable, joined: readonly Coding[], checkCancelled: () => void): Roles {
  const coded = table.columns.slice(0, columnsCompared).map((column) => {
    checkCancelled();
    return { column, coding: codingOf(column) };
  });
  const codings = coded.flatMap(({ coding }) => (coding ? [coding] : []));
  const rowIds = codings.filter((coding) => isRowId(coding, table.rows));
  const possible = codings.filter((coding) => !rowIds.includes(coding) && isPossible(coding)).sort((a, b) => b.groups - a.groups);
  const sameAs = aliases(possible);
  const others = coded.filter(({ coding }) => !coding || !rowIds.includes(coding));
  const candidates: Candidate[] = [];
  for (const coding of possible) {
    if (sameAs.some((alias) => alias.coding === coding)) continue;
    checkCancelled();
    const rest = others.filter(
      (other) => other.coding !== coding && !sameAs.some((alias) => alias.coding === other.coding && alias.kept === coding),
    );
    const sure = candidates.filter(({ status }) => status === 'certain').map((candidate) => candidate.coding);
    const evidence = evidenceFor(coding, rest, [...joined, ...sure]);
    const status = judge(coding, evidence);
    if (status) candidates.push({ coding, evidence, status });
  }
  return { codings, candidates, rowIds, sameAs };
}

function isRowId(coding: Coding, rows: number): boolean {
  if (coding.groups !== rows || rows < 3) return false;
  return coding.values === null || namesGroups(coding.name) || isAscending(coding.codes) || spansRows(coding.values);
}

const isAscending = (codes: Int32Array): boolean => codes.every((code, i) => i === 0 || code > codes[i - 1]);
const spansRows = (values: Float64Array): boolean => values[values.length - 1] - values[0] === values.length - 1;

function isPossible({ column, groups, rows }: Coding): boolean {
  if (groups < fewestGroups || rows < smallestMeanSize * groups) return false;
  return column.kind === 'number' || (column.scale === 'nominal' && !looksLikeDates(column.levels));
}

/** Of columns with the same groups one is kept: labels before numbers, names that say so before others, numbers without gaps, then the first. */
function aliases(possible: readonly Coding[]): { coding: Coding; kept: Coding }[] {
  const preference = ({ values, name, groups }: Coding) =>
    (values === null ? 4 : 0) + (namesGroups(name) ? 2 : 0) + (values && values[groups - 1] - values[0] === groups - 1 ? 1 : 0);
  const kept: Coding[] = [];
  const found: { coding: Coding; kept: Coding }[] = [];
  for (const coding of [...possible].sort((a, b) => preference(b) - preference(a))) {
    const same = kept.find((each) => each.groups === coding.groups && sameGroups(each, coding));
    if (same) found.push({ coding, kept: same });
    else kept.push(coding);
  }
  return found;
}

function judge(coding: Coding, evidence: Evidence): 'certain' | 'proposed' | null {
  return coding.values ? judgeNumbers(coding, evidence) : judgeLabels(coding, evidence);
}

/** Numbers are measurements until much speaks against it. */
function judgeNumbers({ groups, name }: Coding, evidence: Evidence): 'certain' | 'proposed' | null {
  const { determines, contiguous, balanced, repeats, named, ofUnits } = evidence;
  if (ofUnits !== null && ofUnits < severalUnits && !(contiguous && named)) return null;
  const layout = Number(contiguous) + Number(balanced || repeats !== null);
  const points =
    (determines.length > 0 ? 2 : 0) +
    differencePoints(groups, evidence) +
    layout +
    Number(named) +
    Number(ofUnits !== null && isGroupWord(name));
  if (points >= 3 && groups > fewestGroups) return 'certain';
  return points >= 2 ? 'proposed' : null;
}

function differencePoints(groups: number, { differences, ofUnits }: Evidence): number {
  if (differences > strongDifferences) return groups >= manyNumbers ? 3 : groups >= plausiblyMany || ofUnits !== null ? 2 : 1;
  return differences > clearDifferences ? 1 : 0;
}

/** Labels are groups where there are many; where there are few, something besides must say so. */
function judgeLabels(
  { groups }: Coding,
  { determines, differences, contiguous, repeats, named }: Evidence,
): 'certain' | 'proposed' | null {
  const structure = determines.length > 0 || contiguous || repeats !== null;
  if (groups >= clearlyMany) return structure || differences > clearDifferences ? 'certain' : 'proposed';
  if (groups >= plausiblyMany) return structure ? 'certain' : 'proposed';
  if (determines.length > 0 && contiguous) return 'certain';
  return structure || named ? 'proposed' : null;
}
