/**
 * Predictions for cases of a person's choice, with intervals that say what they count.
 */
import type { Choice, FitResult, TableBlock, TableColumn } from '../../../contract/index.ts';
import { predictFixed } from '../../../inference/predict.ts';
import { intervalAround, uncertainPredictions, type UncertainPrediction } from '../../../inference/predictionInterval.ts';
import { satterthwaiteDf } from '../../../inference/satterthwaite.ts';
import { caseWords, predictionWords as words } from '../../../text/predictions.ts';
import type { RowCells } from '../../defineTable.ts';
import type { Chosen } from '../chosen.ts';
import { coverageChoice, coverageOf } from '../coverage.ts';
import { defineAnalysis } from '../defineAnalysis.ts';
import type { Subject } from '../subject.ts';
import { table } from '../table.ts';
import { caseChoices, newCases, type NewCases } from './newCases.ts';

/** Which parts of the uncertainty a person counts. */
interface Counted {
  readonly fixed: boolean;
  readonly group: boolean;
}

export const predictedValues = defineAnalysis({
  id: 'predicted-values',
  title: words.title,
  about: words.about,
  area: 'predictions',
  applies: () => true,
  choices: (fit) => [...caseChoices(fit), ...partsChoice(fit), coverageChoice],
  blocks: (subject, chosen) => {
    const cases = newCases(subject, chosen);
    const predictions = subject.fit.method === 'lm' ? linearPredictions(subject, cases) : mixedPredictions(subject, cases);
    const counted = countedBy(subject.fit, chosen);
    return [
      predictionTable(subject, cases, predictions, counted, coverageOf(chosen)),
      uncertaintyTable(subject, cases, predictions),
    ];
  },
});

function partsChoice({ method }: FitResult): Choice[] {
  if (method === 'lm') return [];
  const options = [
    { value: 'fixed', label: words.fixedPart },
    { value: 'group', label: words.groupPart },
  ];
  return [{ id: 'parts', kind: 'some', label: words.parts, explanation: words.partsHelp, options, value: ['fixed', 'group'] }];
}

function countedBy({ method }: FitResult, chosen: Chosen): Counted {
  const parts = method === 'lm' ? ['fixed'] : chosen.some('parts');
  return { fixed: parts.includes('fixed'), group: parts.includes('group') };
}

export function mixedPredictions({ model, asked }: Subject, { rows, groups }: NewCases): UncertainPrediction[] {
  const byFactor = model.factors.map(({ group }) => groups[group]);
  return uncertainPredictions(model, asked.fit, rows, byFactor);
}

export function linearPredictions({ fit }: Subject, { rows }: NewCases): UncertainPrediction[] {
  const values = predictFixed(rows, fit.beta);
  return Array.from(values, (value, i) => {
    const x = fit.beta.map((_, j) => rows.X[j * rows.n + i]);
    const fixed = x.reduce((sum, a, j) => sum + a * x.reduce((inner, b, m) => inner + b * fit.vcovBeta[j][m], 0), 0);
    return { population: value, value, x, fixed, known: 0, joint: fixed, fresh: 0 };
  });
}

/** The variance counted for the expected value. */
export function countedVariance({ fixed, known, joint, fresh }: UncertainPrediction, counted: Counted): number {
  if (counted.fixed && counted.group) return joint + fresh;
  return counted.fixed ? fixed : counted.group ? known + fresh : 0;
}

function predictionTable(
  subject: Subject,
  cases: NewCases,
  predictions: readonly UncertainPrediction[],
  counted: Counted,
  coverage: number,
): TableBlock {
  const { fit } = subject;
  const percent = Number((100 * coverage).toPrecision(6));
  const over = { confidence: words.confidence(percent), prediction: words.prediction(percent) };
  return table({
    id: 'predictions',
    title: words.table(fit.outcome),
    columns: [
      caseColumn(cases),
      ...(hasKnown(cases) ? [{ id: 'population', title: words.population, format: 'estimate' as const }] : []),
      { id: 'value', title: words.value, format: 'estimate' },
      { id: 'se', title: 'SE', format: 'estimate' },
      { id: 'lower', title: 'Lower', format: 'estimate', over: over.confidence },
      { id: 'upper', title: 'Upper', format: 'estimate', over: over.confidence },
      { id: 'row-lower', title: 'Lower', format: 'estimate', over: over.prediction },
      { id: 'row-upper', title: 'Upper', format: 'estimate', over: over.prediction },
    ],
    rows: predictions.map((one, i) => ({ ...caseRow(cases, i), cells: predictionCells(subject, cases, one, counted, coverage) })),
    notes: notesOf(subject, cases, predictions, counted),
  });
}

