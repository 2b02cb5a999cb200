import type { ColumnState, TableState } from '../../api.ts';
import type { Db } from './database.ts';
import { stepStates } from './derived/stepStates.ts';
import { levelMap } from './levelAnswers.ts';
import { columnsOf, levelLabels } from './rowsAndColumns.ts';
import type { KeptColumn, KeptTable } from './rowsAndColumns.ts';

const LEVELS_SHOWN = 200;

export function tableState(db: Db, table: KeptTable): TableState {
  const { id, name, source, rows, revision } = table;
  const columns = columnsOf(db, id).map((column) => columnState(db, column));
  return { id, name, source, rows, revision, columns, levelMap: levelMap(db, id), steps: stepStates(db, id) };
}

function columnState(db: Db, column: KeptColumn): ColumnState {
  const { name, label, kind, scale, levelCount, missing, summary, revision, stepId } = column;
  const levels = levelCount === 0 ? [] : levelLabels(db, column.id, LEVELS_SHOWN);
  const state = { name, label, kind, scale, levels, levelCount, missing, summary, revision };
  return stepId === null ? state : { ...state, step: stepId };
}
