import { failure } from '../../../engine/contract/index.ts';
import type { FactorScale } from '../../../engine/contract/index.ts';
import { projectFailures } from '../../../engine/text/projectFailures.ts';
import type { ColumnState, ColumnSummary, SortKey, VariableProperties } from '../../api.ts';
import type { Kind } from './chunks.ts';
import { all, one, run } from './database.ts';
import type { Db } from './database.ts';
import { rowsOf } from './layout.ts';
import type { Layout } from './layout.ts';
import { parseLayout } from './rowOrder.ts';

/** A table as it is kept. */
export interface KeptTable {
  readonly id: string;
  readonly name: string;
  readonly source: string;
  readonly position: number;
  readonly layout: Layout;
  readonly rows: number;
  readonly revision: number;
  readonly rowsRevision: number;
  readonly sortedBy: readonly SortKey[];
  readonly frozen: number;
}

/** A column as it is kept; `chunks` are the ids of its chunks, one for each of the table's layout. */
export interface KeptColumn {
  readonly id: number;
  readonly tableId: string;
  readonly position: number | null;
  readonly name: string;
  readonly label: string;
  readonly kind: Kind;
  readonly scale: ColumnState['scale'];
  readonly chunks: readonly number[];
  readonly levelCount: number;
  readonly revision: number;
  readonly missing: number;
  readonly summary: ColumnSummary;
  readonly summaryRevision: number;
  /** The data step that makes it; null for a column of its own. */
  readonly stepId: string | null;
  /** Of a column that a step makes: the rows that its chunks hold, in the table's order, and the state they belong to. */
  readonly madeRows: number | null;
  readonly madeRevision: number | null;
  readonly properties: VariableProperties;
  readonly width: number | null;
}

/** Whether the values are those of the column's present state. */
export const isFresh = (column: Pick<KeptColumn, 'stepId' | 'revision' | 'madeRevision'>): boolean =>
  column.stepId === null || column.madeRevision === column.revision;

export const factorScale = (column: KeptColumn): FactorScale => (column.scale === 'continuous' ? 'nominal' : column.scale);

interface TableRow {
  id: string;
  name: string;
  source: string;
  position: number;
  layout: string;
  revision: number;
  rows_revision: number;
  sorted: string;
  frozen: number;
}

interface ColumnRow {
  id: number;
  table_id: string;
  position: number | null;
  name: string;
  label: string;
  kind: Kind;
  scale: ColumnState['scale'];
  chunks: string;
  level_count: number;
  revision: number;
  missing: number;
  summary: string;
  summary_revision: number;
  step_id: string | null;
  made_rows: number | null;
  made_revision: number | null;
  properties: string;
  width: number | null;
}

/** @throws Failure 'table.gone' */
export function tableOf(db: Db, tableId: string): KeptTable {
  const row = one<TableRow>(db, 'SELECT * FROM tables WHERE id = ? AND visible = 1', tableId);
  if (!row) throw failure('table.gone', { tableId }, projectFailures.noTable());
  return keptTable(db, row);
}

export function tablesShown(db: Db): KeptTable[] {
  return all<TableRow>(db, 'SELECT * FROM tables WHERE visible = 1 ORDER BY position').map((row) => keptTable(db, row));
}

/** SQL for the name of the table that was imported first, null where there is none. */
export const FIRST_TABLE = '(SELECT name FROM tables WHERE visible = 1 ORDER BY position LIMIT 1)';

export function columnsOf(db: Db, tableId: string): KeptColumn[] {
  const text = 'SELECT * FROM columns WHERE table_id = ? AND position IS NOT NULL ORDER BY position';
  return all<ColumnRow>(db, text, tableId).map(keptColumn);
}

/** The columns whose cells are kept, not worked out by a step. */
export function ownColumns(db: Db, tableId: string): KeptColumn[] {
  return columnsOf(db, tableId).filter(({ stepId }) => stepId === null);
}

