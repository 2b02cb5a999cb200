import { stableHash } from '../../../engine/contract/index.ts';
import type { LevelMap, LevelReading } from '../../../engine/contract/index.ts';
import { projectSteps } from '../../../engine/text/projectSteps.ts';
import type { LevelAnswers } from '../data/types.ts';
import { all, one, run } from './database.ts';
import type { Db } from './database.ts';
import { takeStep } from './history.ts';
import { fromJson, toJson } from './numbersInJson.ts';
import { revisionsOf } from './readColumns.ts';
import { readRecord } from './records.ts';
import { columnRevisions, tableOf } from './rowsAndColumns.ts';
import type { Store } from './store.ts';

/** Everything a person has said about the levels of a table. */
export function levelAnswers(db: Db, tableId: string): LevelAnswers {
  const said = all<{ question_id: string; answer: LevelReading['relation'] }>(
    db,
    'SELECT * FROM answers WHERE table_id = ?',
    tableId,
  );
  const groupings = all<{ columns: string; grouping: number }>(
    db,
    'SELECT * FROM groupings WHERE table_id = ? ORDER BY said',
    tableId,
  );
  return {
    readings: Object.fromEntries(said.map((row) => [row.question_id, row.answer])),
    groupings: groupings.map((row) => ({ columns: JSON.parse(row.columns) as string[], grouping: row.grouping === 1 })),
  };
}

/** Answers a question of the level map; null takes the answer back. */
export function answerLevel(store: Store, tableId: string, questionId: string, answer: LevelReading['relation'] | null): void {
  const key = [tableId, questionId];
  const given = readRecord(store.db, 'answer', key);
  const asked = levelMap(store.db, tableId)?.questions.find((question) => question.id === questionId);
  if (answer === null && !given) return;
  takeStep(store, projectSteps.answerLevels(asked?.inner ?? questionId), { tab: 'data' }, (step) => {
    if (answer === null) step.remove('answer', key);
    else if (given) step.set('answer', key, { answer });
    else step.insert('answer', key, { table_id: tableId, question_id: questionId, answer });
  });
}

/** Says that columns together identify groups, or that they do not; what is said last wins. */
export function setGrouping(store: Store, tableId: string, columns: readonly string[], grouping: boolean): void {
  const names = JSON.stringify(columns);
  const key = [tableId, names];
  takeStep(store, projectSteps.setGrouping(columns, grouping), { tab: 'data' }, (step) => {
    const { said } = one<{ said: number }>(
      store.db,
      'SELECT coalesce(max(said), 0) + 1 AS said FROM groupings WHERE table_id = ?',
      tableId,
    )!;
    const row = { table_id: tableId, columns: names, grouping: grouping ? 1 : 0, said };
    if (readRecord(store.db, 'grouping', key)) step.set('grouping', key, row);
    else step.insert('grouping', key, row);
  });
}

/** What the level map is worked out from: the data, and what the person has said. Equal keys: the kept map still holds. */
export function levelKey(db: Db, tableId: string): string {
  return stableHash([revisionsOf(tableOf(db, tableId), columnRevisions(db, tableId)), levelAnswers(db, tableId)]);
}

/** Whether the kept map was worked out from the data and answers as they are now. */
export function levelMapHolds(db: Db, tableId: string): boolean {
  const kept = one<{ level_key: string | null }>(db, 'SELECT level_key FROM tables WHERE id = ?', tableId);
  return kept?.level_key === levelKey(db, tableId);
}

/** The map worked out last; it stays until a newer one is there. */
export function levelMap(db: Db, tableId: string): LevelMap | null {
  const text = one<{ level_map: string | null }>(db, 'SELECT level_map FROM tables WHERE id = ?', tableId)?.level_map;
  return text ? (fromJson(text) as LevelMap) : null;
}

/** Keeps a map; it is worked out from what the file has anyway, so that alone is no reason to write the file. */
export function keepLevelMap(store: Store, tableId: string, key: string, map: LevelMap): void {
  const text = 'UPDATE tables SET level_map = ?, level_key = ? WHERE id = ?';
  run(store.db, text, toJson(map), key, tableId);
}
