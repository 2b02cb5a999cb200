import { columnsOf, levelLabels, tablesShown } from '../rowsAndColumns.ts';
import type { KeptColumn, KeptTable } from '../rowsAndColumns.ts';
import { ChunkCache } from '../chunks.ts';
import { columnPieces } from '../cellBlocks.ts';
import { all } from '../database.ts';
import type { Db } from '../database.ts';
import { fromJson } from '../numbersInJson.ts';

/**
 * By what cells would be known again: labels, and numbers that are no whole ones. The categories of a model's predictors are left out, since
 * results name their coefficients by them.
 */
export interface CellWords {
  readonly labels: ReadonlySet<string>;
  readonly numbers: ReadonlySet<number>;
}

/** Shorter labels are looked for as whole texts only: `a` stands in every sentence. */
const SHORT = 3;

export function cellWords(db: Db): CellWords {
  const shown = resultCategories(db);
  const labels = new Set<string>();
  const numbers = new Set<number>();
  const reader = { db, chunks: new ChunkCache() };
  for (const table of tablesShown(db)) for (const column of columnsOf(db, table.id)) addColumn(column, table);
  for (const label of groupLabels(db)) if (!shown.has(label)) labels.add(label);
  return { labels, numbers };

  function addColumn(column: KeptColumn, table: KeptTable): void {
    if (column.kind === 'factor') {
      for (const label of levelLabels(db, column.id)) if (!shown.has(label)) labels.add(label);
      return;
    }
    const { count, read } = columnPieces(reader, table.layout, column);
    for (let i = 0; i < count; i++)
      for (const value of read(i)) if (!Number.isInteger(value) && !Number.isNaN(value)) numbers.add(value);
  }
}

function resultCategories(db: Db): Set<string> {
  const fits = all<{ result: string }>(db, 'SELECT result FROM fits').map(({ result }) => fromJson(result) as Coded);
  return new Set(fits.flatMap(({ factors = [] }) => factors.flatMap(({ levels }) => levels)));
}

/** Names of the groups of all fits, also of those that numbers name, whole and by their parts (`north:7`). */
function groupLabels(db: Db): string[] {
  const fits = all<{ result: string }>(db, 'SELECT result FROM fits').map(({ result }) => fromJson(result) as Coded);
  const levels = fits.flatMap(({ conditionalModes = [] }) => conditionalModes.flatMap((modes) => modes.levels));
  return levels.flatMap((level) => [level, ...level.split(':')]);
}

interface Coded {
  readonly conditionalModes?: readonly { readonly levels: readonly string[] }[];
  readonly factors?: readonly { readonly levels: readonly string[] }[];
}

/** Whether a value that is kept as JSON gives a cell away anywhere in it. */
export function tellsCells(value: unknown, words: CellWords): boolean {
  if (typeof value === 'number') return words.numbers.has(value);
  if (typeof value === 'string') return tellsLabel(value, words) || tellsNumber(value, words);
  if (value === null || typeof value !== 'object') return false;
  return Object.entries(value).some(([key, part]) => words.labels.has(key) || tellsCells(part, words));
}

function tellsLabel(text: string, { labels }: CellWords): boolean {
  if (labels.has(text)) return true;
  const parts = text.split(/[^\p{L}\p{N}_.-]+/u);
  if (parts.some((part) => part.length >= SHORT && labels.has(part))) return true;
  return manyWords(labels).some((label) => text.includes(label));
}

/** Numbers in words: `hours = 12.375`. */
const tellsNumber = (text: string, { numbers }: CellWords): boolean =>
  (text.match(/[-−]?\d+\.\d+(e[+-]?\d+)?/g) ?? []).some((found) => numbers.has(Number(found.replace('−', '-'))));

const cached = new WeakMap<ReadonlySet<string>, readonly string[]>();

/** Labels of more than one word, which no splitting finds. */
function manyWords(labels: ReadonlySet<string>): readonly string[] {
  const known = cached.get(labels) ?? [...labels].filter((label) => label.length >= SHORT && /[^\p{L}\p{N}_.-]/u.test(label));
  cached.set(labels, known);
  return known;
}
