import { columnNames } from '../columns/columnNames.ts';
import { detectedMarks, missingMarks } from '../columns/missingMarks.ts';
import { readNumber, type DecimalMark } from '../columns/parseNumber.ts';
import type { CellSyntax, ColumnPlan } from '../columns/readColumns.ts';
import { failure } from '../../../../engine/contract/index.ts';
import * as failures from '../../../../engine/text/dataFailures.ts';
import type { ImportOptions } from '../../../api.ts';
import { detectDialect, usualWidth } from './dialect.ts';
import { looksLikeHeader } from './header.ts';
import { sampleRows, type Sample } from './sampleRows.ts';

/** How a text file is to be read: everything that was detected or said, before the reading itself. */
export interface TextLayout {
  readonly delimiter: string;
  readonly decimal: DecimalMark;
  readonly header: boolean;
  readonly missing: readonly string[];
  /** Rows before the data: the header, and Excel's `sep=` line. */
  readonly rowsBefore: number;
  readonly written: readonly string[];
  readonly names: readonly string[];
  /** R's write.table leaves out the header of the row names. */
  readonly rowNames: boolean;
  readonly plans: readonly ColumnPlan[];
  readonly syntax: CellSyntax;
}

export const mostColumns = 100_000;
const sampledRows = 1000;
const sampledCells = 2_000_000;
const rowNamesColumn = 'row';

/**
 * The layout of a text file, from its first rows and a person's options.
 *
 * @throws Failure 'import.empty', 'import.header-only', 'import.too-many-columns', 'import.delimiter'
 */
export function textLayout(name: string, sample: Sample, options: ImportOptions): TextLayout {
  const announced = announcedDelimiter(sample);
  const { delimiter, decimal } = detectDialect(sample, {
    delimiter: checkedDelimiter(options.delimiter) ?? announced,
    decimal: options.decimal,
  });
  const all = sampleRows(sample, delimiter, sampledRows);
  const rows = announced ? all.slice(1) : all;
  if (rows.length === 0) throw failure('import.empty', { name }, failures.empty(name));
  const header = options.header ?? looksLikeHeader(rows, decimal);
  const body = header ? rows.slice(1) : rows;
  if (body.length === 0 && sample.isWhole)
    throw failure('import.header-only', { name, columns: rows[0].length }, failures.headerOnly(name, rows[0]));
  const rowNames = header && body.length > 0 && body.every((row) => row.length === rows[0].length + 1);
  const written = writtenNames(rows, body, header, rowNames);
  if (written.length > mostColumns)
    throw failure('import.too-many-columns', { columns: written.length }, failures.tooManyColumns(written.length, mostColumns));
  const names = columnNames(written);
  const missing = options.missing ?? detectedMarks;
  const syntax = { decimal, missing: missingMarks(missing) };
  const plans = planColumns(names, body, syntax, options);
  const rowsBefore = (announced ? 1 : 0) + (header ? 1 : 0);
  return { delimiter, decimal, header, missing, rowsBefore, written, names, rowNames, plans, syntax };
}

function writtenNames(rows: readonly string[][], body: readonly string[][], header: boolean, rowNames: boolean): string[] {
  if (!header) return new Array<string>(usualWidth(body)).fill('');
  return rowNames ? [rowNamesColumn, ...rows[0]] : rows[0];
}

/** Excel writes and reads a first line such as `sep=;`. */
function announcedDelimiter(sample: Sample): string | undefined {
  const start = Buffer.from(sample.bytes.subarray(0, 8)).toString('latin1');
  return /^"?sep=([^\r\n"])"?(\r|\n)/i.exec(start)?.[1];
}

function checkedDelimiter(asked: string | undefined): string | undefined {
  if (asked === undefined || /^[\t !#$%&*+,./:;<=>?@^_`|~-]$/.test(asked)) return asked;
  throw failure('import.delimiter', { delimiter: asked }, failures.badDelimiter(asked));
}

export function planColumns(
  names: readonly string[],
  body: readonly (readonly string[])[],
  syntax: CellSyntax,
  options: ImportOptions,
): ColumnPlan[] {
  const rows = body.slice(0, Math.max(1, Math.floor(sampledCells / names.length)));
  return names.map((name, j) => ({ name, asked: options.kinds?.[name] ?? null, guess: guessKind(rows, j, syntax) }));
}

/** A text cell in the first rows settles it; numbers so far are only a guess. */
function guessKind(rows: readonly (readonly string[])[], column: number, { decimal, missing }: CellSyntax): ColumnPlan['guess'] {
  const settles = (cell: string) =>
    cell !== '' && !missing.inNumbers.has(cell) && ['text', 'padded', 'long'].includes(readNumber(cell, decimal).kind);
  return rows.some((row) => settles((row[column] ?? '').trim())) ? 'factor' : 'number';
}
