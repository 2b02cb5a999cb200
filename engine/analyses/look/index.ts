/**
 * Data looked at without a model: one request, one table or picture.
 */
import { failure, type Block, type ColumnTable, type DescriptionRequest, type Look, type Report } from '../../contract/index.ts';
import { lookWords } from '../../text/look.ts';
import { boxPlot, histogramPlot, scatterPlot, spaghettiPlot } from './plots.ts';
import { correlationTables, crosstabTables, frequencyTables, missingTables, scaleTables, summaryTable } from './tables.ts';

/** @throws Failure 'look.…' where the columns are not fit for what is asked */
export function describe({ look }: DescriptionRequest, table: ColumnTable): Report {
  return { title: '', blocks: blocksOf(look, table) };
}

/** The columns that a look reads. */
export function columnsOfLook(look: Look): string[] {
  const named = Object.entries(look).flatMap(([field, value]) => (columnFields.has(field) ? value : [])) as (string | null)[];
  return [...new Set(named.filter((name) => name !== null))];
}

const columnFields = new Set(['columns', 'column', 'rows', 'by', 'group', 'items', 'x', 'y', 'colour', 'time']);

function blocksOf(look: Look, table: ColumnTable): Block[] {
  switch (look.what) {
    case 'summary':
      return summaryTable(table, look);
    case 'frequencies':
      return frequencyTables(table, look);
    case 'crosstab':
      return crosstabTables(table, look);
    case 'correlations':
      return correlationTables(table, look);
    case 'missing':
      return missingTables(table, look);
    case 'scale':
      if (look.items.length < 2) throw failure('look.too-few-items', {}, lookWords.tooFewItems());
      return scaleTables(table, look);
    case 'histogram':
      return histogramPlot(table, look);
    case 'boxes':
      return boxPlot(table, look);
    case 'scatter':
      return scatterPlot(table, look);
    case 'spaghetti':
      return spaghettiPlot(table, look);
  }
}
