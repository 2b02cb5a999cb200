import type { Column } from '../../../../engine/contract/index.ts';
import { betweenShare, groupSums, normalDeviate } from './betweenGroups.ts';
import type { Coding } from './coding.ts';
import { constantIn } from './constancy.ts';
import { crossingOf, liesIn } from './crossing.ts';
import { namesGroups } from './groupNames.ts';
import { lackOfFit } from './lackOfFit.ts';

/** What speaks for a column being the name of groups rather than a measurement or a category. */
export interface Evidence {
  /** Columns that never vary within its groups, though their values jump about from group to group. */
  readonly determines: readonly string[];
  /** Deviate of the differences between groups that a measured number would not show. */
  readonly differences: number;
  readonly contiguous: boolean;
  /** Contiguous groups of one size. */
  readonly balanced: boolean;
  /** Another column that takes the same values in every group: occasions, treatments, numbers of the rows. */
  readonly repeats: string | null;
  /** Where its groups are made of finer groups that are known already: how many each, on average. Differences are then between these. */
  readonly ofUnits: number | null;
  /** Its name says so. */
  readonly named: boolean;
}

/** Of a grouping that needs none: a person said so. */
export const noEvidence: Evidence = {
  determines: [],
  differences: 0,
  ofUnits: null,
  contiguous: false,
  balanced: false,
  repeats: null,
  named: false,
};

/** Numbers looked at for differences between groups; more would add time and little knowledge. */
const mostOutcomes = 12;
/** Of larger tables only some groups, with all their rows, are compared. */
const rowsCompared = 200_000;

/**
 * @param others every other column, with its coding where it has one
 * @param finer groupings found already, whose groups are the units where they lie in this column's groups
 */
export function evidenceFor(
  coding: Coding,
  others: readonly { column: Column; coding: Coding | null }[],
  finer: readonly Coding[],
): Evidence {
  const determines = others.filter(({ column }) => determinesColumn(coding, column)).map(({ column }) => column.name);
  const outcomes = others
    .filter(({ column }) => column.kind === 'number' && !determines.includes(column.name))
    .slice(0, mostOutcomes);
  const codes = someGroups(coding);
  const [units = null] = finer
    .filter((each) => each.groups > coding.groups && liesIn(each, coding))
    .sort((a, b) => a.groups - b.groups);
  return {
    determines,
    differences: Math.max(0, ...outcomes.map(({ column }) => differences(coding, codes, column, units))),
    contiguous: coding.contiguous,
    balanced: coding.contiguous && coding.sizes.every((size) => size === coding.sizes[0]),
    repeats: others.find((other) => other.coding && repeatsIn(coding, other.coding))?.column.name ?? null,
    ofUnits: units && units.groups / coding.groups,
    named: namesGroups(coding.name),
  };
}

function determinesColumn(coding: Coding, column: Column): boolean {
  const constancy = constantIn(column, coding);
  if (constancy === null || constancy.sameShare === 1) return false;
  return coding.values === null || jumpsAbout(constancy.values);
}

/** Recodes and transforms of a number go up or down with it, with a turn at most; what belongs to numbered groups does not. */
function jumpsAbout(values: Float64Array): boolean {
  let turns = 0;
  let direction = 0;
  let before = NaN;
  let steps = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    const now = Math.sign(value - before);
    steps++;
    if (now !== 0 && !Number.isNaN(now)) {
      if (direction !== 0 && now !== direction) turns++;
      direction = now;
    }
    before = value;
  }
  return turns >= Math.max(2, 0.1 * steps);
}

function differences(coding: Coding, codes: Int32Array, column: Column, units: Coding | null): number {
  if (column.kind !== 'number') return 0;
  const sums = units ? sumsOfUnits(coding, column.values, units) : groupSums(column.values, codes, coding.groups);
  if (coding.values) return lackOfFit(sums, coding.values);
  if (sums.within <= 0 || sums.n <= sums.groups || betweenShare(sums) === null) return 0;
  const df1 = sums.groups - 1;
  const df2 = sums.n - sums.groups;
  return normalDeviate(sums.between / df1 / (sums.within / df2), df1, df2);
}

/** The codes with every so many groups left in, the others as missing. */
function someGroups({ codes, rows }: Coding): Int32Array {
  const every = Math.ceil(rows / rowsCompared);
  return every === 1 ? codes : codes.map((code) => (code % every === 0 ? code : -1));
}

/** The analysis of variance of unit means over the groups that the units lie in. */
function sumsOfUnits(coding: Coding, values: Float64Array, units: Coding): ReturnType<typeof groupSums> {
  const { means, counts } = groupSums(values, units.codes, units.groups);
  const home = new Int32Array(units.groups).fill(-1);
  units.codes.forEach((unit, i) => {
    if (unit >= 0) home[unit] = coding.codes[i];
  });
  return groupSums(
    means.map((mean, unit) => (counts[unit] > 0 ? mean : NaN)),
    home,
    coding.groups,
  );
}

/** Share of all combinations that must occur for groups to hold *the same* values: people drop out. */
const fullEnough = 0.5;

/**
 * The other column's values come again in (nearly) every group, once each or equally often. Between numbers this is mutual, days in
 * subjects and subjects in days: then only rows that stand together tell which of the two is the group.
 */
function repeatsIn(coding: Coding, other: Coding): boolean {
  if (coding.values !== null && !coding.contiguous) return false;
  const combinations = coding.groups * other.groups;
  if (other.groups < 2 || coding.rows < fullEnough * combinations) return false;
  const { cells, rows, complete, smallest, largest } = crossingOf(coding, other);
  return (complete && smallest === largest) || (coding.contiguous && cells === rows);
}
