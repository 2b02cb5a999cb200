import type { Column, FactorColumn, FactorScale, NumberColumn } from '../../../../engine/contract/index.ts';
import { LOGICAL_LEVELS } from '../edits/replaceColumn.ts';

/** A column under another name. */
export const renamed = (column: Column, name: string): Column => ({ ...column, name });

/** The number that a label spells, NaN where it spells none. */
export const numberOf = (label: string): number => {
  const text = label.trim();
  return /^[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text.replace(',', '.')) : NaN;
};

/** Whether all labels are numbers as a computer would write them: `7`, not `007`. */
export const spellNumbers = (levels: readonly string[]): boolean =>
  levels.every((label) => String(numberOf(label)) === label.trim());

/** Labels as the numbers they spell; the others become missing and are counted. */
export function asNumbers(column: Column): { column: NumberColumn; lost: number } {
  if (column.kind === 'number') return { column, lost: 0 };
  const isLogical = column.scale === 'logical';
  const numbers = column.levels.map((label, code) => (isLogical ? code : numberOf(label)));
  let lost = 0;
  const values = Float64Array.from(column.codes, (code) => {
    if (code < 0) return NaN;
    if (Number.isNaN(numbers[code])) lost++;
    return numbers[code];
  });
  return { column: { kind: 'number', name: column.name, values }, lost };
}

/** Numbers as categories, in the order of the numbers. */
export function asFactor(column: Column, scale: FactorScale = 'nominal'): FactorColumn {
  if (column.kind === 'factor') return column;
  const distinct = [...new Set(column.values)].filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  const place = new Map(distinct.map((value, code) => [value, code]));
  const codes = Int32Array.from(column.values, (value) => place.get(value) ?? -1);
  return { kind: 'factor', name: column.name, codes, levels: distinct.map(String), scale };
}

/** The column's codes for levels in another order, which hold all of its labels. */
export function recoded(column: FactorColumn, levels: readonly string[]): Int32Array {
  const place = new Map(levels.map((label, code) => [label, code]));
  const to = column.levels.map((label) => place.get(label) ?? -1);
  return Int32Array.from(column.codes, (code) => (code < 0 ? -1 : to[code]));
}

/** Labels that at least one row has, in the order of the levels. */
export function levelsInUse({ codes, levels }: FactorColumn): string[] {
  const used = new Uint8Array(levels.length);
  for (const code of codes) if (code >= 0) used[code] = 1;
  return levels.filter((_, code) => used[code] === 1);
}

/** Known labels in their order, then those that are new. */
export function joinedLevels(known: readonly string[], more: readonly string[]): { levels: string[]; added: string[] } {
  const there = new Set(known);
  const added = more.filter((label) => !there.has(label));
  return { levels: [...known, ...added], added };
}

/** A scale that fits the labels: logical holds FALSE and TRUE only. */
export function fittingScale(scale: FactorScale, levels: readonly string[]): FactorScale {
  if (scale !== 'logical') return scale;
  return levels.length === 2 && levels.every((label, code) => label === LOGICAL_LEVELS[code]) ? 'logical' : 'nominal';
}
