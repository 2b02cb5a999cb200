/**
 * Data looked at without a model: one request, one table or picture.
 */
import { failure, type Block, type ColumnTable, type DescriptionRequest, type Look, type Report } from '../../contract/index.ts';
import { lookWords } from '../../text/look.ts';
import { frequencyPlot } from './frequencyPlot.ts';
import { boxPlot, histogramPlot, scatterPlot, spaghettiPlot } from './plots.ts';
import type { LookAt, LookHooks } from './columns.ts';
import { correlationTables, crosstabTables, frequencyTables, missingTables, scaleTables, summaryTable } from './tables.ts';

/** @throws Failure 'look.…' where the columns are not fit for what is asked; 'job.cancelled' from the hooks */
export function describe({ look }: DescriptionRequest, table: ColumnTable, hooks: LookHooks): Report {
  hooks.checkCancelled();
  const filtered = table.leftOut ? [filterNote(table.leftOut)] : [];
  return { title: '', blocks: [...filtered, ...blocksOf(look, table, hooks)] };
}

function blocksOf(look: Look, table: ColumnTable, hooks: LookHooks): Block[] {
  switch (look.what) {
    case 'summary':
      return summaryTable(table, look, hooks);
    case 'frequencies':
      return look.columns.flatMap((name) => [
        ...frequencyPlot(table, name),
        ...frequencyTables(table, { ...look, columns: [name] }),
      ]);
    case 'crosstab':
      return crosstabTables(table, look);
    case 'correlations':
      return correlationTables(table, look, hooks);
    case 'missing':
      return missingTables(table, look);
    case 'scale':
      if (look.items.length < 2) throw failure('look.too-few-items', {}, lookWords.tooFewItems());
      return scaleTables(table, look);
    case 'histogram':
      return [
        ...histogramPlot(table, look, hooks),
        ...summaryTable(table, { what: 'summary', columns: [look.column], by: look.by }, hooks),
      ];
    case 'boxes':
      return [...boxPlot(table, look), ...summaryTable(table, { what: 'summary', columns: [look.column], by: look.by }, hooks)];
    case 'scatter':
      return [...scatterPlot(table, look, hooks), ...correlationTables(table, pairOf(look), hooks)];
    case 'spaghetti':
      return spaghettiPlot(table, look);
  }
}

/** What filters leave out is in no table and no picture. */
const filterNote = (rows: number): Block => ({
  kind: 'notice',
  id: 'filtered',
  notice: { code: 'look.filtered', severity: 'info', message: lookWords.filtered(rows), remedy: null, details: { rows } },
});

/** The two variables of a scatter plot, and the groups whose lines it shows. */
const pairOf = ({ x, y, group, line }: LookAt<'scatter'>): LookAt<'correlations'> => ({
  what: 'correlations',
  columns: [x, y],
  group: line === 'groups' ? group : null,
});
