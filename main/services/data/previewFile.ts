import type { Column } from '../../../engine/contract/index.ts';
import type { CellValue, ImportOptions, ImportPreview } from '../../api.ts';
import { readExtent } from './readFile.ts';
import type { ReadHooks } from './types.ts';

const previewRows = 200;

/**
 * Look into a file: what was detected, and the first rows read that way. Reads the front only, so kinds are what the first rows say.
 *
 * @throws Failure as `readFile`, but rows with too many cells are a notice here: another delimiter may be the answer
 */
export async function previewFile(path: string, options: ImportOptions | null, hooks: ReadHooks): Promise<ImportPreview> {
  const { read, sheets, rowCount } = await readExtent(path, options, 'front', hooks);
  const { columns, rows } = read.table;
  return {
    path,
    name: read.name,
    format: read.format,
    options: read.options,
    sheets,
    columns: columns.map((column, j) => ({
      name: column.name,
      kind: column.kind,
      reason: read.reasons[j],
      label: read.labels[column.name] ?? '',
    })),
    rows: Array.from({ length: Math.min(rows, previewRows) }, (_, i) => columns.map((column) => cellOf(column, i))),
    rowCount,
    notices: read.notices,
  };
}

function cellOf(column: Column, row: number): CellValue {
  if (column.kind === 'factor') return column.codes[row] < 0 ? null : column.levels[column.codes[row]];
  return Number.isNaN(column.values[row]) ? null : column.values[row];
}
