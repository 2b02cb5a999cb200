import { failure } from '../../../../engine/contract/index.ts';
import { projectFailures } from '../../../../engine/text/projectFailures.ts';
import type { CellSearch } from '../../../api.ts';
import { parseNumber } from '../edits/parseCells.ts';
import { levelLabels } from '../rowsAndColumns.ts';
import type { KeptColumn } from '../rowsAndColumns.ts';
import type { Hooks } from '../writeStaging.ts';
import { numberText, rowsFound } from './cellSearch.ts';
import type { TableReader } from './tableReader.ts';

/** What is to be written into rows of a column: numbers, or texts by their place in `texts`. */
export interface Replacement {
  readonly column: string;
  readonly rows: Int32Array;
  readonly numbers: Float64Array | null;
  readonly texts: readonly string[];
  readonly codes: Int32Array | null;
}

export interface Replacements {
  readonly changes: readonly Replacement[];
  readonly revision: number;
}

/** Cells of one replacement: they travel to main in one piece. */
const MOST = 10_000_000;

/**
 * What the table's cells become when one text is put in place of another. Nothing is written; cells that a step makes are the step's.
 *
 * @throws Failure 'table.not-a-number' where a number would become something else; 'table.too-many-cells'
 */
export function replacements(reader: TableReader, search: CellSearch, replacement: string, hooks: Hooks): Replacements {
  const change = changer(search, replacement);
  const changes: Replacement[] = [];
  let cells = 0;
  reader.columns.forEach((column, place) => {
    if (column.stepId !== null) return;
    const rows = rowsFound(reader, column, search, () => hooks.checkCancelled?.(), false);
    cells += rows.length;
    if (cells > MOST) throw failure('table.too-many-cells', { cells }, projectFailures.tooManyCells(MOST));
    if (rows.length > 0)
      changes.push(column.kind === 'number' ? numbersOf(reader, column, rows, change) : textsOf(reader, column, rows, change));
    hooks.onProgress?.({ stage: 'replace', done: place + 1, total: reader.columns.length });
  });
  return { changes, revision: reader.table.revision };
}

function changer({ text, whole, matchCase }: CellSearch, replacement: string): (cell: string) => string {
  if (whole) return () => replacement;
  const pattern = new RegExp(escaped(text), matchCase ? 'gu' : 'giu');
  return (cell) => cell.replace(pattern, () => replacement);
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

function numbersOf(
  { decimal, kept }: TableReader,
  column: KeptColumn,
  rows: Int32Array,
  change: (cell: string) => string,
): Replacement {
  const values = kept(column);
  const numbers = Float64Array.from(rows, (row) => {
    const text = change(numberText(values[row], decimal)).trim();
    const number = text === '' || text === 'NA' ? NaN : parseNumber(text, decimal);
    if (number !== null) return number;
    throw failure('table.not-a-number', { column: column.name, text }, projectFailures.notANumber(text, column.name, decimal));
  });
  return { column: column.name, rows, numbers, texts: [], codes: null };
}

/** One text for each level that changes; '' is missing. A missing cell stands behind them. */
function textsOf({ db, kept }: TableReader, column: KeptColumn, rows: Int32Array, change: (cell: string) => string): Replacement {
  const values = kept(column);
  const labels = [...levelLabels(db, column.id), ''];
  const texts: string[] = [];
  const place = new Map<number, number>();
  const codes = Int32Array.from(rows, (row) => {
    const code = values[row] < 0 ? labels.length - 1 : values[row];
    if (!place.has(code)) place.set(code, texts.push(change(labels[code])) - 1);
    return place.get(code)!;
  });
  return { column: column.name, rows, numbers: null, texts, codes };
}
