import { detectedMarks } from '../columns/missingMarks.ts';
import { readNumber, type DecimalMark } from '../columns/parseNumber.ts';
import { sampleRows, type Sample } from './sampleRows.ts';

export interface Dialect {
  readonly delimiter: string;
  readonly decimal: DecimalMark;
}

const delimiters = [',', ';', '\t', '|', ' '] as const;
const decimals = ['.', ','] as const;
const scoredRows = 200;
const scoredCells = 20_000;

/**
 * Delimiter and decimal mark together: 1,5;2,5 and 1.5,2.5 can only be told apart so. The pair wins whose rows have the same number of
 * cells most often and whose cells make most sense; a person's word leaves only the other half open.
 */
export function detectDialect(sample: Sample, asked: Partial<Dialect>): Dialect {
  let best: Dialect = { delimiter: asked.delimiter ?? ',', decimal: asked.decimal ?? '.' };
  let bestScore = -1;
  for (const delimiter of asked.delimiter ? [asked.delimiter] : delimiters) {
    const rows = sampleRows(sample, delimiter, scoredRows);
    for (const decimal of asked.decimal ? [asked.decimal] : decimals) {
      const score = scoreOf(rows, delimiter, decimal);
      if (score > bestScore + 1e-9) {
        best = { delimiter, decimal };
        bestScore = score;
      }
    }
  }
  return best;
}

function scoreOf(rows: readonly (readonly string[])[], delimiter: string, decimal: DecimalMark): number {
  if (rows.length === 0) return 0;
  const width = share(rows, rows[0].length) >= 0.5 ? rows[0].length : usualWidth(rows);
  return share(rows, width) ** 2 * headerSense(rows[0], width) * sense(rows, delimiter, decimal) * (width / (width + 1));
}

/** Share of rows with so many cells; empty ones beyond do not count. */
const share = (rows: readonly (readonly string[])[], width: number): number =>
  rows.filter((row) => row.length >= width && row.slice(width).every((cell) => cell === '')).length / rows.length;

const unlikelyHeader = 0.3;

/** A header has a name for each column, or for each but that of the row names; a single column has no other delimiter in its name. */
function headerSense(header: readonly string[], width: number): number {
  if (width === 1)
    return header.length === 1 && !delimiters.some((delimiter) => header[0].includes(delimiter)) ? 1 : unlikelyHeader;
  return header.length === width || header.length === width - 1 ? 1 : unlikelyHeader;
}

/** The commonest number of cells. */
export function usualWidth(rows: readonly (readonly string[])[]): number {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(row.length, (counts.get(row.length) ?? 0) + 1);
  return [...counts].reduce((best, each) => (each[1] > best[1] ? each : best))[0];
}

/** Mean sense of the cells below the first row. */
function sense(rows: readonly (readonly string[])[], delimiter: string, decimal: DecimalMark): number {
  const cells = (rows.length > 1 ? rows.slice(1) : rows).flat().slice(0, scoredCells);
  return cells.reduce((sum, cell) => sum + cellSense(cell, delimiter, decimal), 0) / Math.max(1, cells.length);
}

const marks = new Set(detectedMarks);

function cellSense(cell: string, delimiter: string, decimal: DecimalMark): number {
  if (cell === '' || marks.has(cell) || /^(true|false)$/i.test(cell)) return 0.95;
  const { kind } = readNumber(cell, decimal);
  if (kind === 'thousands') return delimiter === ';' ? 0.9 : 1;
  // In comma and tab files “1,234” is rather a thousand than a decimal comma.
  if (kind !== 'text') return decimal === ',' && delimiter !== ';' && readNumber(cell, '.').kind === 'thousands' ? 0.95 : 1;
  if (delimiters.some((other) => other !== delimiter && other !== ' ' && cell.includes(other))) return 0.2;
  return cell.includes(' ') ? 0.75 : 0.85;
}
