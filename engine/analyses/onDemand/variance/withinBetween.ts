/**
 * Effects of predictors within and between groups: Mundlak's model, the within–between form, dummy variables beside it, Hausman's test.
 */
import type { Choice, CoefficientTest, FitResult, TableBlock } from '../../../contract/index.ts';
import { nameText } from '../../../formula/index.ts';
import type { GroupingFactor, ModelFrame } from '../../../frame/types.ts';
import { dummyVariableFit, type DummyVariableFit } from '../../../inference/dummyVariables.ts';
import { groupMeanColumn, withGroupMeans, withPartsJoined } from '../../../inference/groupMeans.ts';
import { hausmanTest, withinBetween as takenApart, type ColumnAndMean, type Estimated } from '../../../inference/mundlak.ts';
import { waldInterval } from '../../../inference/wald.ts';
import { satterthwaitePieces } from '../../../lmm/index.ts';
import { correlation } from '../../../stats/index.ts';
import { mundlakWords as words } from '../../../text/describe.ts';
import { plain, termParts } from '../../../text/words.ts';
import { mixedEstimates } from '../../mixedEstimates.ts';
import { chosenGroup, groupChoice } from '../data/modelVariables.ts';
import { coverageChoice, coverageOf } from '../coverage.ts';
import { defineAnalysis } from '../defineAnalysis.ts';
import type { Subject } from '../subject.ts';
import { table } from '../table.ts';

/** A predictor, and where its column and its group mean stand in the larger model; null where it cannot be taken apart. */
interface Predictor {
  readonly name: string;
  readonly places: ColumnAndMean | null;
  /** The column of the model that is the mean already. */
  readonly known: string | null;
}

export const withinBetween = defineAnalysis({
  id: 'within-between',
  title: words.title,
  about: words.about,
  area: 'variance',
  applies: (fit) => fit.method === 'lmm' && candidates(fit).length > 0,
  choices: (fit) => [predictorChoice(fit), ...groupChoice(fit, words.group), coverageChoice],
  blocks: (subject, chosen) => {
    const { frame, fit, hooks } = subject;
    const group = frame.groups[chosenGroup(fit, chosen.one)];
    const columns = frame.coefNames.flatMap((name, j) => (chosen.some('predictors').includes(name) ? [j] : []));
    const parts = partsOf(frame, columns, group);
    const added = withGroupMeans(withPartsJoined(frame, parts), columns, group, words.mean, parts);
    const predictors = columns.map((j, k): Predictor => {
      const { column, mean, known } = added.places[k];
      return { name: frame.coefNames[j], places: column === null || mean === null ? null : { column, mean }, known };
    });
    const { model, fit: fitted, beta, vcov } = mixedEstimates(added.frame, fit.criterion, hooks);
    const estimated = { beta, vcov, pieces: satterthwaitePieces(model, fitted) };
    const apart = predictors.flatMap(({ places }) => places ?? []);
    return [
      effectsTable(subject, group, predictors, estimated, coverageOf(chosen)),
      ...(apart.length ? [testTable(apart, estimated)] : []),
    ];
  },
});

/** By the place of each chosen within(x, g), that of between(x, g) where the model has it as well. */
function partsOf({ coefNames }: ModelFrame, columns: readonly number[], { name: group }: GroupingFactor): Map<number, number> {
  const pairs = columns.flatMap((j): [number, number][] => {
    const [, variable] = coefNames[j].match(/^within\((.+)\)$/) ?? [];
    const between = coefNames.indexOf(`between(${variable})`);
    return variable?.endsWith(`, ${nameText(group)}`) && between >= 0 ? [[j, between]] : [];
  });
  return new Map(pairs);
}

/** Coefficients whose column varies within the groups of some level. */
function candidates({ coefNames, coefLevels, groups }: FitResult): string[] {
  const highest = Math.max(...groups.map(({ level }) => level));
  return coefNames.filter((_, j) => coefLevels[j] !== null && coefLevels[j] < highest);
}

function predictorChoice(fit: FitResult): Choice {
  const names = candidates(fit);
  const ofRows = names.filter((name) => fit.coefLevels[fit.coefNames.indexOf(name)] === 1);
  const single = ofRows.filter((name) => termParts(name).length === 1);
  return {
    id: 'predictors',
    kind: 'some',
    label: words.predictors,
    explanation: words.predictorsHelp,
    options: names.map((name) => ({ value: name, label: plain(name) })),
    value: [single, ofRows, names].find((some) => some.length)!,
    least: 1,
  };
}

