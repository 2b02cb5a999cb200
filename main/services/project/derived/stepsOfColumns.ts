import { columnMade } from '../../../../engine/contract/index.ts';
import type { StepWork } from '../../../../engine/contract/index.ts';
import { stepName } from '../../../../engine/text/dataSteps.ts';
import { all, one } from '../database.ts';
import type { Db } from '../database.ts';
import type { StepWriter } from '../history.ts';
import type { KeptColumn } from '../rowsAndColumns.ts';
import { stepOf, stepsOf } from './keptSteps.ts';
import type { MadeTable } from './madeTable.ts';
import { renameInTableWork, renameInWork } from './renameInWork.ts';

/** Removes the steps of columns that are being deleted. */
export function removeStepsOf(db: Db, writer: StepWriter, columns: readonly KeptColumn[]): void {
  for (const { stepId } of columns) if (stepId !== null) writer.remove('dataStep', [stepOf(db, stepId).id]);
}

/** A column is called otherwise: the steps that read it follow, and the one that makes it. */
export function renameInSteps(db: Db, writer: StepWriter, column: Pick<KeptColumn, 'id' | 'tableId' | 'name'>, to: string): void {
  for (const step of stepsOf(db, column.tableId)) {
    const work = renameInWork(step.work, column.name, to);
    const own = step.columnId === column.id && columnMade(work) !== null ? ({ ...work, column: to } as StepWork) : work;
    const text = JSON.stringify(own);
    if (text === JSON.stringify(step.work)) continue;
    const name = step.name === stepName(step.work) ? stepName(own) : step.name;
    writer.set('dataStep', [step.id], { work: text, name });
  }
}

/** A column that a step makes, and that step. */
export interface MadeColumn {
  readonly column: string;
  readonly step: string;
  readonly stepId: string;
}

/** Whether any of the columns named is made by a step: which one, and which step. */
export function madeAmong(db: Db, tableId: string, names: readonly string[]): MadeColumn | null {
  const text = `SELECT c.name AS "column", s.name AS step, s.id AS stepId FROM columns c JOIN data_steps s ON s.id = c.step_id
    WHERE c.table_id = ? AND c.position IS NOT NULL AND c.name IN (SELECT value FROM json_each(?)) LIMIT 1`;
  return one<MadeColumn>(db, text, tableId, JSON.stringify(names)) ?? null;
}

/** Tables made from the column's table read it under its new name from then on. */
export function renameInMadeTables(db: Db, writer: StepWriter, column: Pick<KeptColumn, 'tableId' | 'name'>, to: string): void {
  for (const { id, made } of all<{ id: string; made: string }>(db, 'SELECT id, made FROM tables WHERE made IS NOT NULL')) {
    const from = JSON.parse(made) as MadeTable;
    if (from.tableId !== column.tableId) continue;
    const text = JSON.stringify({ ...from, work: renameInTableWork(from.work, column.name, to) });
    if (text !== made) writer.set('table', [id], { made: text });
  }
}
