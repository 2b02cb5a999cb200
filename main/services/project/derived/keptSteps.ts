import { failure } from '../../../../engine/contract/index.ts';
import type { Failure, StepWork } from '../../../../engine/contract/index.ts';
import { stepFailures } from '../../../../engine/text/dataSteps.ts';
import { all, one } from '../database.ts';
import type { Db } from '../database.ts';

/** A data step as it is kept. */
export interface KeptStep {
  readonly id: string;
  readonly tableId: string;
  readonly position: number;
  readonly name: string;
  readonly enabled: boolean;
  readonly work: StepWork;
  readonly columnId: number;
  readonly failure: Failure | null;
  readonly rowsLeft: number | null;
}

interface StepRow {
  readonly id: string;
  readonly table_id: string;
  readonly position: number;
  readonly name: string;
  readonly enabled: number;
  readonly work: string;
  readonly column_id: number;
  readonly failure: string | null;
  readonly rows_left: number | null;
}

/** The steps of a table from the top of the list. */
export function stepsOf(db: Db, tableId: string): KeptStep[] {
  return all<StepRow>(db, 'SELECT * FROM data_steps WHERE table_id = ? ORDER BY position, id', tableId).map(keptStep);
}

/** @throws Failure 'step.gone' */
export function stepOf(db: Db, id: string): KeptStep {
  const row = one<StepRow>(db, 'SELECT * FROM data_steps WHERE id = ?', id);
  if (!row) throw failure('step.gone', { id }, stepFailures.gone());
  return keptStep(row);
}

export function hasSteps(db: Db): boolean {
  return one(db, 'SELECT 1 FROM data_steps LIMIT 1') !== undefined;
}

export const isFilter = ({ work }: Pick<KeptStep, 'work'>): boolean => work.kind === 'filter' || work.kind === 'sample';

/** The lowest filter of the list that is switched on: its column says which rows are left in the end. */
export function lastFilter(steps: readonly KeptStep[]): KeptStep | null {
  return steps.findLast((step) => step.enabled && isFilter(step)) ?? null;
}

function keptStep(row: StepRow): KeptStep {
  const { id, position, name } = row;
  return {
    ...{ id, position, name },
    tableId: row.table_id,
    enabled: row.enabled === 1,
    work: JSON.parse(row.work) as StepWork,
    columnId: row.column_id,
    failure: row.failure === null ? null : (JSON.parse(row.failure) as Failure),
    rowsLeft: row.rows_left,
  };
}
