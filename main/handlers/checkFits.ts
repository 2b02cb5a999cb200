import { failure } from '../../engine/contract/index.ts';
import type { ModelState } from '../api.ts';
import { jobWords } from '../../engine/text/jobs.ts';
import type { Project } from '../services/project/index.ts';
import type { Context } from './context.ts';
import { dataOf } from './fitModel.ts';
import { wasOvertaken } from './overtaken.ts';

/**
 * Checks the fits of a project that was opened, quietly: each criterion is evaluated at the kept theta.
 *
 * @throws Failure 'fit.stored-differs' at the first that comes out different
 */
export async function checkFits(context: Pick<Context, 'jobs' | 'workspace'>, project: Project): Promise<void> {
  for (const model of project.state().models) {
    if (context.workspace.open !== project) return;
    const isThere = project.hasModel(model.id) && project.hasCells(model.id);
    if (model.fit.status === 'done' && isThere) await checkFit(context, project, model).catch(unlessOvertaken);
  }
}

function unlessOvertaken(thrown: unknown): void {
  if (!wasOvertaken(thrown)) throw thrown;
}

async function checkFit({ jobs }: Pick<Context, 'jobs'>, project: Project, { id, name }: ModelState): Promise<void> {
  const plan = project.fitPlan(id);
  const fit = project.fit(plan.key);
  if (!fit) return;
  const { agrees, stored, now } = await jobs.run(
    'verify',
    { data: dataOf(project, plan), fit },
    { job: `verify ${id}`, quiet: true },
  );
  if (!agrees) throw failure('fit.stored-differs', { model: id, stored, now }, jobWords.storedDiffers(name, stored, now));
}
