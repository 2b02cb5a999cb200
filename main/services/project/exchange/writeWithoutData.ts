import fs from 'node:fs/promises';
import Database from 'better-sqlite3';
import type { FitResult, LevelMap, Report } from '../../../../engine/contract/index.ts';
import type { ColumnSummary } from '../../../api.ts';
import { all, openReadOnly, run, transaction } from '../database.ts';
import type { Db } from '../database.ts';
import { rowsState } from '../derived/syncSteps.ts';
import { fullLayout } from '../layout.ts';
import { fromJson, toJson } from '../numbersInJson.ts';
import { tablesShown } from '../rowsAndColumns.ts';
import { seal } from '../seal.ts';
import { writeSetting } from '../settings.ts';
import { cellWords, tellsCells } from './cellWords.ts';
import type { CellWords } from './cellWords.ts';
import { fitWithoutCells, noticesWithoutCells, reportWithoutCells } from './withoutCells.ts';

/** Tables of the schema of which rows stay; whatever else there is, now or in later versions, is emptied. */
const kept = new Set([
  'project',
  'publication',
  'tables',
  'columns',
  'models',
  'fits',
  'reports',
  'answers',
  'groupings',
  'analyses',
  'settings',
]);

/** Rows with a value below which a mean is as good as a cell. */
const FEW_VALUES = 5;

/**
 * Writes a project without the cells of its tables: columns with their kinds and summaries, models, fits and what results show stay; chunks, levels,
 * history and whatever names single groups or rows go. It is a project of its own (`id`), so that the one with the data is never taken for it.
 */
export async function writeWithoutData(database: string, target: string, id: string): Promise<null> {
  await fs.rm(target, { force: true });
  const source = openReadOnly(database);
  try {
    const cells = cellWords(source);
    run(source, 'VACUUM INTO ?', target);
    strip(target, id, cells);
  } finally {
    source.close();
  }
  await seal(target);
  return null;
}

/** `VACUUM` leaves no free page in which a cell could go on standing. */
function strip(file: string, id: string, cells: CellWords): void {
  const db = new Database(file);
  try {
    db.pragma('secure_delete = ON');
    db.pragma('synchronous = OFF');
    transaction(db, () => stripAll(db, id, cells));
    db.exec('VACUUM');
  } finally {
    db.close();
  }
}

function stripAll(db: Db, id: string, cells: CellWords): void {
  const names = all<{ name: string }>(db, `SELECT name FROM sqlite_master WHERE type = 'table'`).map(({ name }) => name);
  const rows = Object.fromEntries(tablesShown(db).map((table) => [table.id, table.rows]));
  keepRowStates(db);
  for (const name of names) if (!kept.has(name)) run(db, `DELETE FROM "${name.replaceAll('"', '""')}"`);
  run(db, 'DELETE FROM tables WHERE visible = 0');
  run(db, 'DELETE FROM columns WHERE position IS NULL OR table_id NOT IN (SELECT id FROM tables)');
  run(db, 'DELETE FROM models WHERE table_id NOT IN (SELECT id FROM tables)');
  run(db, 'DELETE FROM analyses WHERE model_id NOT IN (SELECT id FROM models)');
  run(db, `DELETE FROM settings WHERE key <> 'output'`);
  stripTables(db, rows, cells);
  stripColumns(db);
  stripResults(db, cells);
  run(db, 'UPDATE project SET id = ?, stamp = NULL', id);
  run(
    db,
    'UPDATE publication SET path = NULL, title = NULL, attempted = NULL, published = NULL, print = NULL, view = NULL, generation = 0',
  );
  writeSetting(db, 'without-data', rows);
}

/** Filters go with the other steps; the state of the rows that they left stays, so that fits are known for those of this state. */
function keepRowStates(db: Db): void {
  for (const table of tablesShown(db))
    run(db, 'UPDATE tables SET rows_revision = ? WHERE id = ?', rowsState(db, table), table.id);
}

function stripTables(db: Db, rows: Readonly<Record<string, number>>, cells: CellWords): void {
  for (const table of all<{ id: string; level_map: string | null }>(db, 'SELECT id, level_map FROM tables')) {
    const map = table.level_map === null ? null : levelMapWithoutCells(fromJson(table.level_map) as LevelMap, cells);
    const text = 'UPDATE tables SET layout = ?, level_map = ?, made = NULL WHERE id = ?';
    if (table.id in rows) run(db, text, JSON.stringify(fullLayout(0)), map && toJson(map), table.id);
  }
}

/** Which columns name groups, how many there are and how they lie; not what was found in single ones. */
function levelMapWithoutCells(map: LevelMap, cells: CellWords): LevelMap {
  const groupings = map.groupings.map((one) => (tellsCells(one.reason, cells) ? { ...one, reason: '' } : one));
  return { ...map, groupings, questions: [], findings: [] };
}

function stripColumns(db: Db): void {
  const text = `UPDATE columns SET chunks = ?, level_count = 0, summary = ?, summary_revision = revision,
    properties = json_patch('{}', json_object('notes', properties ->> '$.notes')), step_id = NULL, made_rows = NULL, made_revision = NULL WHERE id = ?`;
  for (const { id, summary } of all<{ id: number; summary: string }>(db, 'SELECT id, summary FROM columns'))
    run(db, text, '[]', JSON.stringify(summaryWithoutCells(JSON.parse(summary) as ColumnSummary)), id);
}

/** The extremes are cells; so is a mean of few values. */
function summaryWithoutCells({ mean, sd, distinct, bars }: ColumnSummary): ColumnSummary {
  const values = bars.reduce((sum, n) => sum + n, 0);
  const isEnough = values >= FEW_VALUES && distinct > 1;
  return { mean: isEnough ? mean : null, sd: isEnough ? sd : null, min: null, max: null, distinct, bars: isEnough ? bars : [] };
}

function stripResults(db: Db, cells: CellWords): void {
  for (const { key, result, notices } of all<{ key: string; result: string; notices: string }>(db, 'SELECT * FROM fits')) {
    const fit = fitWithoutCells(fromJson(result) as FitResult, cells);
    const left = noticesWithoutCells(fromJson(notices) as FitResult['notices'], cells);
    run(db, 'UPDATE fits SET result = ?, notices = ? WHERE key = ?', toJson(fit), toJson(left), key);
  }
  for (const { key, report } of all<{ key: string; report: string }>(db, 'SELECT key, report FROM reports'))
    run(db, 'UPDATE reports SET report = ? WHERE key = ?', toJson(reportWithoutCells(fromJson(report) as Report, cells)), key);
  for (const { id, title, choices } of all<{ id: string; title: string; choices: string }>(db, 'SELECT * FROM analyses'))
    if (tellsCells([title, JSON.parse(choices)], cells)) run(db, 'DELETE FROM analyses WHERE id = ?', id);
}
