/**
 * A row for each parameter of a fit, with the names people give them: standard deviations and correlations, the residual SD, coefficients.
 */
import type { CellFormat, ChoiceOption, FitResult, TableColumn } from '../../../contract/index.ts';
import { intervalWords as words } from '../../../text/intervals.ts';
import type { RowShape } from '../../defineTable.ts';
import { distinctRows } from '../../distinctRows.ts';
import { outlineOf, type RandomOutline } from '../../outline.ts';

/** `id` is the parameter's name in `parameterNames`; the order is the same. */
export type ParameterRow = RowShape & { readonly label: string };

export function parameterRows(fit: FitResult): ParameterRow[] {
  return distinctRows([
    ...outlineOf(fit).random.flatMap(termRows),
    { id: 'sigma', label: words.residualLabel, level: 1 },
    ...fit.coefNames.map((name, j) => {
      const level = fit.coefLevels[j];
      return { id: name, label: name, ...(level === null ? {} : { level }) };
    }),
  ]);
}

export function parameterOptions(fit: FitResult): ChoiceOption[] {
  return parameterRows(fit).map(({ id, label }) => ({ value: id, label }));
}

/** Name, estimate and bounds. */
export function intervalColumns(estimate: string = words.estimate): TableColumn[] {
  const number = (id: string, title: string): TableColumn => ({ id, title, format: 'estimate' satisfies CellFormat });
  return [
    { id: 'name', title: words.name, format: 'text' },
    number('estimate', estimate),
    number('lower', words.lower),
    number('upper', words.upper),
  ];
}

function termRows({ group, level, columns }: RandomOutline): ParameterRow[] {
  return columns.flatMap((column, j) => [
    { id: `sd_${column}|${group}`, label: words.sdLabel(column, group), level },
    ...columns.slice(j + 1).map((other) => ({
      id: `cor_${other}.${column}|${group}`,
      label: words.correlationLabel(column, other, group),
      level,
    })),
  ]);
}
