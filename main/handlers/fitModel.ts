import { failure, failureOf } from '../../engine/contract/index.ts';
import type { Failure, OnProgress, Prediction } from '../../engine/contract/index.ts';
import { jobWords } from '../../engine/text/jobs.ts';
import type { Answer, Ask } from '../api.ts';
import type { DataSource, Fitted } from '../services/jobs/protocol.ts';
import { mlKeyOf } from '../services/project/index.ts';
import type { FitPlan, Project } from '../services/project/index.ts';
import type { Context } from './context.ts';
import { likeThetas } from './likeThetas.ts';
import { machineSpeed } from './machineSpeed.ts';

/**
 * Fits a model as it stands. A fit that is kept under the same key is shown at once; otherwise the worker reads the columns it
 * needs and fits, and the fits and the model's page are kept. A model that would take longer than it may is not fitted. A newer fit of the same
 * model stops this one, and so does whatever takes the model out of the project.
 *
 * @throws Failure of the fit, which also stands in the model's state; 'job.cancelled', which leaves the model as it was; 'model.gone'
 */
export async function fitModel(context: Context, ask: Ask<'model.fit'>): Promise<Answer<'model.fit'>> {
  const { job, id } = ask;
  const project = context.workspace.required();
  const plan = project.fitPlan(id);
  if (isKept(project, plan)) {
    project.showFit(id, plan.key);
    return { fitKey: plan.key, cached: true };
  }
  project.requireCells(id);
  noteAttempt(context, project, plan, null);
  const attempt = begin(project, id, job);
  try {
    await context.deriving.ready(project, plan);
    context.jobs.checkCancelled(job)();
    const waits = await beyond(context, project, plan, ask);
    if (waits) {
      if (end(project, id, attempt)) noteAttempt(context, project, plan, 'none');
      return { fitKey: plan.key, cached: false, waits };
    }
    context.jobs.checkCancelled(job)();
    const fitted = await runFit(context, project, plan, ask);
    if (context.workspace.open !== project) throw failure('job.cancelled', {}, jobWords.cancelled());
    keepFits(project, plan, fitted);
  } catch (thrown) {
    if (end(project, id, attempt)) noteEnd(context, project, plan, thrown);
    throw thrown;
  }
  end(project, id, attempt);
  tellModel(context, project, id);
  return { fitKey: plan.key, cached: false };
}

/** Columns in the state that the plan was made for. */
export function dataOf(project: Project, { tableId, columns, revisions }: FitPlan): DataSource {
  return { database: project.file, tableId, columns, revisions };
}

function runFit(context: Context, project: Project, plan: FitPlan, { job, aside }: Ask<'model.fit'>): Promise<Fitted> {
  const onProgress: OnProgress = (progress) => context.tell('job.progress', { job, progress });
  const order = { data: dataOf(project, plan), spec: plan.spec, near: likeThetas(project).nearest(plan) };
  return context.jobs.run(aside ? 'fitAside' : 'fit', order, {
    job,
    subject: subjectOf(plan),
    onProgress,
    quiet: aside ?? false,
  });
}

/** What the fit will take where that is more than it may; null for one that may go on. */
async function beyond(context: Context, project: Project, plan: FitPlan, ask: Ask<'model.fit'>): Promise<Prediction | null> {
  if (ask.within === undefined) return null;
  const order = { data: dataOf(project, plan), spec: plan.spec, speed: machineSpeed(context) };
  const predicted = await context.jobs.run('predict', order, { job: ask.job, subject: subjectOf(plan) });
  return predicted.seconds > ask.within ? predicted : null;
}

const subjectOf = ({ modelId }: FitPlan): string => `fit ${modelId}`;

/** Whether everything that a fit leaves behind is there. */
function isKept(project: Project, { key, spec }: FitPlan): boolean {
  if (!project.hasFit(key) || !project.report(key)) return false;
  return spec.criterion === 'ML' || project.hasFit(mlKeyOf(key)) || project.fit(key)?.method === 'lm';
}

/** The first fit is the one the model shows; a second is its maximum-likelihood twin. */
function keepFits(project: Project, plan: FitPlan, { report, fits: [shown, ml] }: Fitted): void {
  if (ml) project.keepFit(mlKeyOf(plan.key), ml, null);
  project.keepReport(plan.key, report, shown.engineVersion);
  project.keepFit(plan.key, shown, plan.modelId);
  likeThetas(project).remember(plan, shown.theta);
}

/** `why` it failed, null while it is under way, 'none' where there is no attempt any more. */
function noteAttempt(context: Context, project: Project, { modelId, key }: FitPlan, why: Failure | null | 'none'): void {
  project.noteAttempt(modelId, why === 'none' ? null : { key, failure: why });
  tellModel(context, project, modelId);
}

/** A model may have been deleted, or its import undone, while it was being fitted. */
function tellModel({ tell }: Context, project: Project, id: string): void {
  if (project.hasModel(id)) tell('model.changed', project.modelState(id));
}

/** Says why the attempt failed, or that it is not going on any more. */
function noteEnd(context: Context, project: Project, plan: FitPlan, thrown: unknown): void {
  if (context.workspace.open !== project) return;
  const expected = failureOf(thrown);
  if (expected && expected.code !== 'job.cancelled') return noteAttempt(context, project, plan, expected);
  noteAttempt(context, project, plan, 'none');
}

interface Attempt {
  readonly job: string;
}

/** The newest attempt at each model that is under way: what an older one comes to is nobody's business any more. */
const underWay = new WeakMap<Project, Map<string, Attempt>>();

function begin(project: Project, modelId: string, job: string): Attempt {
  const attempt = { job };
  const attempts = underWay.get(project) ?? new Map<string, Attempt>();
  underWay.set(project, attempts.set(modelId, attempt));
  return attempt;
}

/** Whether the attempt was the newest. */
function end(project: Project, modelId: string, attempt: Attempt): boolean {
  const attempts = underWay.get(project);
  return attempts?.get(modelId) === attempt && attempts.delete(modelId);
}

/** To be called after every change of the project: nobody could see or stop the fit of a model that is gone. */
export function stopLostFits({ jobs }: Pick<Context, 'jobs'>, project: Project): void {
  for (const [id, { job }] of underWay.get(project) ?? []) if (!project.hasModel(id)) jobs.cancel(job);
}
