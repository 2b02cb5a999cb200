/**
 * Estimated marginal means of any factors, by others, with comparisons.
 */
import { failure, type FitResult, type NumbersChoice, type OneChoice, type SomeChoice } from '../../../contract/index.ts';
import { estimateOf, marginFamilies, type MarginFamily } from '../../../inference/emmeans.ts';
import type { AverageWeights } from '../../../inference/gridAverage.ts';
import type { NamedContrast } from '../../../inference/marginContrasts.ts';
import { marginWords as words } from '../../../text/means.ts';
import type { Chosen } from '../chosen.ts';
import { coverageChoice, coverageOf } from '../coverage.ts';
import { defineAnalysis } from '../defineAnalysis.ts';
import type { Subject } from '../subject.ts';
import { table } from '../table.ts';
import { estimateCells, estimateColumns } from '../tests/estimateCells.ts';
import { methodChoice, testedAsChosen, type Tested } from '../tests/testMethod.ts';
import { plain } from '../../../text/words.ts';
import { adjustChoice, compareChoice, comparisonTables, levelsText, marginText } from './comparisons.ts';
import { heldAsChosen, heldChoice, heldNotes } from './heldNumbers.ts';
import { predictorsOf, type Predictors } from './predictors.ts';

export const marginalMeans = defineAnalysis({
  id: 'marginal-means',
  title: words.title,
  about: words.about,
  area: 'means',
  applies: (fit) => predictorsOf(fit).factors.length > 0,
  choices: (fit) => {
    const predictors = predictorsOf(fit);
    return [
      ...factorChoices(predictors),
      compareChoice(true),
      customChoice(predictors),
      adjustChoice,
      methodChoice(fit),
      coverageChoice,
      weightsChoice,
      ...heldChoice(predictors.numbers),
    ];
  },
  blocks: (subject, chosen) => {
    const families = familiesChosen(subject, chosen);
    const tested = testedAsChosen(subject, chosen);
    const custom = (family: MarginFamily) => customContrast(family, subject.fit, chosen);
    return [
      meansTable(families, tested, subject.fit, chosen),
      ...comparisonTables('mean-comparisons', families, tested, chosen, custom),
    ];
  },
});

function factorChoices({ factors }: Predictors): SomeChoice[] {
  const options = factors.map(({ name }) => ({ value: name, label: name }));
  return [
    { id: 'of', kind: 'some', label: words.of, options, value: [factors[0].name], least: 1 },
    { id: 'by', kind: 'some', label: words.by, explanation: words.byExplanation, options, value: [] },
  ];
}

const weightsChoice: OneChoice = {
  id: 'weights',
  kind: 'one',
  label: words.weights,
  options: [
    { value: 'equal', label: words.equal },
    { value: 'proportional', label: words.proportional },
  ],
  value: 'equal',
};

function customChoice(predictors: Predictors): NumbersChoice {
  const names = categoriesOf(predictors).map(({ name, level }) => `${name} ${level}`);
  const value = names.map(() => null);
  return { id: 'contrast', kind: 'numbers', label: words.customWeights, explanation: words.customExplanation, names, value };
}

/** Every level of every factor, in one list. */
function categoriesOf({ factors }: Predictors) {
  return factors.flatMap(({ name, levels }) => levels.map((level) => ({ name, level })));
}

/** @throws Failure 'analysis.same-factor', 'analysis.no-means' */
function familiesChosen({ expanded, frame, table: data, fit, spec }: Subject, chosen: Chosen): MarginFamily[] {
  const [of, by] = [chosen.some('of'), chosen.some('by')];
  const twice = of.find((name) => by.includes(name));
  if (twice !== undefined) throw failure('analysis.same-factor', { factor: twice }, words.sameFactor(twice));
  const at = heldAsChosen(predictorsOf(fit).numbers, chosen);
  const weights = chosen.one('weights') as AverageWeights;
  const families = marginFamilies({ of, by, at, weights, offset: spec.offset }, expanded, frame, data);
  if (!families) throw failure('analysis.no-means', { of, by }, words.unavailable([...of, ...by]));
  return families;
}

function meansTable(families: readonly MarginFamily[], tested: Tested, fit: FitResult, chosen: Chosen) {
  const rows = families.flatMap((family, f) => {
    const lines = family.margins.map((margin) => ({
      id: `${f}/${marginText(family, margin)}`,
      label: marginText(family, margin),
      cells: estimateCells(estimateOf(margin, tested, coverageOf(chosen))),
    }));
    return families.length > 1 ? [{ id: `${f}`, heading: levelsText(family.by) }, ...lines] : lines;
  });
  const isUnknown = families.some(({ margins }) => margins.some(({ l }) => l === null));
  return table({
    id: 'marginal-means',
    title: words.title,
    columns: [
      { id: 'level', title: families[0].factors.map(({ name }) => name).join(', '), format: 'text' },
      ...estimateColumns(words.mean),
    ],
    rows,
    notes: [
      words.method(chosen.one('weights')),
      ...heldNotes(heldAsChosen(predictorsOf(fit).numbers, chosen)),
      ...(fit.spec.offset === undefined ? [] : [words.offset(plain(fit.spec.offset))]),
      ...(isUnknown ? [words.notEstimable] : []),
      ...tested.notes,
    ],
  });
}

/**
 * The person's weights: a combination of several factors weighs the product, a factor without weights counts equally.
 *
 * @throws Failure 'analysis.no-weights'
 */
function customContrast({ factors, margins }: MarginFamily, fit: FitResult, chosen: Chosen): NamedContrast[] {
  const given = chosen.numbers('contrast');
  const categories = categoriesOf(predictorsOf(fit)).map((category, i) => ({ ...category, weight: given[i] }));
  const own = factors.map(({ name, levels }) => {
    const weighed = categories.filter((category) => category.name === name && category.weight !== null);
    const weightOf = (level: string | number) => weighed.find((category) => category.level === String(level))?.weight ?? 0;
    return { name, weighed, weightOf: weighed.length ? weightOf : () => 1 / levels.length };
  });
  if (own.every(({ weighed }) => weighed.every(({ weight }) => weight === 0)))
    throw failure('analysis.no-weights', {}, words.noWeights);
  const weights = margins.map(({ levels }) => own.reduce((product, { name, weightOf }) => product * weightOf(levels[name]), 1));
  const label = own.flatMap(({ weighed }) => weighed.map(({ level, weight }) => `${weight} ${level}`)).join(', ');
  return [{ label, weights }];
}
