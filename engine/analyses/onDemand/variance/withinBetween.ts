/**
 * Effects of predictors within and between groups: Mundlak's model, the within–between form, dummy variables beside it, Hausman's test.
 */
import { failure, type Choice, type CoefficientTest, type FitResult, type TableBlock } from '../../../contract/index.ts';
import type { GroupingFactor } from '../../../frame/types.ts';
import { dummyVariableFit, type DummyVariableFit } from '../../../inference/dummyVariables.ts';
import { groupMeanColumn, withGroupMeans } from '../../../inference/groupMeans.ts';
import { hausmanTest, withinBetween as takenApart, type ColumnAndMean, type Estimated } from '../../../inference/mundlak.ts';
import { waldInterval } from '../../../inference/wald.ts';
import { satterthwaitePieces } from '../../../lmm/index.ts';
import { correlation } from '../../../stats/index.ts';
import { mundlakWords as words } from '../../../text/describe.ts';
import { termParts } from '../../../text/words.ts';
import { mixedEstimates } from '../../mixedEstimates.ts';
import { chosenGroup, groupChoice } from '../data/modelVariables.ts';
import { coverageChoice, coverageOf } from '../coverage.ts';
import { defineAnalysis } from '../defineAnalysis.ts';
import type { Subject } from '../subject.ts';
import { table } from '../table.ts';

/** A predictor taken apart: its coefficient in the model as it is, and the places of column and mean in the larger one. */
interface TakenApart extends ColumnAndMean {
  readonly name: string;
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
    const added = withGroupMeans(frame, columns, group, words.mean);
    const apart = columns.flatMap((j, k): TakenApart[] => {
      const { column, mean, known } = added.places[k];
      return column === null || mean === null ? [] : [{ name: frame.coefNames[j], column, mean, known }];
    });
    if (apart.length === 0) throw failure('analysis.no-answer', { group: group.name }, words.nothing);
    const { model, fit: fitted, beta, vcov } = mixedEstimates(added.frame, fit.criterion, hooks);
    const estimated = { beta, vcov, pieces: satterthwaitePieces(model, fitted) };
    const dummies = dummyVariableFit(frame, group);
    const without = columns.map((j) => frame.coefNames[j]).filter((name) => !apart.some((one) => one.name === name));
    return [
      effectsTable(subject, group, apart, estimated, dummies, coverageOf(chosen), [
        ...without.map((name) => words.notApart(name, group.name)),
        ...apart.flatMap(({ name, known }) => (known === null ? [] : [words.known(name, group.name, known)])),
        ...nearlyThere(subject, group, apart),
      ]),
      testTable(apart, estimated),
    ];
  },
});

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
    options: names.map((name) => ({ value: name, label: name })),
    value: [single, ofRows, names].find((some) => some.length)!,
    least: 1,
  };
}

function effectsTable(
  { fit, frame }: Subject,
  group: GroupingFactor,
  apart: readonly TakenApart[],
  estimated: Estimated,
  dummies: DummyVariableFit,
  coverage: number,
  remarks: readonly string[],
): TableBlock {
  const level = fit.groups[frame.groups.indexOf(group)].level;
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
    rows: apart.flatMap((one) => {
      const { within, between, contextual } = takenApart(one, estimated);
      const dummy = dummies.tests.find(({ name }) => name === one.name);
      const row = (id: string, label: string, explanation: string, test: CoefficientTest, at: number) => ({
        id: `${one.name}:${id}`,
        label,
        explanation,
        level: at,
        cells: testCells(test, coverage),
      });
      return [
        { id: one.name, heading: one.name },
        row('within', words.within, words.withinExplanation(one.name, group.name), within, 1),
        row('between', words.between, words.betweenExplanation(one.name, group.name), between, level),
        row('contextual', words.contextual, words.contextualExplanation(one.name, group.name), contextual, level),
        ...(dummy ? [row('dummies', words.dummies, words.dummiesExplanation(group.name), dummy, 1)] : []),
        row(
          'original',
          words.original,
          words.originalExplanation(),
          fit.tests.find(({ name }) => name === one.name)!,
          1,
        ),
      ];
    }),
    notes: [
      words.method(fit.criterion),
      words.dummyNote(group.levels.length, dummies.dfResidual),
      ...(dummies.leftOut.length ? [words.dummyLeftOut(dummies.leftOut)] : []),
      ...remarks,
    ],
  });
}

function testCells({ estimate, se, df, statistic, p }: CoefficientTest, coverage: number) {
  const [lower, upper] = waldInterval(estimate, se, df, coverage);
  return { estimate, se, df, t: statistic, p, lower, upper };
}

function testTable(apart: readonly TakenApart[], estimated: Estimated): TableBlock {
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

function nearlyThere({ frame }: Subject, group: GroupingFactor, apart: readonly TakenApart[]): string[] {
  const { n, X, coefNames } = frame;
  const columnOf = (j: number): Float64Array => X.subarray(j * n, (j + 1) * n);
  return apart.flatMap(({ name, known }) => {
    if (known !== null) return [];
    const means = groupMeanColumn(columnOf(coefNames.indexOf(name)), group);
    const like = coefNames.find((_, j) => Math.abs(correlation(means, columnOf(j))) > ALMOST);
    return like === undefined ? [] : [words.nearlyThere(name, group.name, like)];
  });
}
