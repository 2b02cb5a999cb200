import type { Column } from '../../../../engine/contract/index.ts';
import type { MissingCodes, VariableProperties } from '../../../api.ts';
import type { ColumnCodebook } from '../types.ts';
import type { CodedVariable, DeclaredMissing } from './codedFile.ts';
import type { CellTaker } from './takers.ts';

/**
 * What a file's dictionary says of a variable beyond what its column shows: labels of values, and which numbers count as missing, with the
 * cells that hold them. null where it says nothing.
 */
export function codebookOf(variable: CodedVariable, column: Column, taker: CellTaker): ColumnCodebook | null {
  const properties = { ...labelsOf(variable, column), ...missingOf(variable, column) };
  if (Object.keys(properties).length === 0) return null;
  if (taker.kind === 'text' || !properties.missingCodes) return { properties };
  return { properties, rows: Int32Array.from(taker.declaredRows), values: Float64Array.from(taker.declaredValues) };
}

/** Of categories, only the labels that are levels: the way back to their numbers. */
function labelsOf({ kind, valueLabels, time }: CodedVariable, column: Column): VariableProperties {
  if (kind === 'text' || time !== null) return {};
  const all = [...valueLabels].flatMap(([value, label]) => (typeof value === 'number' ? [{ value, label }] : []));
  const levels = new Set(column.kind === 'factor' ? column.levels : []);
  const labels = column.kind === 'number' ? all : all.filter(({ label }) => levels.has(label));
  return labels.length > 0 ? { valueLabels: labels } : {};
}

function missingOf({ declaredMissing }: CodedVariable, column: Column): VariableProperties {
  if (declaredMissing === null || column.kind === 'factor') return {};
  return { missingCodes: codesOf(declaredMissing) };
}

/** JSON knows no infinite ends. */
function codesOf({ values, range }: DeclaredMissing): MissingCodes {
  const end = (value: number): number => Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value));
  return { values, range: range && [end(range[0]), end(range[1])] };
}
