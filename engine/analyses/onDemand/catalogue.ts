/**
 * The analyses that can be asked of a fit, in the order in which they are offered. To add one: a file in its area's folder, and its name
 * in the area's list.
 */
import { failure, type AnalysisOffer, type AnalysisRequest, type ColumnTable, type FitResult } from '../../contract/index.ts';
import type { Replicates, Report } from '../../contract/index.ts';
import { choiceWords } from '../../text/analyses.ts';
import { data } from './areas/data.ts';
import { groups } from './areas/groups.ts';
import { intervals } from './areas/intervals.ts';
import { means } from './areas/means.ts';
import { predictions } from './areas/predictions.ts';
import { tests } from './areas/tests.ts';
import { variance } from './areas/variance.ts';
import { chosenFrom } from './chosen.ts';
import { offerOf, type AnalysisDefinition } from './defineAnalysis.ts';
import { Subject, type SubjectHooks } from './subject.ts';

const catalogue: readonly AnalysisDefinition[] = [
  ...tests,
  ...intervals,
  ...means,
  ...predictions,
  ...groups,
  ...variance,
  ...data,
];

/** What can be asked of a fit. */
export function analysesFor(fit: FitResult): AnalysisOffer[] {
  return catalogue
    .filter(({ applies }) => applies(fit))
    .map((definition) => offerOf(definition, fit, (values) => chosenFrom(definition.choices(fit), values)));
}

/** A request's fit with its data, for as many questions as are put to it. */
export function subjectOf({ fit, mlFit }: AnalysisRequest, table: ColumnTable, hooks: SubjectHooks): Subject {
  return new Subject(table, fit, mlFit, hooks);
}

/**
 * Answer one question put to a fit; `subject` is what was made for another question put to the same fit.
 *
 * @throws Failure 'analysis.unknown', 'analysis.bad-choice', or what the analysis fails with; 'job.cancelled' from the hooks
 */
export function analyse(
  request: AnalysisRequest,
  table: ColumnTable,
  hooks: SubjectHooks,
  subject = subjectOf(request, table, hooks),
): Report {
  const { definition, chosen } = chosenBy(request);
  const all = definition.repeated?.count(chosen) ?? 0;
  const replicates = request.replicates ?? definition.repeated?.make(subject, chosen, 0, all) ?? [];
  return { title: definition.title, blocks: definition.blocks(subject, chosen, replicates) };
}

/** How many repetitions a request consists of; 0 where it is one piece. */
export function replicatesOf(request: AnalysisRequest): number {
  const { definition, chosen } = chosenBy(request);
  return definition.repeated?.count(chosen) ?? 0;
}

/** A share of a request's repetitions: numbers `from` up to `to`. */
export function replicate(
  request: AnalysisRequest,
  table: ColumnTable,
  from: number,
  to: number,
  hooks: SubjectHooks,
  subject = subjectOf(request, table, hooks),
): Replicates {
  const { definition, chosen } = chosenBy(request);
  return definition.repeated?.make(subject, chosen, from, to) ?? [];
}

function chosenBy({ analysis, fit, choices }: AnalysisRequest) {
  const definition = catalogue.find(({ id }) => id === analysis);
  if (!definition?.applies(fit)) throw failure('analysis.unknown', { analysis }, choiceWords.unknown(analysis));
  return { definition, chosen: chosenFrom(definition.choices(fit), choices) };
}
