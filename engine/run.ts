/**
 * The front door: a request and a table in, a report and the fits behind it out.
 */
import type {
  CheckCancelled,
  ColumnTable,
  FitResult,
  ModelSpec,
  OnProgress,
  Report,
  Request,
  ThetaEntry,
} from './contract/index.ts';
import { compareModels } from './analyses/compareModels.ts';
import { outlineOfFrame } from './analyses/describeFrame.ts';
import { fitLinear } from './analyses/fitLinear.ts';
import { fitMixed } from './analyses/fitMixed.ts';
import { factorMargins, type FactorMargins } from './analyses/marginalMeans.ts';
import { emptyModelReport, modelReport } from './analyses/modelReport.ts';
import type { Prepared } from './analyses/prepare.ts';
import { describe } from './analyses/look/index.ts';
import { analyse } from './analyses/onDemand/catalogue.ts';
import { modelFrame } from './frame/modelFrame.ts';
import type { ModelFrame } from './frame/types.ts';

export interface RunHooks {
  readonly onProgress: OnProgress;
  readonly checkCancelled: CheckCancelled;
  /** Told once the rows of every table are known, before the fit. */
  readonly onShape?: (report: Report) => void;
}

/** What is at hand from earlier work. It saves time; the answer does not depend on it. */
export interface AtHand {
  /** The same model and data, by whatever criterion. */
  readonly prepared?: Prepared;
  /** Theta of a like model's fit. */
  readonly near?: readonly ThetaEntry[];
}

export interface RunResult {
  readonly report: Report;
  /** The fit by the criterion asked for, then, where that is REML, the maximum-likelihood fit of the same model. Empty for everything but models. */
  readonly fits: readonly FitResult[];
}

/**
 * Fit a model, put fitted models side by side, answer a question put to one of them, or look at data.
 *
 * @throws Failure 'formula.…', 'frame.…' where the model does not fit the data; 'job.cancelled' from the hooks
 */
export function run(request: Request, table: ColumnTable, hooks: RunHooks, atHand: AtHand = {}): RunResult {
  if (request.kind === 'comparison') return { report: compareModels(request), fits: [] };
  if (request.kind === 'description') return { report: describe(request, table, hooks), fits: [] };
  if (request.kind === 'analysis') return { report: analyse(request, table, hooks), fits: [] };
  const start = performance.now();
  const frame = atHand.prepared?.frame ?? modelFrame(request.formula, table, request);
  const frameMs = atHand.prepared?.frameMs ?? performance.now() - start;
  hooks.checkCancelled();
  const outline = outlineOfFrame(frame, request);
  hooks.onShape?.(emptyModelReport(outline));
  const fits = fitsOf(frame, request, frameMs, hooks, factorMargins(request, frame, table, outline), atHand);
  return { report: modelReport({ fit: fits[0], mlFit: fits[1] ?? null }), fits };
}

/** The page as it will be, before the fit: every table with its rows, cells empty. */
export function emptyReport(spec: ModelSpec, table: ColumnTable): Report {
  return emptyModelReport(outlineOfFrame(modelFrame(spec.formula, table, spec), spec));
}

function fitsOf(
  frame: ModelFrame,
  spec: ModelSpec,
  frameMs: number,
  hooks: RunHooks,
  margins: readonly FactorMargins[],
  { prepared, near }: AtHand,
): FitResult[] {
  if (frame.random.length === 0) return [fitLinear(frame, spec, frameMs, margins)];
  return fitMixed(frame, spec, frameMs, { ...hooks, near }, margins, prepared?.model ?? undefined);
}
