/**
 * Variance explained by a mixed model: its parts, marginal and conditional R², each level against the model without predictors, each term.
 */
import type { Cell, TableBlock } from '../../../contract/index.ts';
import { printExpression } from '../../../formula/index.ts';
import type { ModelFrame } from '../../../frame/types.ts';
import { proportionalReduction, snijdersBosker } from '../../../inference/explainedByLevel.ts';
import { groupSizes } from '../../../inference/groupSizes.ts';
import { groupVariances } from '../../../inference/icc.ts';
import { partR2, removedTerms, type RemovedTerm } from '../../../inference/partR2.ts';
import { nullFrame, withoutColumns } from '../../../inference/reducedFrames.ts';
import { conditionalR2, marginalR2, varianceParts, type VarianceParts } from '../../../inference/rSquared.ts';
import { termColumns } from '../../../inference/terms.ts';
import { fixedPredictor, linearMixedModel } from '../../../lmm/index.ts';
import { explainedWords, rSquaredWords as words } from '../../../text/variance.ts';
import { hasSlopes, interceptVariance } from '../../comparedExplained.ts';
import { estimatesOf, mixedEstimates, type MixedEstimates } from '../../mixedEstimates.ts';
import { defineAnalysis } from '../defineAnalysis.ts';
import type { Subject } from '../subject.ts';
import { table } from '../table.ts';

export const varianceExplained = defineAnalysis({
  id: 'variance-explained',
  title: words.title,
  about: words.about,
  area: 'variance',
  applies: ({ method }) => method === 'lmm',
  choices: ({ terms }) =>
    terms.length ? [{ id: 'terms', kind: 'yes', label: words.termsChoice, explanation: words.termsHelp, value: false }] : [],
  blocks: (subject, chosen) => {
    const hasTerms = subject.fit.terms.length > 0;
    return [
      partsTable(subject),
      r2Table(subject),
      ...(hasTerms ? [levelsTable(subject)] : []),
      ...(hasTerms && chosen.yes('terms') ? [termsTable(subject)] : []),
    ];
  },
});

function partsOf(estimates: MixedEstimates): VarianceParts {
  const { frame, varCorr, sigma } = estimates;
  const random = groupVariances(frame, varCorr).reduce((sum, one) => sum + one, 0);
  return varianceParts(withoutOffset(estimates), random, sigma);
}

function withoutOffset({ frame, model, fit }: MixedEstimates): Float64Array {
  return fixedPredictor(model, fit).map((value, i) => value - (frame.offset?.[i] ?? 0));
}

function partsTable({ fit, frame, asked }: Subject): TableBlock {
  const parts = partsOf(asked);
  const groups = groupVariances(frame, asked.varCorr);
  const total = parts.fixed + parts.random + parts.residual;
  const cells = (variance: number) => ({ variance, share: variance / total });
  return table({
    id: 'variance-parts',
    title: words.partsTitle(fit.outcome),
    columns: [
      { id: 'part', title: 'Part', format: 'text' },
      { id: 'variance', title: 'Variance', format: 'estimate' },
      { id: 'share', title: 'Share', format: 'share' },
    ],
    rows: [
      { id: 'fixed', label: words.fixed, explanation: words.fixedExplanation, cells: cells(parts.fixed) },
      ...fit.groups.map(({ name, level }, g) => ({
        id: `group:${name}`,
        label: name,
        level,
        explanation: words.groupExplanation(name),
        cells: cells(groups[g]),
      })),
      { id: 'residual', label: words.residual, level: 1, explanation: words.residualExplanation, cells: cells(parts.residual) },
      { id: 'total', label: words.total, cells: cells(total) },
    ],
    notes: fit.spec.weights === undefined ? [] : [words.weightsNote],
  });
}

function r2Table({ asked }: Subject): TableBlock {
  const parts = partsOf(asked);
  return table({
    id: 'r2',
    title: words.r2Title,
    columns: [
      { id: 'kind', title: 'Share explained by', format: 'text' },
      { id: 'value', title: 'R²', format: 'share' },
    ],
    rows: [
      { id: 'marginal', label: words.marginal, cells: { value: marginalR2(parts) } },
      { id: 'conditional', label: words.conditional, cells: { value: conditionalR2(parts) } },
    ],
    notes: [words.r2Note],
  });
}

