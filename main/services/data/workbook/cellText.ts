import type { SheetCell } from './openWorkbook.ts';

const errors = new Set([
  '#N/A',
  '#DIV/0!',
  '#VALUE!',
  '#REF!',
  '#NAME?',
  '#NUM!',
  '#NULL!',
  '#SPILL!',
  '#CALC!',
  '#GETTING_DATA',
  '#FIELD!',
]);

export const isErrorCell = (cell: SheetCell): cell is string =>
  typeof cell === 'string' && cell.startsWith('#') && errors.has(cell);

/** A cell as the text that a CSV file would have: dates in ISO 8601, errors as nothing. */
export function cellText(cell: SheetCell | undefined): string {
  if (cell === null || cell === undefined || isErrorCell(cell)) return '';
  if (cell instanceof Date) return dateText(cell);
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
  return String(cell).trim();
}

/** Excel's days begin with 1900 (or 1904): what lies before is a time of day without a date. */
function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return '';
  const iso = date.toISOString();
  const time = iso.slice(11, 19);
  if (date.getUTCFullYear() < 1900) return time;
  return time === '00:00:00' ? iso.slice(0, 10) : `${iso.slice(0, 10)}T${time}`;
}
