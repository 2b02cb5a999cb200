import type { Column, Notice } from '../../../../engine/contract/index.ts';
import type { ReadHooks } from '../types.ts';
import type { FileSink } from './fileSink.ts';
import type { TableToWrite, WriteOptions } from './writeFile.ts';

const rowsAtOnce = 2000;

/**
 * Delimited text as RFC 4180 has it: UTF-8, a header, quotes where they are needed; a missing cell is empty. Numbers have all their digits.
 */
export async function writeText(
  sink: FileSink,
  { table }: TableToWrite,
  { format, decimal, separator }: WriteOptions,
  hooks: ReadHooks,
): Promise<Notice[]> {
  const delimiter = format === 'tsv' ? '\t' : (separator ?? (decimal === ',' ? ';' : ','));
  const quoted = (text: string): string => quote(text, delimiter);
  const cells = table.columns.map((column) => cellText(column, decimal, quoted));
  await sink.add(Buffer.from(`${table.columns.map(({ name }) => quoted(name)).join(delimiter)}\r\n`));
  for (let from = 0; from < table.rows; from += rowsAtOnce) {
    hooks.checkCancelled();
    const to = Math.min(table.rows, from + rowsAtOnce);
    let text = '';
    for (let row = from; row < to; row++) text += `${cells.map((cell) => cell(row)).join(delimiter)}\r\n`;
    await sink.add(Buffer.from(text));
    hooks.onProgress({ stage: 'write', done: to, total: table.rows });
  }
  return [];
}

function cellText(column: Column, decimal: '.' | ',', quoted: (text: string) => string): (row: number) => string {
  if (column.kind === 'factor') {
    const labels = column.levels.map(quoted);
    return (row) => labels[column.codes[row]] ?? '';
  }
  const { values } = column;
  if (decimal === '.') return (row) => (Number.isNaN(values[row]) ? '' : String(values[row]));
  return (row) => (Number.isNaN(values[row]) ? '' : String(values[row]).replace('.', ','));
}

function quote(text: string, delimiter: string): string {
  const needed = text.includes(delimiter) || /["\r\n]|^\s|\s$/.test(text);
  return needed ? `"${text.replaceAll('"', '""')}"` : text;
}
