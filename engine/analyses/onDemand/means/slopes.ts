/**
 * Slopes of a number by the categories of factors, with their differences.
 */
import { failure, type FitResult } from '../../../contract/index.ts';
import { parseExpression, variablesOf } from '../../../formula/index.ts';
import { estimateOf, marginFamilies, type MarginFamily } from '../../../inference/emmeans.ts';
import { slopeWords as words, marginWords } from '../../../text/means.ts';
import { plain, termParts } from '../../../text/words.ts';
import type { Chosen } from '../chosen.ts';
import { coverageChoice, coverageOf } from '../coverage.ts';
import { defineAnalysis } from '../defineAnalysis.ts';
import type { Subject } from '../subject.ts';
import { table } from '../table.ts';
import { estimateCells, estimateColumns } from '../tests/estimateCells.ts';
import { methodChoice, testedAsChosen } from '../tests/testMethod.ts';
import { adjustChoice, compareChoice, comparisonTables, marginText } from './comparisons.ts';
import { heldAsChosen, heldChoice, heldNotes } from './heldNumbers.ts';
import { partnersOf, predictorsOf, type Predictors } from './predictors.ts';

export const slopes = defineAnalysis({
  id: 'slopes',
  title: words.title,
  about: words.about,
  area: 'means',
  applies: (fit) => predictorsOf(fit).numbers.length > 0 && predictorsOf(fit).factors.length > 0,
  choices: (fit) => {
    const predictors = predictorsOf(fit);
    return [
      ...whatOf(predictors),
      compareChoice(false),
      adjustChoice,
      methodChoice(fit),
      coverageChoice,
      ...heldChoice(predictors.numbers),
    ];
  },
  blocks: (subject, chosen) => {
    const at = heldAsChosen(predictorsOf(subject.fit).numbers, chosen);
    const family = familyChosen(subject, chosen, at);
    const tested = testedAsChosen(subject, chosen);
    const slope = table({
      id: 'slopes',
      title: `${words.of} ${chosen.one('of')}`,
      columns: [
        { id: 'level', title: family.factors.map(({ name }) => name).join(', '), format: 'text' },
        ...estimateColumns(words.slope),
      ],
      rows: family.margins.map((margin) => ({
        id: marginText(family, margin),
        label: marginText(family, margin),
        cells: estimateCells(estimateOf(margin, tested, coverageOf(chosen))),
      })),
      notes: [words.method, ...heldNotes(at), ...(isBent(chosen.one('of'), subject.fit) ? [words.bends] : []), ...tested.notes],
    });
    return [slope, ...comparisonTables('slope-comparisons', [family], tested, chosen)];
  },
});

/** Whether a number enters by more than itself, as in a square. */
function isBent(number: string, { terms }: FitResult): boolean {
  return terms.flatMap(termParts).some((part) => plain(part) !== number && variablesOf(parseExpression(part)).includes(number));
}

/** At first a number that is in an interaction with factors, and those. */
function whatOf(predictors: Predictors) {
  const { numbers, factors } = predictors;
  const factorsWith = (number: string) => factors.filter(({ name }) => partnersOf(number, predictors).includes(name));
  const first = numbers.find((number) => factorsWith(number).length > 0) ?? numbers[0];
  const by = factorsWith(first).length ? factorsWith(first) : factors.slice(0, 1);
  const named = (name: string) => ({ value: name, label: name });
  return [
    { id: 'of', kind: 'one', label: words.of, options: numbers.map(named), value: first },
    {
      id: 'by',
      kind: 'some',
      label: words.by,
      options: factors.map(({ name }) => named(name)),
      value: by.map(({ name }) => name),
      least: 1,
    },
  ] as const;
}

/** @throws Failure 'analysis.no-number', 'analysis.no-means' */
function familyChosen({ expanded, frame, table: data }: Subject, chosen: Chosen, at: Record<string, number[]>): MarginFamily {
  const [trend, of] = [chosen.one('of'), chosen.some('by')];
  if (!data.columns.some(({ name, kind }) => name === trend && kind === 'number'))
    throw failure('analysis.no-number', { column: trend }, words.noNumber(trend));
  const families = marginFamilies({ of, by: [], trend, at }, expanded, frame, data);
  if (!families) throw failure('analysis.no-means', { of }, marginWords.unavailable(of));
  return families[0];
}
