import { failure } from '../../engine/contract/index.ts';
import type { AnalysisRequest, ChoiceValues, FitResult, OnProgress } from '../../engine/contract/index.ts';
import { askingWords } from '../../engine/text/asking.ts';
import { jobWords } from '../../engine/text/jobs.ts';
import type { Answer, Ask } from '../api.ts';
import { replicateAll } from '../services/jobs/shares.ts';
import type { Analysed, AnalysisOrder } from '../services/jobs/protocol.ts';
import { answerKey, mlKeyOf } from '../services/project/index.ts';
import type { Project } from '../services/project/index.ts';
import type { Context } from './context.ts';
import { dataOf } from './fitModel.ts';

type Answered = Extract<Analysed, { kind: 'answer' }>;

/**
 * Puts a question to the fit that a model shows. An answer kept under the same fit, question and choices is shown at once; otherwise workers
 * read the columns of that fit and answer, and question and answer are kept with the model.
 *
 * @throws Failure of the analysis; 'job.cancelled'; 'analysis.not-fitted', 'analysis.data-moved', 'analysis.gone', 'model.gone'
 */
export async function runAnalysis(context: Context, ask: Ask<'analysis.run'>): Promise<Answer<'analysis.run'>> {
  const project = context.workspace.required();
  const { id, analysis, choices, key } = ask;
  const fitKey = project.shownFit(id);
  const fit = fitKey === null ? null : project.fit(fitKey);
  if (fitKey === null || !fit) throw failure('analysis.not-fitted', { id }, askingWords.notFitted());
  const report = answerKey(fitKey, analysis, choices);
  const kept = project.report(report);
  const title = kept?.title ?? (await answer(context, project, ask, { fitKey, fit, report }));
  return { key: keep(context, project, { modelId: id, analysis, title, choices, report }, key), cached: kept !== null };
}

interface Asked {
  readonly fitKey: string;
  readonly fit: FitResult;
  /** The key to keep the answer under. */
  readonly report: string;
}

/** Has the question answered and keeps the answer; its title. */
async function answer(
  context: Context,
  project: Project,
  { job, id, analysis, choices }: Ask<'analysis.run'>,
  { fitKey, fit, report }: Asked,
): Promise<string> {
  project.requireCells(id);
  const plan = project.planOfFit(id, fitKey);
  if (!plan) throw failure('analysis.data-moved', { id }, askingWords.dataMoved());
  await context.deriving.ready(project, plan);
  context.jobs.checkCancelled(job)();
  const request: AnalysisRequest = { kind: 'analysis', analysis, fit, mlFit: project.fit(mlKeyOf(fitKey)), choices };
  const answered = await work(context, job, id, { data: dataOf(project, plan), fitKey, request });
  if (context.workspace.open !== project) throw failure('job.cancelled', {}, jobWords.cancelled());
  project.keepReport(report, answered.report, answered.engineVersion);
  return answered.report.title;
}

/** In one piece, or in repetitions shared out among the workers and put together at the end. */
async function work({ jobs, tell }: Context, job: string, id: string, order: AnalysisOrder): Promise<Answered> {
  const onProgress: OnProgress = (progress) => tell('job.progress', { job, progress });
  const options = { job, atHand: order.fitKey, onProgress };
  const ending = begin(id, job);
  try {
    const first = await jobs.run('analyse', order, options);
    if (first.kind === 'answer') return first;
    const replicates = await replicateAll(jobs, order, first.count, options);
    return (await jobs.run('analyse', { ...order, request: { ...order.request, replicates } }, options)) as Answered;
  } finally {
    ending();
  }
}

interface Kept {
  readonly modelId: string;
  readonly analysis: string;
  readonly title: string;
  readonly choices: ChoiceValues;
  readonly report: string;
}

function keep({ workspace }: Context, project: Project, asked: Kept, key: string | null): string {
  if (workspace.open !== project || !project.hasModel(asked.modelId)) throw failure('job.cancelled', {}, jobWords.cancelled());
  return key === null ? project.addAnalysis(asked) : project.changeAnalysis(key, asked.choices, asked.report);
}

/** The jobs under way, with the model each is about. */
const underWay = new Map<string, string>();

function begin(modelId: string, job: string): () => void {
  underWay.set(job, modelId);
  return () => void underWay.delete(job);
}

/** To be called after every change of the project: nobody could see or stop the questions put to a model that is gone. */
export function stopLostAnalyses({ jobs }: Pick<Context, 'jobs'>, project: Project): void {
  for (const [job, modelId] of underWay) if (!project.hasModel(modelId)) jobs.cancel(job);
}
