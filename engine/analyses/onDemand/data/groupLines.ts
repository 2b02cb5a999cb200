/**
 * A least-squares fit for every group: coefficients over groups, what they have together, and each group's own.
 */
import type { Choice, FitResult, TableBlock } from '../../../contract/index.ts';
import { rSquared } from '../../../glm/lm.ts';
import {
  coefficientCorrelation,
  groupCoefficient,
  groupCoefficients,
  groupStandardError,
  groupwiseLm,
  pooledDf,
  pooledSd,
  type GroupFit,
} from '../../../inference/groupwiseLm.ts';
import { fiveNumbers, mean, sd } from '../../../stats/index.ts';
import { linesWords as words } from '../../../text/describe.ts';
import { plain, termParts } from '../../../text/words.ts';
import { groupOfTerm } from '../../outline.ts';
import { defineAnalysis } from '../defineAnalysis.ts';
import type { Subject } from '../subject.ts';
import { table } from '../table.ts';
import { knownCells } from './knownCells.ts';
import { chosenGroup, groupChoice } from './modelVariables.ts';

/** Groups named in a note, and rows of the table of all groups. */
const NAMED = 5;
const MOST_ROWS = 2000;

/** The fits of all groups with the names of the coefficients asked for. */
interface Lines {
  readonly group: string;
  readonly names: readonly string[];
  readonly fits: readonly GroupFit[];
}

export const groupLines = defineAnalysis({
  id: 'group-lines',
  title: words.title,
  about: words.about,
  area: 'data',
  applies: ({ method }) => method === 'lmm',
  choices: (fit) => [...groupChoice(fit, words.group), ...predictorChoice(fit)],
  blocks: (subject, chosen) => {
    const { frame, fit } = subject;
    const picked = predictorChoice(fit).length ? chosen.some('predictors') : [];
    const columns = frame.coefNames.flatMap((name, j) => (name === '(Intercept)' || picked.includes(name) ? [j] : []));
    const group = frame.groups[chosenGroup(fit, chosen.one)];
    const lines = { group: group.name, names: columns.map((j) => frame.coefNames[j]), fits: groupwiseLm(frame, columns, group) };
    return [
      summaryTable(subject, lines),
      ...(lines.names.length > 1 ? [correlationTable(lines)] : []),
      togetherTable(lines),
      groupsTable(lines),
    ];
  },
});

/** Columns that vary within groups; single variables from the start, their interactions when asked for. */
function predictorChoice({ coefNames, coefLevels }: FitResult): Choice[] {
  const names = coefNames.filter((_, j) => coefLevels[j] === 1);
  if (names.length === 0) return [];
  const options = names.map((name) => ({ value: name, label: plain(name) }));
  const value = names.filter((name) => termParts(name).length === 1);
  return [{ id: 'predictors', kind: 'some', label: words.predictors, explanation: words.predictorsHelp, options, value }];
}

function summaryTable({ fit }: Subject, { group, names, fits }: Lines): TableBlock {
  const mixedSd = (name: string): number | null =>
    fit.varCorr.find(({ grp, var1, var2 }) => var1 === name && var2 === null && groupOfTerm(fit, grp).name === group)?.sdcor ??
    null;
  return table({
    id: 'coefficients',
    title: words.summaryTitle,
    columns: [
      { id: 'name', title: 'Coefficient', format: 'text' },
      { id: 'groups', title: 'Groups', format: 'count' },
      { id: 'mean', title: 'Mean', format: 'estimate' },
      { id: 'sd', title: 'SD', format: 'sd' },
      { id: 'min', title: 'Minimum', format: 'estimate' },
      { id: 'q1', title: 'Lower quartile', format: 'estimate' },
      { id: 'median', title: 'Median', format: 'estimate' },
      { id: 'q3', title: 'Upper quartile', format: 'estimate' },
      { id: 'max', title: 'Maximum', format: 'estimate' },
      { id: 'mixed', title: words.mixedSd, format: 'sd' },
    ],
    rows: names.map((name) => {
      const values = groupCoefficients(fits, name);
      const [min, q1, median, q3, max] = fiveNumbers(values);
      const cells = { groups: values.length, mean: mean(values), sd: sd(values), min, q1, median, q3, max };
      return { id: name, label: name, cells: { ...knownCells(cells), mixed: mixedSd(name) } };
    }),
    notes: [words.method, words.mixedNote, ...incomplete(fits, names)],
  });
}

