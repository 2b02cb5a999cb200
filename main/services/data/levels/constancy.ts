import type { Column } from '../../../../engine/contract/index.ts';
import type { Coding } from './coding.ts';

/** How constant a column is within groups. Rows with a missing value do not count. */
export interface Constancy {
  /** Constant in every group. */
  readonly constant: boolean;
  /** Groups in which it varies; no more are counted once there are too many to be exceptions. */
  readonly varying: number;
  /** Share of groups that hold the commonest value: near 1, constancy says nothing. 0 where too many vary. */
  readonly sameShare: number;
  /** The value of each group, its first; NaN where it has none. */
  readonly values: Float64Array;
}

/** Up to this share of groups (and this many) may differ and still be called exceptions. */
const exceptionShare = 0.05;
const exceptionsLeast = 3;

/** The constancy of a column that never varies within groups; null when it does, found out as quickly as can be. */
export function constantIn(column: Column, groups: Coding): Constancy | null {
  if (differsInTwins(column, groups.twins)) return null;
  const constancy = constancyIn(column, groups);
  return constancy.constant ? constancy : null;
}

function differsInTwins(column: Column, twins: Int32Array): boolean {
  const cells = column.kind === 'number' ? column.values : column.codes;
  for (let t = 0; t < twins.length; t += 2) {
    const a = cells[twins[t]];
    const b = cells[twins[t + 1]];
    if (a !== b && a === a && b === b && (column.kind === 'number' || (a >= 0 && b >= 0))) return true;
  }
  return false;
}

/** Looks at all rows only while the column could still be constant but for a few exceptions. */
export function constancyIn(column: Column, groups: Coding): Constancy {
  const cells = column.kind === 'number' ? column.values : column.codes;
  const isFactor = column.kind === 'factor';
  const values = new Float64Array(groups.groups).fill(NaN);
  const varies = new Uint8Array(groups.groups);
  const most = exceptionsAllowed(groups.groups);
  let varying = 0;
  for (let i = 0; i < cells.length; i++) {
    const group = groups.codes[i];
    const value = cells[i];
    if (group < 0 || Number.isNaN(value) || (isFactor && value < 0)) continue;
    if (Number.isNaN(values[group])) values[group] = value;
    else if (values[group] !== value && varies[group] === 0) {
      varies[group] = 1;
      if (++varying > most) break;
    }
  }
  return { constant: varying === 0, varying, sameShare: varying > most ? 0 : commonestShare(values), values };
}

/** The groups in which a column varies. */
export function varyingGroups(column: Column, groups: Coding): number[] {
  const cells = column.kind === 'number' ? column.values : column.codes;
  const { values } = constancyIn(column, groups);
  const varying = new Set<number>();
  for (let i = 0; i < cells.length; i++) {
    const group = groups.codes[i];
    const isMissing = Number.isNaN(cells[i]) || (column.kind === 'factor' && cells[i] < 0);
    if (group >= 0 && !isMissing && cells[i] !== values[group]) varying.add(group);
  }
  return [...varying];
}

/**
 * The rows that keep a column from being constant in groups: those that differ from what most rows of their group have.
 *
 * @param most rows given at most
 */
export function deviantRows(column: Column, groups: Coding, most: number): number[] {
  const cells = column.kind === 'number' ? column.values : column.codes;
  const counts = new Map(varyingGroups(column, groups).map((group) => [group, new Map<number, number>()]));
  const isMissing = (i: number): boolean => Number.isNaN(cells[i]) || (column.kind === 'factor' && cells[i] < 0);
  for (let i = 0; i < cells.length; i++) {
    const own = counts.get(groups.codes[i]);
    if (own && !isMissing(i)) own.set(cells[i], (own.get(cells[i]) ?? 0) + 1);
  }
  const usual = new Map([...counts].map(([group, own]) => [group, commonest(own)]));
  const rows: number[] = [];
  for (let i = 0; i < cells.length && rows.length < most; i++) {
    if (usual.has(groups.codes[i]) && !isMissing(i) && cells[i] !== usual.get(groups.codes[i])) rows.push(i);
  }
  return rows;
}

const commonest = (counts: ReadonlyMap<number, number>): number =>
  [...counts].reduce((best, one) => (one[1] > best[1] ? one : best))[0];

export const exceptionsAllowed = (groups: number): number => Math.max(exceptionsLeast, Math.floor(exceptionShare * groups));

function commonestShare(values: Float64Array): number {
  const counts = new Map<number, number>();
  let present = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    present++;
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  let most = 0;
  for (const count of counts.values()) most = Math.max(most, count);
  return present === 0 ? 1 : most / present;
}
