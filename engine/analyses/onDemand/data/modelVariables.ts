/**
 * The variables that a model names, as they are on its rows.
 */
import type { Choice, Column, FitResult, OneChoice } from '../../../contract/index.ts';
import { predictorsOf } from '../../../frame/index.ts';
import { plain } from '../../../text/words.ts';
import type { Subject } from '../subject.ts';

/** Columns on the rows in use: the outcome's first, then the predictors'. Columns that only say which group a row is in are not among them. */
export function modelVariables({ expanded, table, frame }: Subject): Column[] {
  const slopes = expanded.random.flatMap(({ variables }) => variables);
  const outcome = expanded.outcome ? [expanded.outcome] : [];
  const names = [...outcome, ...expanded.variables, ...expanded.offsets, ...slopes].flatMap(predictorsOf);
  return table.columns
    .filter(({ name }) => names.includes(name))
    .sort((a, b) => names.indexOf(a.name) - names.indexOf(b.name))
    .map((column): Column => onRows(column, frame.rows));
}

function onRows(column: Column, rows: Int32Array): Column {
  return column.kind === 'number'
    ? { ...column, values: Float64Array.from(rows, (row) => column.values[row]) }
    : { ...column, codes: Int32Array.from(rows, (row) => column.codes[row]) };
}

/** Which grouping factor; offered where there are several. */
export function groupChoice({ groups }: FitResult, label: string): Choice[] {
  if (groups.length < 2) return [];
  const options = groups.map(({ name }) => ({ value: name, label: plain(name) }));
  return [{ id: 'group', kind: 'one', label, options, value: groups[0].name } satisfies OneChoice];
}

/** The grouping factor chosen: its index. */
export function chosenGroup({ groups }: FitResult, one: (id: string) => string): number {
  return groups.length < 2 ? 0 : groups.findIndex(({ name }) => name === one('group'));
}
