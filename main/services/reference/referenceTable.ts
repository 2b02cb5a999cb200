import { readFile } from 'node:fs/promises';
import {
  failure,
  type Column,
  type ColumnTable,
  type ReferenceCase,
  type ReferenceColumn,
} from '../../../engine/contract/index.ts';
import { missingColumn, notANumber, unreadableData } from '../../../engine/text/referenceFailures.ts';
import { parseCsv, type ReferenceCell } from './parseCsv.ts';

/** @throws Failure 'reference.unreadable' where the data file is not there, and those of `referenceTable` */
export async function readReferenceTable(path: string, columns: ReferenceCase['data']['columns']): Promise<ColumnTable> {
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw failure('reference.unreadable', { path, cause: error.message }, unreadableData(path));
  });
  return referenceTable(text, columns);
}

/**
 * The columns that a case says its model uses, read the way it says they were: kinds, order of levels.
 *
 * @throws Failure 'reference.missing-column', 'reference.not-a-number'
 */
export function referenceTable(csv: string, columns: ReferenceCase['data']['columns']): ColumnTable {
  const cells = parseCsv(csv);
  const named = Object.entries(columns).map(([name, how]) => {
    const column = cells.get(name);
    if (!column) throw failure('reference.missing-column', { name }, missingColumn(name));
    return columnAs(name, column, how);
  });
  const rows = cells.values().next().value?.length ?? 0;
  return { rows, columns: named };
}

function columnAs(name: string, cells: readonly ReferenceCell[], how: ReferenceColumn): Column {
  switch (how.type) {
    case 'numeric':
      return { kind: 'number', name, values: Float64Array.from(cells, (cell) => numberFrom(cell, name)) };
    case 'logical':
      return factor(name, cells, ['FALSE', 'TRUE'], 'logical');
    case 'ordered':
      return factor(name, cells, how.levels ?? sortedLevels(cells), 'ordinal');
    case 'factor':
      return factor(name, cells, how.levels ?? sortedLevels(cells), 'nominal');
  }
}

function factor(
  name: string,
  cells: readonly ReferenceCell[],
  levels: readonly string[],
  scale: 'nominal' | 'ordinal' | 'logical',
): Column {
  const codes = new Map(levels.map((level, code) => [level, code]));
  return {
    kind: 'factor',
    name,
    levels,
    scale,
    codes: Int32Array.from(cells, (cell) => (cell === null ? -1 : (codes.get(cell) ?? -1))),
  };
}

/** As R sorts: numbers by value, texts by their characters. */
function sortedLevels(cells: readonly ReferenceCell[]): string[] {
  const distinct = [...new Set(cells.filter((cell) => cell !== null))];
  const numeric = distinct.every((text) => text.trim() !== '' && Number.isFinite(Number(text)));
  return numeric ? distinct.sort((a, b) => Number(a) - Number(b)) : distinct.sort();
}

function numberFrom(cell: ReferenceCell, name: string): number {
  if (cell === null || cell === '') return NaN;
  const value = cell === 'Inf' ? Infinity : cell === '-Inf' ? -Infinity : Number(cell);
  if (Number.isNaN(value) && cell !== 'NaN')
    throw failure('reference.not-a-number', { column: name, cell }, notANumber(name, cell));
  return value;
}
