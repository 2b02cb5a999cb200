import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { OnProgress, TableWork } from '../../engine/contract/index.ts';
import { failure } from '../../engine/contract/index.ts';
import { jobWords } from '../../engine/text/jobs.ts';
import type { Handlers } from '../router.ts';
import { ownFolder } from '../services/leftovers.ts';
import type { MadeTable, Project } from '../services/project/index.ts';
import type { Context } from './context.ts';

type Calls = 'tables.preview' | 'tables.make' | 'tables.refresh';

/** Tables made out of others: wide to long, long to wide, summaries of groups. */
export function madeTableHandlers(context: Context): Pick<Handlers, Calls> {
  const { workspace, jobs, deriving } = context;
  return {
    'tables.preview': async ({ job, tableId, work }) => {
      const project = workspace.required();
      await deriving.settled(project, tableId);
      const ask = { database: project.file, tableId, work };
      return jobs.run('previewTable', ask, { job, subject: 'preview step', quiet: true });
    },
    'tables.make': ({ job, tableId, work, name }) =>
      making(context, job, { tableId, work, name }, (project, file, made, hooks) => project.adoptStaging(file, hooks, made)),
    'tables.refresh': async ({ job, tableId, work }) => {
      const wanted = workspace.required().makingOf(tableId, work);
      await making(context, job, wanted, (project, file, made, hooks) => project.refreshTable(file, tableId, made, hooks));
      return null;
    },
  };
}

interface Making {
  readonly tableId: string;
  readonly work: TableWork;
  readonly name: string;
}

type Adopt<T> = (
  project: Project,
  file: string,
  made: MadeTable,
  hooks: { onProgress: OnProgress; checkCancelled: () => void },
) => Promise<T>;

/** The worker makes the table into a staging file of its own; main takes that over. */
async function making<T>(context: Context, job: string, what: Making, adopt: Adopt<T>): Promise<T> {
  const { around, workspace, jobs, tell, deriving } = context;
  const project = workspace.required();
  const onProgress: OnProgress = (progress) => tell('job.progress', { job, progress });
  const staging = join(ownFolder(around.dataFolder, 'staging'), randomUUID());
  await deriving.settled(project, what.tableId);
  await mkdir(dirname(staging), { recursive: true });
  try {
    const made = await jobs.run('makeTable', { ...what, database: project.file, staging }, { job, onProgress });
    if (workspace.open !== project) throw failure('job.cancelled', {}, jobWords.cancelled());
    return await adopt(project, staging, made, { onProgress, checkCancelled: jobs.checkCancelled(job) });
  } finally {
    await rm(staging, { force: true });
  }
}
