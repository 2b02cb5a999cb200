import type { FitResult, TableColumn } from '../contract/index.ts';
import type { ModelOutline, RandomOutline } from './outline.ts';
import { defineTable, type RowCells } from './defineTable.ts';
import { explanations } from '../text/explanations.ts';

/** Variances, SDs and correlations of the random effects in the layout of R's VarCorr: correlations as a lower triangle. */
export const randomEffects = defineTable({
  id: 'random-effects',
  title: 'Random effects',
  applies: (model) => model.method === 'lmm',
  columns: (model) => [
    { id: 'group', title: 'Groups', format: 'text' },
    { id: 'name', title: 'Name', format: 'text' },
    { id: 'variance', title: 'Variance', format: 'estimate' },
    { id: 'sd', title: 'SD', format: 'sd' },
    ...correlationColumns(model),
  ],
  rows: (model) => [...model.random.flatMap((term) => termRows(model, term)), residualRow(model)],
  fill: ({ fit }) => Object.fromEntries([...varianceCells(fit)]),
  notes: () => [],
});

function correlationColumns({ random }: ModelOutline): TableColumn[] {
  const most = Math.max(1, ...random.map(({ columns }) => columns.length));
  return Array.from({ length: most - 1 }, (_, j) => ({ id: `corr${j}`, title: j === 0 ? 'Corr' : '', format: 'correlation' }));
}

function termRows(model: ModelOutline, { name, group, level, columns }: RandomOutline) {
  return columns.map((column, j) => ({
    id: rowId(name, column),
    label: j === 0 ? name : '',
    level,
    explanation: column === '(Intercept)' ? explanations.interceptSD(model.outcome, group) : explanations.slopeSD(group, column),
  }));
}

function residualRow(model: ModelOutline) {
  return { id: rowId('Residual', null), label: 'Residual', level: 1, explanation: explanations.residualSD(model.outcome) };
}

function rowId(grp: string, column: string | null): string {
  return `${grp}|${column ?? ''}`;
}

function* varianceCells(fit: FitResult): Generator<[string, RowCells]> {
  for (const { grp, var1, var2, vcov, sdcor } of fit.varCorr) {
    if (var2 !== null) continue;
    yield [rowId(grp, var1), { name: var1, variance: vcov, sd: sdcor, ...correlationCells(fit, grp, var1) }];
  }
}

/** Correlations of a column with the columns before it in its term. */
function correlationCells(fit: FitResult, grp: string, column: string | null): RowCells {
  const columns = fit.varCorr.filter((entry) => entry.grp === grp && entry.var2 === null).map(({ var1 }) => var1);
  const before = columns.slice(0, columns.indexOf(column));
  return Object.fromEntries(before.map((earlier, j) => [`corr${j}`, correlationOf(fit, grp, earlier, column)]));
}

function correlationOf(fit: FitResult, grp: string, one: string | null, other: string | null): number | null {
  const entry = fit.varCorr.find((line) => line.grp === grp && line.var1 === one && line.var2 === other);
  return entry?.sdcor ?? null;
}