function effectsTable(
  subject: Subject,
  group: GroupingFactor,
  predictors: readonly Predictor[],
  estimated: Estimated,
  coverage: number,
): TableBlock {
  const dummies = dummyVariableFit(subject.frame, group);
  return table({
    id: 'within-between',
    title: words.effectsTitle,
    columns: [
      { id: 'effect', title: 'Effect', format: 'text' },
      { id: 'estimate', title: 'Estimate', format: 'estimate' },
      { id: 'se', title: 'SE', format: 'estimate' },
      { id: 'df', title: 'df', format: 'df' },
      { id: 't', title: 't', format: 'estimate' },
      { id: 'p', title: 'p', format: 'p' },
      { id: 'lower', title: 'Lower', format: 'estimate' },
      { id: 'upper', title: 'Upper', format: 'estimate' },
    ],
    rows: predictors.flatMap((one) => [
      { id: one.name, heading: one.name },
      ...effectsOf(subject, group, one, estimated, dummies).map(({ id, label, explanation, test, level }) => ({
        id: `${one.name}:${id}`,
        label,
        explanation,
        level,
        cells: testCells(test, coverage),
      })),
    ]),
    notes: [
      ...(predictors.some(({ places }) => places) ? [words.method(subject.fit.criterion)] : []),
      words.dummyNote(group.levels.length, dummies.dfResidual),
      ...(dummies.leftOut.length ? [words.dummyLeftOut(dummies.leftOut)] : []),
      ...remarks(subject, group, predictors),
    ],
  });
}

interface Effect {
  readonly id: string;
  readonly label: string;
  readonly explanation: string;
  readonly test: CoefficientTest;
  readonly level: number;
}

function effectsOf(
  { fit, frame }: Subject,
  { name: group }: GroupingFactor,
  { name, places }: Predictor,
  estimated: Estimated,
  dummies: DummyVariableFit,
): Effect[] {
  const level = fit.groups[frame.groups.findIndex((one) => one.name === group)].level;
  const tests = places && takenApart(places, estimated);
  const effect = (id: string, label: string, explanation: string, test: CoefficientTest | undefined, at: number): Effect[] =>
    test ? [{ id, label, explanation, test, level: at }] : [];
  const own = (all: readonly CoefficientTest[]) => all.find((test) => test.name === name);
  return [
    ...effect('within', words.within, words.withinExplanation(name, group), tests?.within, level - 1),
    ...effect('between', words.between, words.betweenExplanation(name, group), tests?.between, level),
    ...effect('contextual', words.contextual, words.contextualExplanation(name, group), tests?.contextual, level),
    ...effect('dummies', words.dummies, words.dummiesExplanation(group), own(dummies.tests), level - 1),
    ...effect('original', words.original, words.originalExplanation(), own(fit.tests), level - 1),
  ];
}

function testCells({ estimate, se, df, statistic, p }: CoefficientTest, coverage: number) {
  const [lower, upper] = waldInterval(estimate, se, df, coverage);
  return { estimate, se, df, t: statistic, p, lower, upper };
}

function testTable(apart: readonly ColumnAndMean[], estimated: Estimated): TableBlock {
  const { F, numDf, denDf, fP, chisq, df, chisqP } = hausmanTest(apart, estimated);
  return table({
    id: 'hausman',
    title: words.testTitle,
    columns: [
      { id: 'test', title: 'Hypothesis', format: 'text' },
      { id: 'F', title: 'F', format: 'estimate' },
      { id: 'df1', title: 'df 1', format: 'df' },
      { id: 'df2', title: 'df 2', format: 'df' },
      { id: 'p', title: 'p', format: 'p' },
      { id: 'chisq', title: 'χ²', format: 'estimate' },
      { id: 'df', title: 'df', format: 'df' },
      { id: 'chisqP', title: 'p (χ²)', format: 'p' },
    ],
    rows: [
      {
        id: 'contextual',
        label: words.testLabel,
        explanation: words.testExplanation(),
        cells: { F, df1: numDf, df2: denDf, p: fP, chisq, df, chisqP },
      },
    ],
    notes: [words.testExplanation(), words.hausman],
  });
}

/** A correlation with another predictor from which the effects of the two can hardly be told apart. */
const ALMOST = 0.98;

function remarks(subject: Subject, group: GroupingFactor, predictors: readonly Predictor[]): string[] {
  return predictors.flatMap(({ name, places, known }) => {
    if (places === null) return [words.notApart(name, group.name)];
    if (known?.startsWith('between(') && name.startsWith('within(')) return [words.apartAlready(plain(name), plain(known))];
    if (known !== null) return [words.known(name, group.name, known)];
    const like = almostTheMean(subject, group, name);
    return like === undefined ? [] : [words.nearlyThere(name, group.name, like)];
  });
}

/** A predictor of the model that goes almost as the group means of another do. */
function almostTheMean({ frame: { n, X, coefNames } }: Subject, group: GroupingFactor, name: string): string | undefined {
  const columnOf = (j: number): Float64Array => X.subarray(j * n, (j + 1) * n);
  const means = groupMeanColumn(columnOf(coefNames.indexOf(name)), group);
  return coefNames.find((_, j) => Math.abs(correlation(means, columnOf(j))) > ALMOST);
}
