/**
 * From a case's model and data to a frame and its terms.
 */
import { failure, type Column, type ColumnTable, type ContrastName, type ReferenceCase } from '../../contract/index.ts';
import { expandFormula, parseFormula, printExpression, type ExpandedFormula } from '../../formula/index.ts';
import { modelFrame } from '../../frame/modelFrame.ts';
import type { FrameOptions, ModelFrame } from '../../frame/types.ts';
import type { Recoded } from '../../inference/contrasts.ts';
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

export function expandedOn(formula: string, table: ColumnTable): ExpandedFormula {
  return expandFormula(
    parseFormula(formula),
    table.columns.map(({ name }) => name),
  );
}

/** The terms of a formula's fixed part with the columns that the frame kept of them. */
export function termsOfFrame(expanded: ExpandedFormula, frame: ModelFrame): TermColumns[] {
  const variables = new Map(expanded.terms.map(({ label, factors }) => [label, factors.map(printExpression)]));
  return termColumns(frame, (label) => variables.get(label) ?? [label]);
}

/** The same model in sum-to-zero and in treatment coding of every factor. */
export function recoded(formula: string, table: ColumnTable, frame: ModelFrame, options: FrameOptions): Recoded {
  const factors = frame.schema.variables
    .filter(({ kind }) => kind === 'factor')
    .map(({ expression }) => expression.replace(/^`(.*)`$/, '$1'));
  const coded = (contrast: ContrastName) =>
    modelFrame(formula, table, { ...options, contrasts: Object.fromEntries(factors.map((factor) => [factor, contrast])) });
  return { sum: coded('sum'), treatment: coded('treatment') };
}

/** A case's new rows, kinds as in its data; a category that the data do not have joins the levels at their end. */
export function newRowsTable({ data, want }: ReferenceCase): ColumnTable {
  const rows = want.newdata ?? [];
  const columns = Object.keys(rows[0] ?? {}).map((name): Column => {
    const { type, levels: known = [] } = data.columns[name] ?? { type: 'numeric' };
    if (type === 'numeric') return { kind: 'number', name, values: Float64Array.from(rows, (row) => Number(row[name])) };
    const levels = [...new Set([...known, ...rows.map((row) => String(row[name]))])];
    const scale = type === 'logical' ? type : type === 'ordered' ? 'ordinal' : 'nominal';
    return { kind: 'factor', name, levels, scale, codes: Int32Array.from(rows, (row) => levels.indexOf(String(row[name]))) };
  });
  return { rows: rows.length, columns };
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