function incomplete(fits: readonly GroupFit[], names: readonly string[]): string[] {
  const small = fits.filter(({ frame }) => frame.p < names.length).map(({ level }) => level);
  const exact = fits.filter(({ frame, fit }) => frame.p === names.length && fit.dfResidual === 0).map(({ level }) => level);
  return [...(small.length ? [words.tooSmall(small, NAMED)] : []), ...(exact.length ? [words.noSpare(exact, NAMED)] : [])];
}

function correlationTable({ names, fits }: Lines): TableBlock {
  return table({
    id: 'correlations',
    title: words.correlationTitle,
    columns: [
      { id: 'name', title: '', format: 'text' },
      ...names.map((name, j) => ({ id: `with-${j}`, title: name, format: 'correlation' as const })),
    ],
    rows: names.map((one) => ({
      id: one,
      label: one,
      cells: knownCells(Object.fromEntries(names.map((other, j) => [`with-${j}`, coefficientCorrelation(fits, one, other)]))),
    })),
  });
}

function togetherTable({ names, fits }: Lines): TableBlock {
  const shares = fits
    .filter(({ fit, frame }) => fit.dfResidual > 0 && frame.p > 1)
    .map(({ fit, frame }) => rSquared(fit, frame).value);
  return table({
    id: 'together',
    title: words.pooledTitle,
    columns: [
      { id: 'name', title: '', format: 'text' },
      { id: 'value', title: 'Value', format: 'estimate' },
    ],
    rows: [
      {
        id: 'groups',
        label: words.fitted,
        format: 'count',
        cells: { value: fits.filter(({ fit }) => fit.p === names.length).length },
      },
      { id: 'sd', label: words.pooledSd, format: 'sd', cells: knownCells({ value: pooledSd(fits) }) },
      { id: 'df', label: words.pooledDf, format: 'df', cells: { value: pooledDf(fits) } },
      ...(shares.length
        ? ([
            { id: 'mean-r2', label: words.meanR2, format: 'share', cells: { value: mean(shares) } },
            { id: 'median-r2', label: words.medianR2, format: 'share', cells: { value: fiveNumbers(shares)[2] } },
          ] as const)
        : []),
    ],
  });
}

function groupsTable({ group, names, fits }: Lines): TableBlock {
  const shown = fits.slice(0, MOST_ROWS);
  return table({
    id: 'groups',
    title: words.groupsTitle(group),
    columns: [
      { id: 'group', title: group, format: 'text' },
      { id: 'n', title: 'Rows', format: 'count' },
      ...names.map((name, j) => ({ id: `coef-${j}`, title: name, format: 'estimate' as const })),
      { id: 'sigma', title: 'Residual SD', format: 'sd' },
      { id: 'r2', title: 'R²', format: 'share' },
    ],
    rows: shown.map((one) => ({ id: one.level, label: one.level, cells: groupCells(one, names) })),
    notes: fits.length > MOST_ROWS ? [words.more(fits.length - MOST_ROWS)] : [],
  });
}

function groupCells(one: GroupFit, names: readonly string[]) {
  const { fit, frame } = one;
  const spare = fit.dfResidual > 0;
  return {
    n: fit.n,
    ...Object.fromEntries(
      names.map((name, j) => {
        const [value, se] = [groupCoefficient(one, name), groupStandardError(one, name)];
        return [`coef-${j}`, Number.isNaN(value) ? null : spare ? { value, aside: se } : value];
      }),
    ),
    sigma: spare ? fit.sigma : null,
    r2: spare && frame.p > 1 ? rSquared(fit, frame).value : null,
  };
}
