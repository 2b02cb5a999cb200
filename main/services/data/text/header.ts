import { detectedMarks } from '../columns/missingMarks.ts';
import { readNumber, type DecimalMark } from '../columns/parseNumber.ts';

const marks = new Set(['', ...detectedMarks]);

/**
 * Whether the first row holds names rather than data: it does when a column below it is numbers and its own cell is not; it does not when
 * its cells are numbers, or labels that come again below.
 */
export function looksLikeHeader(rows: readonly (readonly string[])[], decimal: DecimalMark): boolean {
  const [first, ...body] = rows;
  if (body.length === 0) return first.every((cell) => readNumber(cell, decimal).kind === 'text');
  const isNumber = (cell: string) => readNumber(cell.trim(), decimal).kind !== 'text';
  const columns = first.map((cell, j) => ({ cell, below: body.map((row) => row[j] ?? '').filter((value) => !marks.has(value)) }));
  if (columns.some(({ cell, below }) => below.length > 0 && below.every(isNumber) && !isNumber(cell) && !marks.has(cell)))
    return true;
  if (columns.some(({ cell }) => isNumber(cell))) return false;
  return !columns.some(({ cell, below }) => cell !== '' && below.includes(cell));
}
