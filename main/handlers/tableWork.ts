import { failure } from '../../engine/contract/index.ts';
import type { OnProgress } from '../../engine/contract/index.ts';
import { projectFailures } from '../../engine/text/projectFailures.ts';
import type { CellRange } from '../api.ts';
import type { Handlers } from '../router.ts';
import type { Project } from '../services/project/index.ts';
import type { Context } from './context.ts';

type Calls = 'table.sort' | 'table.find' | 'table.replace' | 'table.figures' | 'table.look';

/** Cells that main adds up by itself, in well under 50 ms. */
const FEW = 50_000;

/** Work on a whole table: a worker reads it, and main writes what comes of it, if anything. */
export function tableWorkHandlers(context: Context): Pick<Handlers, Calls> {
  const { workspace, jobs, tell } = context;
  const options = (job: string): { job: string; onProgress: OnProgress } => ({
    job,
    onProgress: (progress) => tell('job.progress', { job, progress }),
  });
  return {
    'table.sort': async ({ job, tableId, by }) => {
      const project = workspace.required();
      if (by.length === 0) await project.sortAsImported(tableId);
      else
        await untilCurrent(async () => {
          const sorted = await jobs.run('sortRows', { database: project.file, tableId, by }, options(job));
          return project.sortRows(tableId, by, sorted);
        });
      return { revision: project.table(tableId).revision };
    },
    'table.find': ({ job, tableId, search }) =>
      jobs.run('findCells', { database: workspace.required().file, tableId, search }, { ...options(job), subject: 'find' }),
    'table.replace': ({ job, tableId, search, replacement }) => {
      const project = workspace.required();
      return untilCurrent(async () => {
        const found = await jobs.run('replacements', { database: project.file, tableId, search, replacement }, options(job));
        const cells = await project.replaceCells(tableId, search.text, found);
        return cells === null ? null : { cells };
      });
    },
    'table.figures': ({ job, tableId, ranges }) => {
      const project = workspace.required();
      if (areFew(project, tableId, ranges)) return project.figures(tableId, ranges);
      return jobs.run('figures', { database: project.file, tableId, ranges }, { job, subject: 'figures', quiet: true });
    },
    'table.look': ({ tableId, widths, frozen }) => {
      workspace.required().rememberLook(tableId, widths, frozen);
      return null;
    },
  };
}

/** A sorted table is read in places all over it. */
function areFew(project: Project, tableId: string, ranges: readonly CellRange[]): boolean {
  const cells = ranges.reduce((sum, { count, columns }) => sum + count * columns.length, 0);
  return cells <= FEW && !project.isOrdered(tableId);
}

/** The table may change while a worker reads it: then the work is done again, on the table as it is by then. */
async function untilCurrent<T>(work: () => Promise<T | null>): Promise<T> {
  for (let attempt = 0; attempt < 5; attempt++) {
    const done = await work();
    if (done !== null) return done;
  }
  throw failure('table.moved-on', {}, projectFailures.movedOn());
}
