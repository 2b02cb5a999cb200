import { basename } from 'node:path';
import { FailureError } from '../../../../engine/contract/index.ts';
import type { Notice } from '../../../../engine/contract/index.ts';
import type { Combination, CombinationLook, CombineAsk } from '../../../api.ts';
import type { ReadData } from '../../data/types.ts';
import type { Hooks } from '../writeStaging.ts';
import { planAppend } from './append.ts';
import { withTable } from './besideTable.ts';
import { planJoin } from './join.ts';
import type { Both, Plan } from './plan.ts';
import { planReplace } from './replace.ts';
import { stageChange } from './stageChange.ts';
import type { TableChange } from './stageChange.ts';

/** A second file and a table of the project. */
export interface ToCombine extends Omit<CombineAsk, 'options'> {
  readonly database: string;
  readonly read: ReadData;
  readonly sheets: readonly string[];
}

/**
 * How a file that was read goes together with a table, and what would come of it.
 *
 * @throws Failure 'table.gone', 'combine.no-column'
 */
export function lookTogether(asked: ToCombine): Promise<CombinationLook> {
  return withTable(asked.database, asked.tableId, async (beside) => {
    const both = { beside, read: asked.read, fileName: basename(asked.path) };
    const { how, report, obstacle } = planFor(both, asked.how);
    return { file: describeFile(asked), how, report, obstacle, notices: asked.read.notices };
  });
}

/**
 * Works out the table that comes of it, into a staging file which main adopts. Runs in the worker.
 *
 * @throws Failure what stands in the way, as `lookTogether` tells it
 */
export function stageTogether(
  asked: ToCombine,
  staging: string,
  hooks: Hooks,
): Promise<{ change: TableChange; notices: readonly Notice[] }> {
  return withTable(asked.database, asked.tableId, async (beside) => {
    const { obstacle, change } = planFor({ beside, read: asked.read, fileName: basename(asked.path) }, asked.how);
    if (obstacle) throw new FailureError(obstacle);
    const staged = stageChange(staging, change(), beside.revisions, beside.table.layout, hooks);
    return { change: staged, notices: asked.read.notices };
  });
}

function planFor(both: Both, how: Combination): Plan {
  switch (how.kind) {
    case 'append':
      return planAppend(both, how);
    case 'join':
      return planJoin(both, how);
    case 'replace':
      return planReplace(both, how);
  }
}

function describeFile({ path, read, sheets }: ToCombine): CombinationLook['file'] {
  const { format, options, table, labels } = read;
  const columns = table.columns.map(({ name, kind }) => ({ name, kind, label: labels[name] ?? '' }));
  return { name: basename(path), format, rows: table.rows, options, sheets, columns };
}
