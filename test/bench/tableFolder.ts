/**
 * A table as files that both sides read, so that they fit the same bits: per column a file of little-endian doubles or of 32-bit codes (−1
 * missing), the levels of factors line by line, and `columns.tsv` with name and kind in order.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Column, ColumnTable } from '../../engine/contract/index.ts';

export function writeTable(folder: string, { columns }: ColumnTable): void {
  writeFileSync(join(folder, 'columns.tsv'), columns.map(({ name, kind }) => `${name}\t${kind}\n`).join(''));
  for (const column of columns) {
    const values = column.kind === 'number' ? column.values : column.codes;
    writeFileSync(join(folder, `${column.name}.bin`), new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    if (column.kind === 'factor') writeFileSync(join(folder, `${column.name}.levels`), column.levels.join('\n') + '\n');
  }
}

export function readTable(folder: string): ColumnTable {
  const listed = readFileSync(join(folder, 'columns.tsv'), 'utf8').trim().split('\n');
  const columns = listed.map((line) => readColumn(folder, line.split('\t')));
  const [first] = columns;
  return { rows: first.kind === 'number' ? first.values.length : first.codes.length, columns };
}

function readColumn(folder: string, [name, kind]: string[]): Column {
  const file = readFileSync(join(folder, `${name}.bin`));
  const bytes = file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength);
  if (kind === 'number') return { kind, name, values: new Float64Array(bytes) };
  const levels = readFileSync(join(folder, `${name}.levels`), 'utf8')
    .trimEnd()
    .split('\n');
  return { kind: 'factor', name, codes: new Int32Array(bytes), levels, scale: 'nominal' };
}
