/**
 * How an output is declared: its rows and columns follow from the model alone, its cells from the fit.
 */
import type { Cell, FitResult, TableBlock, TableColumn, TableRow } from '../contract/index.ts';
import { plain } from '../text/words.ts';
import type { ModelOutline } from './outline.ts';

/** What a table is made from: a model's fit and, where that maximised the restricted likelihood, its maximum-likelihood fit. */
export interface Fitted {
  readonly fit: FitResult;
  readonly mlFit: FitResult | null;
}

/** A row before its numbers are known. */
export type RowShape = Omit<TableRow, 'cells'> & { readonly label?: string };

export type RowCells = Readonly<Record<string, Cell>>;

export interface TableDefinition {
  readonly id: string;
  readonly title: string | ((model: ModelOutline) => string);
  /** Whether a model has this table at all. */
  readonly applies: (model: ModelOutline) => boolean;
  readonly columns: (model: ModelOutline) => readonly TableColumn[];
  /** Every row, by what is known before the fit. A row's `label` goes into the first column. */
  readonly rows: (model: ModelOutline) => readonly RowShape[];
  /** The numbers, by row id; a row that is missing stays empty. */
  readonly fill: (fitted: Fitted) => Readonly<Record<string, RowCells>>;
  readonly notes: (model: ModelOutline) => readonly string[];
}

export interface DefinedTable {
  readonly id: string;
  readonly applies: (model: ModelOutline) => boolean;
  /** The table before the fit: all rows, cells empty. */
  readonly shape: (model: ModelOutline) => TableBlock;
  readonly fill: (model: ModelOutline, fitted: Fitted) => TableBlock;
}

/** Declare a table once; `shape` and `fill` of it always have the same rows and columns. */
export function defineTable(definition: TableDefinition): DefinedTable {
  const shape = (model: ModelOutline) => tableOf(definition, model, {});
  const fill = (model: ModelOutline, fitted: Fitted) => tableOf(definition, model, definition.fill(fitted));
  return { id: definition.id, applies: definition.applies, shape, fill };
}

function tableOf(definition: TableDefinition, model: ModelOutline, cells: Readonly<Record<string, RowCells>>): TableBlock {
  const columns = definition.columns(model).map((column) => ({ ...column, title: plain(column.title) }));
  const rows = definition.rows(model).map((row) => filledRow(row, columns[0].id, cells[row.id] ?? {}));
  const title = typeof definition.title === 'string' ? definition.title : definition.title(model);
  return { kind: 'table', id: definition.id, title: plain(title), columns, rows, notes: definition.notes(model) };
}

function filledRow({ label, ...row }: RowShape, first: string, cells: RowCells): TableRow {
  return { ...explained(row), cells: label === undefined ? cells : { [first]: plain(label), ...cells } };
}

function explained<Row extends Omit<RowShape, 'label'>>(row: Row): Row {
  return row.explanation === undefined ? row : { ...row, explanation: plain(row.explanation) };
}