/** Every level against the model without predictors on the same rows. */
function levelsTable({ fit, frame, hooks }: Subject): TableBlock {
  const base = mixedEstimates(nullFrame(frame), fit.criterion, hooks);
  const before = groupVariances(base.frame, base.varCorr);
  const slopes = hasSlopes(fit);
  const sb = !slopes && fit.groups.length === 1;
  const cells = (first: number, later: number | null) => ({
    before: first,
    after: later,
    share: later === null ? null : shareCell(proportionalReduction(first, later)),
  });
  return table({
    id: 'explained-by-level',
    title: words.nullTitle,
    columns: [
      { id: 'level', title: 'Variance', format: 'text' },
      { id: 'before', title: words.nullColumn, format: 'estimate' },
      { id: 'after', title: 'This model', format: 'estimate' },
      { id: 'share', title: 'Explained', format: 'share' },
    ],
    rows: [
      { id: 'Residual', label: explainedWords.rows(), level: 1, cells: cells(base.sigma ** 2, fit.sigma ** 2) },
      ...fit.groups.map(({ name, level }, g) => ({
        id: name,
        label: explainedWords.groups(level, name),
        level,
        cells: cells(before[g], interceptVariance(fit, name)),
      })),
      ...(sb ? snijdersBoskerRows({ fit, frame }, base.sigma ** 2, before[0]) : []),
    ],
    notes: [
      words.nullNote(fit.criterion),
      ...(slopes ? [words.nullSlopes] : []),
      ...(sb ? [words.sbNote(groupSizes(frame.groups[0]).harmonic)] : []),
    ],
  });
}

function snijdersBoskerRows({ fit, frame }: Pick<Subject, 'fit' | 'frame'>, within: number, between: number) {
  const [{ name, level }] = fit.groups;
  const { harmonic } = groupSizes(frame.groups[0]);
  const after = { within: fit.sigma ** 2, between: interceptVariance(fit, name) ?? 0 };
  const { rows, groups } = snijdersBosker({ within, between }, after, harmonic);
  return [
    { id: 'sb:rows', label: explainedWords.sbRows(), level: 1, cells: { share: shareCell(rows) } },
    { id: 'sb:groups', label: explainedWords.sbGroups(level, name), level, cells: { share: shareCell(groups) } },
  ];
}

function shareCell(value: number): Cell {
  if (Number.isNaN(value)) return { value: '–', explanation: explainedWords.nothingToExplain() };
  return value < 0 ? { value, explanation: explainedWords.negative() } : value;
}

function termsTable(subject: Subject): TableBlock {
  const full = partsOf(subject.asked);
  const variables = new Map(subject.expanded.terms.map(({ label, factors }) => [label, factors.map(printExpression)]));
  const terms = termColumns(subject.frame, (label) => variables.get(label) ?? [label]);
  return table({
    id: 'part-r2',
    title: words.partTitle,
    columns: [
      { id: 'term', title: 'Term', format: 'text' },
      { id: 'value', title: 'Part R²', format: 'share' },
    ],
    rows: removedTerms(terms).map((term) => ({
      id: term.label,
      label: term.label,
      ...(term.with.length ? { explanation: words.partWith(term.with) } : {}),
      cells: { value: partR2(full, fixedVarianceWithout(subject, term)) },
    })),
    notes: [
      words.partNote,
      ...removedTerms(terms).flatMap((term) => (term.with.length ? [`${term.label}: ${words.partWith(term.with)}`] : [])),
    ],
  });
}

function fixedVarianceWithout({ frame, fit, asked, hooks }: Subject, { columns }: RemovedTerm): number {
  const reduced: ModelFrame = withoutColumns(frame, columns);
  if (reduced.p === 0) return 0;
  return partsOf(estimatesOf(linearMixedModel(reduced, hooks.checkCancelled), fit.criterion, hooks, asked.fit.theta)).fixed;
}
