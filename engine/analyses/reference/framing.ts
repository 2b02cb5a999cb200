/**
 * From a case's model and data to what a frame is made from.
 */
import { failure, type Column, type ColumnTable, type ContrastName, type ReferenceCase } from '../../contract/index.ts';
import type { FrameOptions } from '../../frame/types.ts';

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

function contrastNamed(name: string): ContrastName {
  const known = CONTRASTS[name];
  if (known) return known;
  throw failure(
    'reference.unknown-contrast',
    { name },
    { message: `There is no coding called “${name}”.`, remedy: `Use one of ${Object.keys(CONTRASTS).join(', ')}.` },
  );
}