/** The state of a column, without the rest of it. */
export type ColumnRevision = Pick<KeptColumn, 'name' | 'revision'>;

export function columnRevisions(db: Db, tableId: string): ColumnRevision[] {
  return all<ColumnRevision>(
    db,
    'SELECT name, revision FROM columns WHERE table_id = ? AND position IS NOT NULL ORDER BY position',
    tableId,
  );
}

/** @throws Failure 'table.no-column' */
export function columnNamed(db: Db, tableId: string, name: string): KeptColumn {
  const text = 'SELECT * FROM columns WHERE table_id = ? AND name = ? AND position IS NOT NULL';
  const row = one<ColumnRow>(db, text, tableId, name);
  if (!row) throw failure('table.no-column', { tableId, column: name }, projectFailures.noColumn(name));
  return keptColumn(row);
}

/** The column of that id, in a table or waiting for undo; null when there is none. */
export function columnById(db: Db, id: number): KeptColumn | null {
  const row = one<ColumnRow>(db, 'SELECT * FROM columns WHERE id = ?', id);
  return row ? keptColumn(row) : null;
}

/** Labels of a column's levels in their order: all, or `limit` of them from code `from` on. */
export function levelLabels(db: Db, columnId: number, limit = -1, from = 0): string[] {
  const text = 'SELECT label FROM levels WHERE column_id = ? AND code >= ? ORDER BY code LIMIT ?';
  return all<{ label: string }>(db, text, columnId, from, limit).map((row) => row.label);
}

/** What a new column is made of; its chunks and levels are written beside it. */
export type NewColumn = Pick<KeptColumn, 'tableId' | 'position' | 'name' | 'label' | 'kind' | 'scale' | 'chunks' | 'levelCount'> &
  Pick<KeptColumn, 'revision' | 'missing' | 'summary' | 'summaryRevision'> &
  Partial<Pick<KeptColumn, 'properties' | 'width'>>;

export function insertColumn(db: Db, column: NewColumn): number {
  const row: Omit<ColumnRow, 'id' | 'step_id' | 'made_rows' | 'made_revision'> = {
    table_id: column.tableId,
    position: column.position,
    name: column.name,
    label: column.label,
    kind: column.kind,
    scale: column.scale,
    chunks: JSON.stringify(column.chunks),
    level_count: column.levelCount,
    revision: column.revision,
    missing: column.missing,
    summary: JSON.stringify(column.summary),
    summary_revision: column.summaryRevision,
    properties: JSON.stringify(column.properties ?? {}),
    width: column.width ?? null,
  };
  const names = Object.keys(row);
  const text = `INSERT INTO columns (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`;
  return Number(run(db, text, ...Object.values(row)).lastInsertRowid);
}

/** The number of the next state of any column. Numbers are never used twice, so equal numbers mean equal data. */
export function nextRevision(db: Db): number {
  return one<{ revision: number }>(db, 'UPDATE project SET revision = revision + 1 RETURNING revision')!.revision;
}

function keptTable(db: Db, row: TableRow): KeptTable {
  const layout = parseLayout(db, row.layout);
  const { id, name, source, position, revision, frozen } = row;
  const sortedBy = JSON.parse(row.sorted) as SortKey[];
  return {
    id,
    name,
    source,
    position,
    revision,
    layout,
    rows: rowsOf(layout),
    rowsRevision: row.rows_revision,
    sortedBy,
    frozen,
  };
}

function keptColumn(row: ColumnRow): KeptColumn {
  const { id, position, name, label, kind, scale, revision, missing, width } = row;
  return {
    ...{ id, position, name, label, kind, scale, revision, missing, width },
    properties: JSON.parse(row.properties) as VariableProperties,
    tableId: row.table_id,
    chunks: JSON.parse(row.chunks) as number[],
    levelCount: row.level_count,
    summary: JSON.parse(row.summary) as ColumnSummary,
    summaryRevision: row.summary_revision,
    stepId: row.step_id,
    madeRows: row.made_rows,
    madeRevision: row.made_revision,
  };
}
