import type { Notice } from './notice.ts';
import type { PlotSpec } from './plotSpec.ts';

/**
 * A result as data: typed blocks whose cells hold full-precision numbers. Digits are chosen when shown; screen, clipboard, CSV
 * and the project file all read the same report.
 */
export interface Report {
  readonly title: string;
  readonly blocks: readonly Block[];
}

export type Block = TableBlock | PlotBlock | TextBlock | NoticeBlock | SyntaxBlock | GroupBlock;

export interface TableBlock {
  readonly kind: 'table';
  readonly id: string;
  readonly title: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly TableRow[];
  /** Sentences under the table: methods, coding, what was left out. */
  readonly notes: readonly string[];
}

export interface TableColumn {
  readonly id: string;
  readonly title: string;
  /** A second, quieter line under the title. */
  readonly subtitle?: string;
  readonly format: CellFormat;
  /** Groups neighbouring columns under one heading. */
  readonly over?: string;
}

/** How a cell's number is meant, so that the place that shows it can choose digits. */
export type CellFormat = 'text' | 'estimate' | 'sd' | 'correlation' | 'criterion' | 'count' | 'df' | 'p' | 'share';

export interface TableRow {
  readonly id: string;
  /** A heading row spans the table and has no cells. */
  readonly heading?: string;
  readonly cells: Readonly<Record<string, Cell>>;
  /** Which level of the data the row speaks of: 1 the rows of the file, 2 and up the groups. Gives it its colour. */
  readonly level?: number;
  /** Format of this row where it is not the column's (side-by-side tables have a quantity per row). */
  readonly format?: CellFormat;
  /** Said on hover or focus. */
  readonly explanation?: string;
}

/** A value alone, or with what stands beside it: a standard error or interval in brackets, a p value for stars, a sentence. */
export type Cell = number | string | null | RichCell;

export interface RichCell {
  readonly value: number | string | null;
  readonly format?: CellFormat;
  readonly aside?: number;
  readonly p?: number;
  readonly explanation?: string;
}

export interface PlotBlock {
  readonly kind: 'plot';
  readonly id: string;
  readonly title: string;
  readonly plot: PlotSpec;
  /** What the plot shows, for those who do not see it. */
  readonly description: string;
  readonly notes: readonly string[];
}

export interface TextBlock {
  readonly kind: 'text';
  readonly id: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
}

export interface NoticeBlock {
  readonly kind: 'notice';
  readonly id: string;
  readonly notice: Notice;
}

export interface SyntaxBlock {
  readonly kind: 'syntax';
  readonly id: string;
  readonly title: string;
  readonly language: 'r' | 'formula';
  readonly code: string;
}

export interface GroupBlock {
  readonly kind: 'group';
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}
