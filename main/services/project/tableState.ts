import type { ColumnState, TableState } from '../../api.ts';
import type { Db } from './database.ts';
import { levelMap } from './levelAnswers.ts';
import { columnsOf, levelLabels } from './rowsAndColumns.ts';
import type { KeptColumn, KeptTable } from './rowsAndColumns.ts';

const LEVELS_SHOWN = 200;

export function tableState(db: Db, table: KeptTable): TableState {
  const { id, name, source, rows, revision } = table;
  const columns = columnsOf(db, id).map((column) => columnState(db, column));
  return { id, name, source, rows, revision, columns, levelMap: levelMap(db, id) };
}

function columnState(db: Db, column: KeptColumn): ColumnState {
  const { name, label, kind, scale, levelCount, missing, summary, revision } = column;
  const levels = levelCount === 0 ? [] : levelLabels(db, column.id, LEVELS_SHOWN);
  return { name, label, kind, scale, levels, levelCount, missing, summary, revision };
}
