/**
 * A table as rows of real values: numbers at full precision, standard errors and p values each in a column of their own.
 */
import type { TableBlock } from '../contract/index.ts';
import { layoutTable, type LayoutColumn, type TableLayout } from './layoutTable.ts';

type Part = 'value' | 'asideValue' | 'p';

/** The header first. A heading becomes the text of a first column `section`; null where a cell is empty. */
export function tableToRows(table: TableBlock): (string | number | null)[][] {
  const layout = layoutTable(table);
  const fields = layout.columns.flatMap((column, index) => partsOf(layout, index).map((part) => ({ column, index, part })));
  const sections = layout.rows.some((row) => row.heading !== null);
  let section = '';
  const rows: (string | number | null)[][] = [
    [...(sections ? ['section'] : []), ...fields.map(({ column, part }) => fieldName(column, part))],
  ];
  for (const row of layout.rows) {
    if (row.heading !== null) section = row.heading;
    else rows.push([...(sections ? [section] : []), ...fields.map(({ index, part }) => row.cells[index][part])]);
  }
  return rows;
}

/** The parts of a column's cells that any row has. */
function partsOf(layout: TableLayout, index: number): Part[] {
  const has = (part: Part) => layout.rows.some((row) => row.heading === null && row.cells[index][part] !== null);
  return ['value', ...(['asideValue', 'p'] as const).filter(has)] as Part[];
}

function fieldName(column: LayoutColumn, part: Part): string {
  const name = column.title || column.id;
  return part === 'value' ? name : `${name} ${part === 'p' ? 'p' : 'SE'}`;
}
