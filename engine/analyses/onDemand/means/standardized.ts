/**
 * Coefficients in standard deviations, nothing being fitted anew but, for SDs at each level, the model without predictors.
 */
import type { FitResult, OneChoice } from '../../../contract/index.ts';
import { estimateOf, type EstimateRow } from '../../../inference/emmeans.ts';
import { selecting } from '../../../inference/linearHypothesis.ts';
import { betweenSd, withinSd } from '../../../inference/standardized.ts';
import { sd } from '../../../stats/index.ts';
import { standardizedWords as words } from '../../../text/means.ts';
import { termParts } from '../../../text/words.ts';
import { groupLevels, isConstantWithin } from '../../dataLevels.ts';
import { mixedEstimates } from '../../mixedEstimates.ts';
import { reducedFrame } from '../../reducedModels.ts';
import { coverageChoice, coverageOf } from '../coverage.ts';
import { defineAnalysis } from '../defineAnalysis.ts';
import type { Subject } from '../subject.ts';
import { table } from '../table.ts';
import { estimateCells, estimateColumns } from '../tests/estimateCells.ts';
import { subjectTerms } from '../tests/subjectTerms.ts';
import { methodChoice, testedAsChosen } from '../tests/testMethod.ts';

type Standardisation = 'posthoc' | 'basic' | 'pseudo';

/** The SDs of a coefficient's column and of the outcome; `predictor` 1 where the column stays as it is. */
interface Scale {
  readonly predictor: number;
  readonly outcome: number;
}

export const standardized = defineAnalysis({
  id: 'standardized',
  title: words.title,
  about: words.about,
  area: 'means',
  applies: ({ terms }) => terms.length > 0,
  choices: (fit) => [standardisationChoice(fit), methodChoice(fit), coverageChoice],
  blocks: (subject, chosen) => {
    const by = chosen.one('by') as Standardisation;
    const { coefNames, assign } = subject.fit;
    const tested = testedAsChosen(subject, chosen);
    const scaleOf = scales(subject, by);
    const units = selecting([...coefNames.keys()], coefNames.length);
    const rows = coefNames.flatMap((name, j) => {
      if (assign[j] === 0) return [];
      const { predictor, outcome } = scaleOf(j);
      const row = scaled(estimateOf({ l: units[j], offset: 0 }, tested, coverageOf(chosen)), predictor / outcome);
      const explanation = predictor === 1 ? words.unitRow(name) : words.row(name);
      return [{ id: name, label: name, explanation, cells: { ...estimateCells(row), predictor, outcome } }];
    });
    return [
      table({
        id: 'standardized',
        title: words.title,
        columns: [
          { id: 'name', title: 'Name', format: 'text' },
          ...estimateColumns(words.estimate),
          { id: 'predictor', title: words.predictorSD, format: 'sd' },
          { id: 'outcome', title: words.outcomeSD, format: 'sd' },
        ],
        rows,
        notes: [noteOf(by), words.intervals, ...tested.notes],
      }),
    ];
  },
});

function standardisationChoice({ method }: FitResult): OneChoice {
  const options = [
    { value: 'posthoc', label: words.posthoc },
    { value: 'basic', label: words.basic },
    ...(method === 'lmm' ? [{ value: 'pseudo', label: words.pseudo }] : []),
  ];
  const explanation = method === 'lmm' ? { explanation: words.explanation } : {};
  return { id: 'by', kind: 'one', label: words.method, options, value: 'posthoc', ...explanation };
}

function noteOf(by: Standardisation): string {
  switch (by) {
    case 'basic':
      return words.basicNote;
    case 'posthoc':
      return words.posthocNote;
    case 'pseudo':
      return words.pseudoNote;
  }
}

/** By place of the coefficient. */
function scales(subject: Subject, by: Standardisation): (j: number) => Scale {
  const { frame } = subject;
  const column = (j: number) => frame.X.slice(j * frame.n, (j + 1) * frame.n);
  if (by === 'pseudo') return scalesByLevel(subject, column);
  const outcome = sd(frame.y);
  const factors = frame.schema.variables.filter(({ kind }) => kind === 'factor').map(({ expression }) => expression);
  const numbersOf = (j: number) => termParts(frame.terms[frame.assign[j] - 1]).filter((part) => !factors.includes(part));
  const isBesideCategories = (j: number) => numbersOf(j).length < termParts(frame.terms[frame.assign[j] - 1]).length;
  return (j) => {
    if (by === 'basic' || !isBesideCategories(j)) return { predictor: sd(column(j)), outcome };
    const numbers = numbersOf(j);
    const alone = frame.coefNames.indexOf(numbers.join(':'));
    return { predictor: numbers.length === 0 ? 1 : sd(column(alone < 0 ? j : alone)), outcome };
  };
}

function scalesByLevel(subject: Subject, column: (j: number) => Float64Array): (j: number) => Scale {
  const { frame, fit } = subject;
  const { sigma, sdOf } = withoutPredictors(subject);
  const levels = groupLevels(frame.groups);
  return (j) => {
    const values = column(j);
    const level = fit.coefLevels[j] ?? 1;
    const own = frame.groups.findIndex((group, g) => levels[g] === level && isConstantWithin(values, 0, frame.n, group));
    if (own < 0) return { predictor: withinSd(values, frame.groups[0]), outcome: sigma };
    return { predictor: betweenSd(values, frame.groups[own]), outcome: sdOf(frame.groups[own].name) };
  };
}

/** The outcome's SDs within and between groups: of the model with nothing but intercepts. */
function withoutPredictors(subject: Subject): { readonly sigma: number; readonly sdOf: (group: string) => number } {
  const { expanded, asked, hooks } = subject;
  const groups = new Map(expanded.random.map((part) => [part.group.name, part]));
  const random = [...groups.values()].map((part) => ({ ...part, intercept: true, terms: [], variables: [], correlated: true }));
  const empty = reducedFrame(subjectTerms(subject), { ...expanded, intercept: true, terms: [], variables: [], random });
  const { sigma, varCorr } = mixedEstimates(empty, asked.criterion, { checkCancelled: hooks.checkCancelled });
  return { sigma, sdOf: (group) => varCorr.find(({ grp }) => grp === group)?.sdcor ?? NaN };
}

function scaled(row: EstimateRow, by: number): EstimateRow {
  return { ...row, estimate: row.estimate * by, se: row.se * by, lower: row.lower * by, upper: row.upper * by };
}
