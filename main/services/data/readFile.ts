import { readFile as readBytes } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import Papa from 'papaparse';
import type { Column } from '../../../engine/contract/index.ts';
import type { ImportOptions } from '../../api.ts';
import type { ReadData, ReadHooks } from './types.ts';

/** Read a whole data file into a table. */
export async function readFile(path: string, options: ImportOptions | null, hooks: ReadHooks): Promise<ReadData> {
  const text = await readBytes(path, 'utf8');
  const rows = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), { delimiter: options?.delimiter ?? ',', skipEmptyLines: true }).data;
  hooks.checkCancelled();
  const names = rows[0] ?? [];
  const body = rows.slice(1);
  const columns = names.map((name, j) => readColumn(name, body.map((row) => row[j] ?? ''), options?.kinds?.[name]));
  hooks.onProgress({ stage: 'read', done: body.length, total: body.length });
  return {
    name: basename(path, extname(path)),
    format: 'csv',
    table: { rows: body.length, columns },
    options: { delimiter: ',', decimal: '.', encoding: 'utf-8', header: true, missing: ['NA'], ...options },
    reasons: columns.map((column) => (column.kind === 'number' ? 'every value is a number' : 'some values are not numbers')),
    notices: [],
  };
}

function readColumn(name: string, cells: readonly string[], kind: 'number' | 'factor' | undefined): Column {
  const missing = (cell: string) => cell === '' || cell === 'NA';
  const isNumber = cells.every((cell) => missing(cell) || Number.isFinite(Number(cell)));
  if (isNumber && kind !== 'factor') return { kind: 'number', name, values: Float64Array.from(cells, (cell) => (missing(cell) ? NaN : Number(cell))) };
  const collator = new Intl.Collator('en', { numeric: isNumber });
  const levels = [...new Set(cells.filter((cell) => !missing(cell)))].sort(collator.compare);
  const codeOf = new Map(levels.map((level, code) => [level, code]));
  return { kind: 'factor', name, codes: Int32Array.from(cells, (cell) => codeOf.get(cell) ?? -1), levels, scale: 'nominal' };
}
