import fs from 'node:fs';
import type { CheckCancelled, Column, ColumnTable, OnProgress } from '../../../engine/contract/index.ts';
import { CHUNK_ROWS, insertChunk } from './chunks.ts';
import type { Values } from './chunks.ts';
import { openDatabase, run, transaction } from './database.ts';
import type { Db } from './database.ts';
import { fullLayout } from './layout.ts';
import { insertProjectRow } from './newProject.ts';
import { insertColumn } from './rowsAndColumns.ts';
import { migrate } from './schema/index.ts';
import { summarise } from './summarise.ts';
import type { ColumnCodebook } from '../data/types.ts';
import type { StagingMeta } from './types.ts';

/** How long work tells about itself and lets itself be stopped. */
export interface Hooks {
  readonly onProgress?: OnProgress;
  readonly checkCancelled?: CheckCancelled;
}

/** The id of the one table of a staging file. */
export const STAGED = 'staged';

/** Writes a table that was read from a file into a staging file of its own, summaries included. Runs in the worker. */
export function writeStaging(file: string, table: ColumnTable, meta: StagingMeta, hooks: Hooks = {}): void {
  fs.rmSync(file, { force: true });
  const db = openDatabase(file);
  try {
    db.pragma('journal_mode = DELETE');
    db.pragma('synchronous = OFF');
    migrate(db);
    transaction(db, () => stage(db, table, meta, hooks));
  } finally {
    db.close();
  }
}

function stage(db: Db, table: ColumnTable, meta: StagingMeta, hooks: Hooks): void {
  insertProjectRow(db, { id: STAGED, at: '', decimal: meta.decimal ?? '.' });
  const text =
    'INSERT INTO tables (id, name, source, position, visible, layout, revision, rows_revision) VALUES (?, ?, ?, 0, 1, ?, 1, 1)';
  run(db, text, STAGED, meta.name, meta.source, JSON.stringify(fullLayout(table.rows)));
  table.columns.forEach((column, position) => {
    hooks.checkCancelled?.();
    stageColumn(db, column, position, meta.labels?.[column.name] ?? '', meta.codebook?.[column.name]);
    hooks.onProgress?.({ stage: 'keep', done: position + 1, total: table.columns.length });
  });
}

function stageColumn(db: Db, column: Column, position: number, label: string, codebook?: ColumnCodebook): void {
  const levels = column.kind === 'factor' ? column.levels : [];
  const scale = column.kind === 'factor' ? column.scale : 'continuous';
  const chunks = slices(keptValues(column, codebook)).map((values) => insertChunk(db, values));
  const { name, kind } = column;
  const shape = {
    tableId: STAGED,
    position,
    name,
    label,
    kind,
    scale,
    chunks,
    levelCount: levels.length,
    properties: codebook?.properties,
  } as const;
  const id = insertColumn(db, { ...shape, ...summarise(column), revision: 1, summaryRevision: 1 });
  levels.forEach((text, code) => run(db, 'INSERT INTO levels (column_id, code, label) VALUES (?, ?, ?)', id, code, text));
}

/** Cells that are declared missing keep their values; the column's properties say that these count as missing. */
function keptValues(column: Column, codebook?: ColumnCodebook): Values {
  if (column.kind === 'factor') return column.codes;
  if (!codebook?.rows || !codebook.values) return column.values;
  const values = column.values.slice();
  codebook.rows.forEach((row, i) => (values[row] = codebook.values![i]));
  return values;
}

function slices(values: Values): Values[] {
  return fullLayout(values.length).slices.map(([chunk, , count]) =>
    values.subarray(chunk * CHUNK_ROWS, chunk * CHUNK_ROWS + count),
  );
}
