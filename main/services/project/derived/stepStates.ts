import type { DataStepState } from '../../../api.ts';
import { columnMade, failure } from '../../../../engine/contract/index.ts';
import type { Failure, StepOutcome } from '../../../../engine/contract/index.ts';
import { stepFailures } from '../../../../engine/text/dataSteps.ts';
import { all } from '../database.ts';
import type { Db } from '../database.ts';
import { columnById, isFresh } from '../rowsAndColumns.ts';
import type { DerivedStep } from './deriveColumns.ts';
import { hasSteps, isFilter, stepsOf } from './keptSteps.ts';
import type { KeptStep } from './keptSteps.ts';

/** The list of a table's steps with what has come of each. */
export function stepStates(db: Db, tableId: string): DataStepState[] {
  return hasSteps(db) ? stepsOf(db, tableId).map((step) => stepState(db, step)) : [];
}

function stepState(db: Db, step: KeptStep): DataStepState {
  const { id, name, enabled, work } = step;
  const outcome = outcomeOf(db, step);
  const rowsLeft = isFilter(step) && outcome.status === 'done' ? step.rowsLeft : null;
  return { id, name, enabled, work, column: columnMade(work), outcome, rowsLeft };
}

function outcomeOf(db: Db, step: KeptStep): StepOutcome {
  if (!step.enabled) return { status: 'off', failure: null };
  if (!isFresh(columnById(db, step.columnId)!)) return { status: 'working', failure: null };
  return step.failure ? { status: 'failed', failure: step.failure } : { status: 'done', failure: null };
}

/** The state of what is to be worked out in each table that shows; tables where nothing is are left out. */
export function stepsWanted(db: Db): { tableId: string; key: string }[] {
  if (!hasSteps(db)) return [];
  const text = `SELECT s.table_id AS tableId, group_concat(c.revision) AS key
    FROM data_steps s JOIN columns c ON c.id = s.column_id JOIN tables t ON t.id = s.table_id
    WHERE s.enabled = 1 AND t.visible = 1 AND c.made_revision IS NOT c.revision GROUP BY s.table_id`;
  return all<{ tableId: string; key: string }>(db, text);
}

/** The first step that failed among those a model needs: that make one of the columns, or leave rows out. */
export function failedStep(db: Db, tableId: string, columns: readonly string[]): KeptStep | null {
  if (!hasSteps(db)) return null;
  const matters = (step: KeptStep): boolean => isFilter(step) || columns.includes(columnMade(step.work) ?? '');
  return stepsOf(db, tableId).find((step) => step.enabled && step.failure !== null && matters(step)) ?? null;
}

export function stepFailed(name: string, why: Failure): Error {
  return failure('step.failed', { ...why.details, step: name, code: why.code }, stepFailures.failed(name, why.message));
}

/** The steps of a table that wait to be worked out, as if they had failed. */
export function stepsWaiting(db: Db, tableId: string, why: Failure): DerivedStep[] {
  return stepsOf(db, tableId)
    .filter(({ enabled }) => enabled)
    .map((step) => ({ step, column: columnById(db, step.columnId)! }))
    .filter(({ column }) => !isFresh(column))
    .map(({ step, column }) => {
      return { stepId: step.id, columnId: column.id, revision: column.revision, rows: 0, failure: why, rowsLeft: null };
    });
}
