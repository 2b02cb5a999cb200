/**
 * A table as rows of texts: the one layout that screen, clipboard, files and the terminal show.
 */
import type { Cell, CellFormat, RichCell, TableBlock, TableColumn, TableRow } from '../contract/index.ts';
import { formatNumber } from './formatNumber.ts';

export interface TableOptions {
  /** Decimals of estimates, SDs and criteria, for the whole table or by column id; by precision where absent. */
  readonly decimals?: number | Readonly<Record<string, number>>;
  readonly decimalMark?: '.' | ',';
  readonly minus?: '−' | '-';
  /** Mark estimates that carry a p value: * .05, ** .01, *** .001. */
  readonly stars?: boolean;
}

export interface TableLayout {
  readonly id: string;
  readonly title: string;
  readonly columns: readonly LayoutColumn[];
  /** Headings over neighbouring columns; empty where no column has one. */
  readonly over: readonly { readonly text: string; readonly span: number }[];
  readonly rows: readonly LayoutRow[];
  readonly notes: readonly string[];
}

export interface LayoutColumn {
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  readonly align: 'left' | 'right';
}

export interface LayoutRow {
  readonly id: string;
  /** A heading spans the table; its `cells` is empty. */
  readonly heading: string | null;
  readonly level: number | null;
  readonly explanation: string | null;
  readonly cells: readonly LayoutCell[];
}

export interface LayoutCell {
  readonly column: string;
  readonly text: string;
  /** What stands beside the value, in brackets already: a standard error. */
  readonly aside: string;
  readonly stars: string;
  readonly align: 'left' | 'right';
  /** The value itself, at full precision, and what stands beside it. */
  readonly value: number | string | null;
  readonly asideValue: number | null;
  readonly p: number | null;
  readonly explanation: string | null;
}

/** Turn a table of numbers into a table of texts. Rows keep their order; every row but a heading has a cell per column. */
export function layoutTable(table: TableBlock, options: TableOptions = {}): TableLayout {
  return {
    id: table.id,
    title: table.title,
    columns: table.columns.map(layoutColumn),
    over: spans(table.columns),
    rows: table.rows.map((row) => layoutRow(table, row, options)),
    notes: table.notes,
  };
}

/** Value, bracketed companion and stars in one text: `12.64 (0.24)**`. */
export function cellText(cell: LayoutCell): string {
  const value = cell.text + cell.stars;
  return cell.aside ? `${value} ${cell.aside}` : value;
}

/** A cell with every field, whichever way it was written. */
export function richCell(cell: Cell | undefined): RichCell {
  return typeof cell === 'object' && cell !== null ? cell : { value: cell ?? null };
}

function layoutColumn(column: TableColumn): LayoutColumn {
  return { id: column.id, title: column.title, subtitle: column.subtitle ?? '', align: alignment(column.format) };
}

function layoutRow(table: TableBlock, row: TableRow, options: TableOptions): LayoutRow {
  const cells = row.heading === undefined ? table.columns.map((column) => layoutCell(column, row, options)) : [];
  return { id: row.id, heading: row.heading ?? null, level: row.level ?? null, explanation: row.explanation ?? null, cells };
}

function layoutCell(column: TableColumn, row: TableRow, options: TableOptions): LayoutCell {
  const cell = richCell(row.cells[column.id]);
  const format = cell.format ?? (column.format === 'text' ? 'text' : (row.format ?? column.format));
  const numbers = { ...options, decimals: decimalsFor(column, options), precision: cell.aside };
  return {
    column: column.id,
    text: typeof cell.value === 'number' ? formatNumber(cell.value, format, numbers) : (cell.value ?? ''),
    aside: cell.aside === undefined ? '' : `(${formatNumber(cell.aside, format, { ...numbers, precision: cell.aside })})`,
    stars: options.stars && cell.p !== undefined ? starsOf(cell.p) : '',
    align: alignment(column.format),
    value: cell.value,
    asideValue: cell.aside ?? null,
    p: cell.p ?? null,
    explanation: cell.explanation ?? null,
  };
}

function decimalsFor(column: TableColumn, { decimals }: TableOptions): number | undefined {
  return typeof decimals === 'object' ? decimals[column.id] : decimals;
}

function alignment(format: CellFormat): 'left' | 'right' {
  return format === 'text' ? 'left' : 'right';
}

function starsOf(p: number): string {
  return p < 0.001 ? '***' : p < 0.01 ? '**' : p < 0.05 ? '*' : '';
}

function spans(columns: readonly TableColumn[]): { text: string; span: number }[] {
  if (!columns.some((column) => column.over)) return [];
  const found: { text: string; span: number }[] = [];
  for (const { over = '' } of columns) {
    const last = found.at(-1);
    if (last && last.text === over) last.span++;
    else found.push({ text: over, span: 1 });
  }
  return found;
}
