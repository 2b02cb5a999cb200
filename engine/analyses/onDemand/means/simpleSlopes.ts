/**
 * The slope of a predictor at values of a moderator, and Johnson and Neyman's bounds along it.
 */
import {
  failure,
  type Block,
  type FitResult,
  type NumberChoice,
  type NumbersChoice,
  type YesChoice,
} from '../../../contract/index.ts';
import { estimateOf, marginFamilies } from '../../../inference/emmeans.ts';
import { mean, sd } from '../../../stats/index.ts';
import { marginWords, simpleSlopeWords as words, slopeWords } from '../../../text/means.ts';
import { plain } from '../../../text/words.ts';
import type { Chosen } from '../chosen.ts';
import { coverageChoice, coverageOf } from '../coverage.ts';
import { defineAnalysis } from '../defineAnalysis.ts';
import type { Subject } from '../subject.ts';
import { table } from '../table.ts';
import { estimateCells, estimateColumns } from '../tests/estimateCells.ts';
import { methodChoice, testedAsChosen, type Tested } from '../tests/testMethod.ts';
import { moderation, numbersUsed } from './moderation.ts';
import { moderationBlocks } from './moderationBlocks.ts';
import { partnersOf, predictorsOf } from './predictors.ts';

export const simpleSlopes = defineAnalysis({
  id: 'simple-slopes',
  title: words.title,
  about: words.about,
  area: 'means',
  applies: (fit) => {
    const { numbers, factors } = predictorsOf(fit);
    return numbers.length > 0 && numbers.length + factors.length > 1;
  },
  choices: (fit) => [...whichOf(fit), valuesChoice, methodChoice(fit), coverageChoice, alphaChoice, falseDiscoveryChoice],
  blocks: (subject, chosen) => {
    checkChosen(subject, chosen);
    const [of, moderator] = [chosen.one('of'), chosen.one('moderator')];
    const tested = testedAsChosen(subject, chosen);
    const slopes = slopesTable(subject, tested, chosen);
    if (!isNumber(subject, moderator)) return [slopes];
    const level = chosen.given('alpha') / 100;
    const asked = { of, moderator, level, controlFalseDiscoveries: chosen.yes('fdr') };
    return [slopes, ...moderationBlocks(moderation(subject, tested, asked), asked, tested)];
  },
});

const valuesChoice: NumbersChoice = {
  id: 'values',
  kind: 'numbers',
  label: words.values,
  explanation: words.valuesExplanation,
  names: [words.low, words.middle, words.high],
  value: [null, null, null],
};

const alphaChoice: NumberChoice = { id: 'alpha', kind: 'number', label: words.alpha, value: 5, min: 0.01, max: 50 };

const falseDiscoveryChoice: YesChoice = {
  id: 'fdr',
  kind: 'yes',
  label: words.fdr,
  explanation: words.fdrExplanation,
  value: false,
};

/** At first a number in an interaction and its partner, another number before a factor. */
function whichOf(fit: FitResult) {
  const predictors = predictorsOf(fit);
  const { numbers, factors } = predictors;
  const all = [...numbers, ...factors.map(({ name }) => name)];
  const partnered = numbers.map((of) => ({ of, with: all.filter((name) => partnersOf(of, predictors).includes(name)) }));
  const first = partnered.find((own) => own.with.length > 0) ?? {
    of: numbers[0],
    with: all.filter((name) => name !== numbers[0]),
  };
  const named = (name: string) => ({ value: name, label: plain(name) });
  return [
    { id: 'of', kind: 'one', label: words.of, options: numbers.map(named), value: first.of },
    { id: 'moderator', kind: 'one', label: words.moderator, options: all.map(named), value: first.with[0] },
  ] as const;
}

/** @throws Failure 'analysis.same-variable', 'analysis.no-number' */
function checkChosen(subject: Subject, chosen: Chosen): void {
  const [of, moderator] = [chosen.one('of'), chosen.one('moderator')];
  if (of === moderator) throw failure('analysis.same-variable', { column: of }, words.same(of));
  if (!isNumber(subject, of)) throw failure('analysis.no-number', { column: of }, slopeWords.noNumber(of));
}

function isNumber({ table: data }: Subject, column: string): boolean {
  return data.columns.some(({ name, kind }) => name === column && kind === 'number');
}

/** @throws Failure 'analysis.no-means' */
function slopesTable(subject: Subject, tested: Tested, chosen: Chosen): Block {
  const { expanded, frame, table: data } = subject;
  const [trend, moderator] = [chosen.one('of'), chosen.one('moderator')];
  const at = isNumber(subject, moderator) ? { [moderator]: valuesOf(subject, moderator, chosen) } : {};
  const families = marginFamilies({ of: [moderator], by: [], trend, at }, expanded, frame, data);
  if (!families) throw failure('analysis.no-means', { moderator }, marginWords.unavailable([moderator]));
  return table({
    id: 'simple-slopes',
    title: words.slopes,
    columns: [
      { id: 'value', title: moderator, format: isNumber(subject, moderator) ? 'estimate' : 'text' },
      ...estimateColumns(words.slope),
    ],
    rows: families[0].margins.map((margin) => ({
      id: String(margin.levels[moderator]),
      cells: { value: margin.levels[moderator], ...estimateCells(estimateOf(margin, tested, coverageOf(chosen))) },
    })),
    notes: [slopeWords.method, ...tested.notes],
  });
}

/** Those given, ascending; otherwise the mean and one SD on either side, or both values of a number with two. */
function valuesOf(subject: Subject, moderator: string, chosen: Chosen): number[] {
  const numbers = numbersUsed(subject, moderator);
  const given = chosen.numbers('values');
  const distinct = [...new Set(numbers)];
  if (distinct.length <= 2 && given.every((value) => value === null)) return distinct.sort((a, b) => a - b);
  const usual = [-1, 0, 1].map((k) => mean(numbers) + k * sd(numbers));
  return [...new Set(given.map((value, i) => value ?? usual[i]))].sort((a, b) => a - b);
}
