import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Notice, OnProgress } from '../../engine/contract/index.ts';
import type { ImportOptions } from '../api.ts';
import type { Handlers } from '../router.ts';
import { ownFolder } from '../services/leftovers.ts';
import { sampleFile } from '../services/sampleData.ts';
import type { Context } from './context.ts';

type Calls =
  'data.preview' | 'data.import' | 'data.sample' | 'table.rows' | 'table.edit' | 'levels.answer' | 'levels.setGrouping';

/** Data on its way into the project, and in it. */
export function dataHandlers(context: Context): Pick<Handlers, Calls> {
  const { around, workspace, jobs, recent } = context;
  return {
    'data.preview': ({ job, path, options }) =>
      jobs.run('preview', { path, options }, { job, onProgress: tellProgress(context, job) }),
    'data.import': async ({ job, path, options }) => {
      const imported = await importFile(context, job, { path, options, title: null });
      recent.remember(path, 'data');
      return imported;
    },
    'data.sample': ({ job, id }) => importFile(context, job, sampleFile(join(around.resources, 'samples'), id)),
    'table.rows': ({ tableId, from, count, columns }) => {
      const project = workspace.required();
      const inTurn = columns !== undefined && project.isOrdered(tableId);
      return inTurn ? project.rowsInTurn(tableId, from, count, columns) : project.rows(tableId, from, count, columns);
    },
    'table.edit': async ({ tableId, edit }) => {
      const { revision, notices } = await workspace.required().applyEdit(tableId, edit);
      return notices.length > 0 ? { revision, notices } : { revision };
    },
    'levels.answer': ({ tableId, questionId, answer }) => {
      workspace.required().answerLevel(tableId, questionId, answer);
      return null;
    },
    'levels.setGrouping': ({ tableId, columns, grouping }) => {
      workspace.required().setGrouping(tableId, columns, grouping);
      return null;
    },
  };
}

interface FileToImport {
  readonly path: string;
  readonly options: ImportOptions | null;
  readonly title: string | null;
}

/** The worker reads the file into a staging file of its own; main takes that over in short transactions. */
async function importFile(
  { around, workspace, jobs, tell }: Context,
  job: string,
  file: FileToImport,
): Promise<{ tableId: string; notices: readonly Notice[] }> {
  const onProgress = tellProgress({ tell }, job);
  const staging = join(ownFolder(around.dataFolder, 'staging'), randomUUID());
  await mkdir(dirname(staging), { recursive: true });
  try {
    const notices = await jobs.run('import', { ...file, staging }, { job, onProgress });
    const project = workspace.open ?? (await workspace.create());
    const { tableId } = await project.adoptStaging(staging, { onProgress, checkCancelled: jobs.checkCancelled(job) });
    if (file.options) project.keepImportOptions(tableId, file.options);
    return { tableId, notices };
  } finally {
    await rm(staging, { force: true });
  }
}

function tellProgress({ tell }: Pick<Context, 'tell'>, job: string): OnProgress {
  return (progress) => tell('job.progress', { job, progress });
}
