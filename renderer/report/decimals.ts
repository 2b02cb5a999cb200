/**
 * Decimal marks under each other: what a number lacks behind its mark, beside the longest of its column, is kept free.
 */
import type { TableBlock } from '../../engine/contract/index.ts';
import type { LayoutCell, TableLayout } from '../../engine/report/index.ts';
import { cellKey } from './cellKey.ts';

/** Text as wide as what the value and its companion lack, by `cellKey`. */
export type Decimals = ReadonlyMap<string, { readonly value: string; readonly aside: string }>;

interface Place {
  readonly key: string;
  readonly cell: LayoutCell;
}

/** Numbers of one kind align, within a column and between two headings. */
export function alignedDecimals(table: TableBlock, layout: TableLayout): Decimals {
  const groups = new Map<string, Place[]>();
  let section = 0;
  layout.rows.forEach((row, index) => {
    if (row.heading !== null) section++;
    for (const cell of row.cells.filter(({ value }) => typeof value === 'number')) {
      const group = [section, cell.column, table.rows[index].format ?? ''].join();
      groups.set(group, [...(groups.get(group) ?? []), { key: cellKey(row.id, cell.column), cell }]);
    }
  });
  return new Map([...groups.values()].flatMap(lacks));
}

function lacks(places: readonly Place[]): [string, { value: string; aside: string }][] {
  const values = lackOf(places.map(({ cell }) => cell.text));
  const asides = lackOf(places.map(({ cell }) => cell.aside));
  return places.map(({ key }, index) => [key, { value: values[index], aside: asides[index] }]);
}

function lackOf(texts: readonly string[]): string[] {
  const tails = texts.map((text) => /\.\d+$/.exec(text.replace(')', ''))?.[0] ?? '');
  const longest = tails.reduce((a, b) => (b.length > a.length ? b : a), '');
  return texts.map((text, index) => (/^[(<>−]*[\d.]+\)?$/.test(text) ? longest.slice(tails[index].length) : ''));
}
