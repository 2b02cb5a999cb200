import type { ColumnState, TableState } from '../../api.ts';
import type { Db } from './database.ts';
import { madeState } from './derived/adoptTable.ts';
import { stepStates } from './derived/stepStates.ts';
import { levelMap } from './levelAnswers.ts';
import { keptLevels } from './missingCodes.ts';
import { columnsOf, levelLabels } from './rowsAndColumns.ts';
import type { KeptColumn, KeptTable } from './rowsAndColumns.ts';
import { rowsLeftOut } from './settings.ts';

const LEVELS_SHOWN = 200;

export function tableState(db: Db, table: KeptTable): TableState {
  const { id, name, source, rows, revision, sortedBy, frozen } = table;
  const columns = columnsOf(db, id).map((column) => columnState(db, column));
  const leftOut = rowsLeftOut(db, id, rows);
  const state = {
    id,
    name,
    source,
    rows,
    revision,
    columns,
    levelMap: levelMap(db, id),
    sortedBy,
    frozen,
    steps: stepStates(db, id),
  };
  const made = madeState(db, id);
  return { ...state, ...(made ? { made } : {}), ...(leftOut === null ? {} : { rowsLeftOut: leftOut }) };
}

function columnState(db: Db, column: KeptColumn): ColumnState {
  const { name, label, kind, scale, missing, summary, revision, properties, width, stepId } = column;
  const more = { properties, ...(width === null ? {} : { width }), ...(stepId === null ? {} : { step: stepId }) };
  return { name, label, kind, scale, ...levelsShown(db, column), missing, summary, revision, ...more };
}

/** Levels that count as missing are not among those shown. */
function levelsShown(db: Db, { id, levelCount, properties }: KeptColumn): Pick<ColumnState, 'levels' | 'levelCount'> {
  if (levelCount === 0) return { levels: [], levelCount: 0 };
  if (!properties.missingCodes) return { levels: levelLabels(db, id, LEVELS_SHOWN), levelCount };
  const labels = levelLabels(db, id);
  const kept = keptLevels(labels, properties);
  const levels = labels.filter((_, code) => kept[code]);
  return { levels: levels.slice(0, LEVELS_SHOWN), levelCount: levels.length };
}