function predictionCells(
  subject: Subject,
  cases: NewCases,
  one: UncertainPrediction,
  counted: Counted,
  coverage: number,
): RowCells {
  if (Number.isNaN(one.value)) return {};
  const { fit } = subject;
  const variance = countedVariance(one, counted);
  const [lower, upper] = intervalAround(one.value, variance, dfOf(subject, one, variance), coverage);
  const rowDf = fit.method === 'lm' ? fit.dfResidual : null;
  const [rowLower, rowUpper] = intervalAround(one.value, variance + fit.sigma ** 2, rowDf, coverage);
  const population: RowCells = hasKnown(cases) ? { population: one.population } : {};
  return { ...population, value: one.value, se: Math.sqrt(variance), lower, upper, 'row-lower': rowLower, 'row-upper': rowUpper };
}

/** Student's t where the fixed effects alone are counted. */
function dfOf(subject: Subject, one: UncertainPrediction, variance: number): number | null {
  const { fit } = subject;
  if (fit.method === 'lm') return fit.dfResidual;
  return variance > 0 && variance === one.fixed ? satterthwaiteDf(one.x, subject.asked.vcov, subject.satterthwaite) : null;
}

function uncertaintyTable({ fit }: Subject, cases: NewCases, predictions: readonly UncertainPrediction[]): TableBlock {
  const isNew = cases.groups.includes('new');
  const sd = (id: string, title: string): TableColumn => ({ id, title, format: 'sd' });
  return table({
    id: 'uncertainty',
    title: words.uncertainty,
    columns: [
      caseColumn(cases),
      sd('fixed', 'Fixed effects'),
      ...(hasKnown(cases) ? [sd('known', 'Known groups'), sd('joint', 'Both together')] : []),
      ...(isNew ? [sd('fresh', 'New groups')] : []),
      sd('residual', 'Single rows'),
    ],
    rows: predictions.map(({ fixed, known, joint, fresh, value }, i) => {
      const known_ = hasKnown(cases) ? { known: Math.sqrt(known), joint: Math.sqrt(joint) } : {};
      const cells = { fixed: Math.sqrt(fixed), ...known_, ...(isNew ? { fresh: Math.sqrt(fresh) } : {}), residual: fit.sigma };
      return { ...caseRow(cases, i), cells: Number.isNaN(value) ? {} : cells };
    }),
    notes: hasKnown(cases) ? [words.joint] : [],
  });
}

export function caseColumn({ varied }: NewCases): TableColumn {
  return { id: 'case', title: varied ?? 'Case', format: 'text' };
}

export function caseRow({ labels, varied }: NewCases, i: number) {
  return { id: String(i + 1), label: varied === null ? caseWords.single : labels[i] };
}

function hasKnown({ groups }: NewCases): boolean {
  return groups.some((group) => typeof group === 'number');
}

function notesOf({ fit }: Subject, cases: NewCases, predictions: readonly UncertainPrediction[], counted: Counted): string[] {
  const parts = [
    ...(counted.fixed ? [words.counted.fixed] : []),
    ...(counted.group && hasKnown(cases) ? [words.counted.known] : []),
    ...(counted.group && cases.groups.includes('new') ? [words.counted.fresh] : []),
  ];
  return [
    ...(cases.held.length ? [caseWords.held(cases.held)] : []),
    words.inside(parts),
    words.row,
    ...(fit.method === 'lm' ? [words.linearDf] : [words.exactDf, words.given]),
    ...(fit.spec.offset === undefined ? [] : [words.offset(fit.spec.offset)]),
    ...(predictions.some(({ value }) => Number.isNaN(value)) ? [words.notThere] : []),
  ];
}
