import type { Column, ColumnPreview, FilterPreview, StepWork } from '../../../../engine/contract/index.ts';
import { stepExpression } from '../../../../engine/formula/index.ts';
import { deriveColumn, filteredRows } from '../../../../engine/frame/index.ts';
import { ChunkCache } from '../chunks.ts';
import { openReadOnly } from '../database.ts';
import type { Hooks } from '../writeStaging.ts';
import { Deriving } from './deriveColumns.ts';

/** Values shown, and levels named. */
const SHOWN = 8;
const LEVELS = 12;

const MEMORY = 8 * 2 ** 20;

/**
 * What a step would come to in its place of the list: below all others, or in place of the step `id`. Runs in the worker.
 *
 * @throws Failure as working the step out does
 */
export function previewStep(
  database: string,
  tableId: string,
  work: StepWork,
  id: string | null,
  hooks: Hooks = {},
): ColumnPreview | FilterPreview {
  const db = openReadOnly(database);
  try {
    return db.transaction(() => {
      const reader = { db, chunks: new ChunkCache(MEMORY) };
      return previewIn(new Deriving(reader, tableId, hooks).advanceTo(id), work);
    })();
  } finally {
    db.close();
  }
}

function previewIn(deriving: Deriving, work: StepWork): ColumnPreview | FilterPreview {
  const expression = stepExpression(work);
  const table = deriving.tableFor(expression);
  const rows = deriving.rowsLeft;
  const total = rows ? count(rows) : table.rows;
  if (work.kind === 'filter' || work.kind === 'sample') {
    return { kind: 'filter', left: count(filteredRows(expression, table, rows)), total };
  }
  return columnPreview(deriveColumn(work.column, expression, table, rows), rows, total);
}

function columnPreview(column: Column, rows: Uint8Array | null, total: number): ColumnPreview {
  const isMissing = (i: number): boolean => (column.kind === 'number' ? Number.isNaN(column.values[i]) : column.codes[i] < 0);
  const cell = (i: number) =>
    isMissing(i) ? null : column.kind === 'number' ? column.values[i] : column.levels[column.codes[i]];
  const shown: (number | string | null)[] = [];
  let missing = 0;
  const n = column.kind === 'number' ? column.values.length : column.codes.length;
  for (let i = 0; i < n; i++) {
    if (rows && rows[i] === 0) continue;
    if (shown.length < SHOWN) shown.push(cell(i));
    if (isMissing(i)) missing++;
  }
  const levels = column.kind === 'factor' ? column.levels : [];
  return {
    kind: 'column',
    column: column.kind,
    levels: levels.slice(0, LEVELS),
    levelCount: levels.length,
    rows: shown,
    missing,
    total,
  };
}

function count(flags: Uint8Array): number {
  let sum = 0;
  for (const flag of flags) sum += flag;
  return sum;
}
