/**
 * From a case's model and data to a frame and its terms.
 */
import { failure, type Column, type ColumnTable, type ContrastName, type ReferenceCase } from '../../contract/index.ts';
import { expandFormula, parseFormula, printExpression } from '../../formula/index.ts';
import { modelFrame } from '../../frame/modelFrame.ts';
import type { FrameOptions, ModelFrame } from '../../frame/types.ts';
import { termColumns, type TermColumns } from '../../inference/terms.ts';

const CONTRASTS: Readonly<Record<string, ContrastName>> = {
  'contr.treatment': 'treatment',
  'contr.sum': 'sum',
  'contr.helmert': 'helmert',
  'contr.poly': 'polynomial',
};

/** Coding, weights, offset and subset of a case. Contrasts stand with the model or, per column, with the data. */
export function frameOptions({ model, data }: ReferenceCase): FrameOptions {
  const byColumn = Object.entries(data.columns).flatMap(([column, { contrasts }]) =>
    contrasts ? [[column, contrasts] as const] : [],
  );
  const contrasts = Object.fromEntries(
    [...byColumn, ...Object.entries(model.contrasts ?? {})].map(([column, name]) => [column, contrastNamed(name)]),
  );
  return {
    contrasts,
    ...(model.weights ? { weights: model.weights } : {}),
    ...(model.offset ? { offset: model.offset } : {}),
    ...(model.subset ? { subset: model.subset } : {}),
    ...(model.allow_one_level ? { allowDegenerateGroups: true } : {}),
  };
}

/** The terms of a formula's fixed part with the columns that the frame kept of them. */
export function termsOfFrame(formula: string, frame: ModelFrame, table: ColumnTable): TermColumns[] {
  const expanded = expandFormula(
    parseFormula(formula),
    table.columns.map(({ name }) => name),
  );
  const variables = new Map(expanded.terms.map(({ label, factors }) => [label, factors.map(printExpression)]));
  return termColumns(frame, (label) => variables.get(label) ?? [label]);
}

/** The same model with sum-to-zero contrasts for every factor. */
export function sumCodedFrame(formula: string, table: ColumnTable, frame: ModelFrame, options: FrameOptions): ModelFrame {
  const factors = frame.schema.variables
    .filter(({ kind }) => kind === 'factor')
    .map(({ expression }) => [expression, 'sum'] as const);
  return modelFrame(formula, table, { ...options, contrasts: Object.fromEntries(factors) });
}

/** Some rows of a table, in the order given. */
export function rowsOf(table: ColumnTable, rows: readonly number[]): ColumnTable {
  return { rows: rows.length, columns: table.columns.map((column) => columnRows(column, rows)) };
}

function columnRows(column: Column, rows: readonly number[]): Column {
  return column.kind === 'number'
    ? { ...column, values: Float64Array.from(rows, (row) => column.values[row]) }
    : { ...column, codes: Int32Array.from(rows, (row) => column.codes[row]) };
}

function contrastNamed(name: string): ContrastName {
  const known = CONTRASTS[name];
  if (known) return known;
  throw failure(
    'reference.unknown-contrast',
    { name },
    { message: `There is no coding called “${name}”.`, remedy: `Use one of ${Object.keys(CONTRASTS).join(', ')}.` },
  );
}
