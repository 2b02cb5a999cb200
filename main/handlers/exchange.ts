import { randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { OnProgress } from '../../engine/contract/index.ts';
import type { Answer, Ask, CombinationReport } from '../api.ts';
import type { Handlers } from '../router.ts';
import { fileFailure } from '../services/data/lookAtFile.ts';
import { ownFolder } from '../services/leftovers.ts';
import type { Project } from '../services/project/index.ts';
import type { Context } from './context.ts';

type Calls = 'data.export' | 'combine.look' | 'combine.apply' | 'project.copyWithoutData' | 'project.output' | 'export.workbook';

/** What comes in beside the data of a project, and what goes out. */
export function exchangeHandlers(context: Context): Pick<Handlers, Calls> {
  const { workspace, jobs } = context;
  return {
    'data.export': (ask) => exportData(context, ask),
    'combine.look': (ask) => look(context, ask),
    'combine.apply': (ask) => apply(context, ask),
    'project.copyWithoutData': async ({ path, overwrite }) => {
      const write = (ask: { database: string; target: string; id: string }): Promise<null> =>
        jobs.run('writeWithoutData', ask, { job: randomUUID() });
      await workspace.required().copyWithoutData(path, overwrite, write);
      return null;
    },
    'project.output': ({ output }) => {
      workspace.required().keepOutput(output);
      return null;
    },
    'export.workbook': async ({ path, sheets }) => {
      const base64 = await jobs.run('workbook', { sheets }, { job: randomUUID() });
      if (path === null) return { base64 };
      await writeFile(path, Buffer.from(base64, 'base64')).catch((thrown) => {
        throw fileFailure(thrown, path, basename(path));
      });
      return { base64: null };
    },
  };
}

const progressOf =
  ({ tell }: Context, job: string): OnProgress =>
  (progress) =>
    tell('job.progress', { job, progress });

async function exportData(context: Context, { job, ...ask }: Ask<'data.export'>): Promise<Answer<'data.export'>> {
  const project = context.workspace.required();
  await context.deriving.settled(project, ask.tableId);
  const made = new Date(context.around.clock?.now() ?? Date.now()).toISOString();
  const onProgress = progressOf(context, job);
  return context.jobs.run('export', { ...ask, database: project.file, made }, { job, onProgress });
}

async function look(context: Context, { job, ...ask }: Ask<'combine.look'>): Promise<Answer<'combine.look'>> {
  const project = context.workspace.required();
  await context.deriving.settled(project, ask.tableId);
  const onProgress = progressOf(context, job);
  const found = await context.jobs.run('lookTogether', asRead(project, ask), { job, onProgress });
  return { ...found, report: withModels(project, ask.tableId, found.report) };
}

/** The file as the person says, or as the table's own file was read. */
function asRead<A extends Omit<Ask<'combine.look'>, 'job'>>(project: Project, ask: A): A & { database: string } {
  const options = ask.options ?? (ask.how.kind === 'replace' ? project.importOptions(ask.tableId) : null);
  return { ...ask, options, database: project.file };
}

function withModels(project: Project, tableId: string, report: CombinationReport): CombinationReport {
  if (report.kind !== 'replace') return report;
  const made = project.table(tableId).steps?.map(({ column }) => column) ?? [];
  const there = [...report.columns.map(({ to }) => to), ...made].filter((name) => name !== null);
  return { ...report, models: project.modelsLacking(tableId, there) };
}

/** The worker works it out into a staging file of its own; main takes that over in short transactions. */
async function apply(context: Context, { job, ...ask }: Ask<'combine.apply'>): Promise<Answer<'combine.apply'>> {
  const { around, workspace, jobs } = context;
  const project = workspace.required();
  const onProgress = progressOf(context, job);
  const staging = join(ownFolder(around.dataFolder, 'staging'), randomUUID());
  await mkdir(dirname(staging), { recursive: true });
  try {
    const read = asRead(project, ask);
    const { change, notices } = await jobs.run('combine', { ...read, staging }, { job, onProgress });
    await project.adoptChange(ask.tableId, staging, change, { onProgress, checkCancelled: jobs.checkCancelled(job) });
    if (ask.how.kind === 'replace' && read.options) project.keepImportOptions(ask.tableId, read.options);
    return { notices };
  } finally {
    await rm(staging, { force: true });
  }
}
