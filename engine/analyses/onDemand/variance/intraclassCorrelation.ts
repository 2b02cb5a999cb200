/**
 * Intraclass correlations of a mixed model: shares of variance by level, correlations of rows by what they share, reliability of group means.
 */
import type { Choice, FitResult, TableBlock, TableColumn } from '../../../contract/index.ts';
import { groupSizes } from '../../../inference/groupSizes.ts';
import { meanReliability, spearmanBrown } from '../../../inference/reliability.ts';
import {
  meanProducts,
  relativeVariances,
  varianceShare,
  type RelativeVariances,
  type Share,
} from '../../../inference/varianceShares.ts';
import { iccWords as words } from '../../../text/variance.ts';
import { hasSlopes } from '../../comparedExplained.ts';
import type { Chosen } from '../chosen.ts';
import { coverageChoice, coverageOf } from '../coverage.ts';
import type { RowCells } from '../../defineTable.ts';
import { defineAnalysis } from '../defineAnalysis.ts';
import type { Subject } from '../subject.ts';
import { table } from '../table.ts';
import { containingGroups, sharedSets } from './sharedGroups.ts';
import { meanOf, randomRowsWith, slopeVariables } from './slopeVariables.ts';

export const intraclassCorrelation = defineAnalysis({
  id: 'icc-by-level',
  title: words.title,
  about: words.about,
  area: 'variance',
  applies: ({ method }) => method === 'lmm',
  choices: (fit) => [...slopeChoices(fit), coverageChoice],
  blocks: (subject, chosen) => {
    const held = heldValues(subject, chosen);
    const products = randomRowsWith(subject, held).map(meanProducts);
    const relative = relativeVariances(subject.model, subject.asked.fit.theta, products);
    const notes = commonNotes(subject, held, chosen);
    return [
      sharesTable(subject, relative, chosen, notes),
      correlationsTable(subject, relative, chosen),
      reliabilityTable(subject, relative),
    ];
  },
});

/** Where variances are taken; offered where slopes vary. */
export function slopeChoices(fit: FitResult): Choice[] {
  const names = slopeVariables(fit);
  if (names.length === 0) return [];
  const options = [
    { value: 'average', label: words.average },
    { value: 'at', label: words.at },
  ];
  return [
    { id: 'taken', kind: 'one', label: words.taken, options, value: 'average' },
    { id: 'values', kind: 'numbers', label: words.values, explanation: words.valuesHelp, names, value: names.map(() => null) },
  ];
}

/** Empty where variances are averaged over the rows. */
export function heldValues(subject: Subject, chosen: Chosen): ReadonlyMap<string, number> {
  const names = slopeVariables(subject.fit);
  if (names.length === 0 || chosen.one('taken') === 'average') return new Map();
  const values = chosen.numbers('values');
  return new Map(names.map((name, k) => [name, values[k] ?? meanOf(subject, name)]));
}

function commonNotes(subject: Subject, held: ReadonlyMap<string, number>, chosen: Chosen): string[] {
  return [
    words.shareNote(isResidual(subject)),
    ...takenNote(subject, held),
    ...(subject.spec.weights === undefined ? [] : [words.weightsNote]),
    words.intervalNote(chosen.given('coverage')),
  ];
}

/** With slopes: where the variances were taken. */
export function takenNote({ fit }: Subject, held: ReadonlyMap<string, number>): string[] {
  if (held.size > 0) return [words.atNote([...held])];
  return hasSlopes(fit) ? [words.averageNote] : [];
}

function sharesTable(subject: Subject, relative: RelativeVariances, chosen: Chosen, notes: readonly string[]): TableBlock {
  const { fit, frame, satterthwaite } = subject;
  const variance = fit.sigma ** 2;
  const shares = frame.groups.map((_, g) => varianceShare(relative, [g], satterthwaite.A, coverageOf(chosen)));
  const within = 1 - shares.reduce((sum, { value }) => sum + value, 0);
  return table({
    id: 'variance-shares',
    title: words.sharesTitle(isResidual(subject)),
    columns: [
      { id: 'level', title: 'Between', format: 'text' },
      { id: 'variance', title: 'Variance', format: 'estimate' },
      ...shareColumns('Share'),
    ],
    rows: [
      ...fit.groups.map(({ name, level }, g) => ({
        id: name,
        label: name,
        level,
        explanation: words.shareExplanation(name),
        cells: { variance: relative.values[g] * variance, ...shareCells(shares[g]) },
      })),
      {
        id: 'Residual',
        label: words.rowsLabel,
        level: 1,
        explanation: words.residualExplanation(),
        cells: { variance, value: within },
      },
    ],
    notes,
  });
}

function correlationsTable(subject: Subject, relative: RelativeVariances, chosen: Chosen): TableBlock {
  const { frame, fit, satterthwaite } = subject;
  const nameOf = (g: number): string => frame.groups[g].name;
  return table({
    id: 'row-correlations',
    title: words.correlationsTitle(isResidual(subject)),
    columns: [{ id: 'rows', title: 'Two rows of', format: 'text' }, ...shareColumns('Correlation')],
    rows: sharedSets(frame.groups).map(({ groups, named, apart }) => ({
      id: named.map(nameOf).join(' & '),
      label: words.same(named.map(nameOf), apart.map(nameOf)),
      level: Math.min(...named.map((g) => fit.groups[g].level)),
      explanation: words.sharedExplanation(named.map(nameOf)),
      cells: shareCells(varianceShare(relative, groups, satterthwaite.A, coverageOf(chosen))),
    })),
    notes: frame.groups.length > 1 ? [words.additive] : [],
  });
}

function reliabilityTable({ frame, fit }: Subject, { values }: RelativeVariances): TableBlock {
  const containing = containingGroups(frame.groups);
  const alone = frame.groups.length === 1;
  const icc2 = (g: number, size: number): RowCells => (alone ? { icc2: spearmanBrown(values[g] / (values[g] + 1), size) } : {});
  return table({
    id: 'reliability',
    title: words.reliabilityTitle,
    columns: [
      { id: 'group', title: 'Groups', format: 'text' },
      { id: 'groups', title: 'Number', format: 'count' },
      { id: 'mean', title: 'Mean size', format: 'estimate' },
      { id: 'harmonic', title: 'Harmonic mean', format: 'estimate' },
      { id: 'reliability', title: 'Reliability', format: 'share' },
      ...(alone ? [{ id: 'icc2', title: 'ICC(2)', format: 'share' } satisfies TableColumn] : []),
    ],
    rows: fit.groups.map(({ name, level }, g) => {
      const { sizes, mean, harmonic } = groupSizes(frame.groups[g]);
      const reliability = meanReliability(frame.groups, g, containing[g], values, 1);
      return { id: name, label: name, level, cells: { groups: sizes.length, mean, harmonic, reliability, ...icc2(g, mean) } };
    }),
    notes: [words.reliabilityNote, ...(alone ? [words.icc2Note] : [])],
  });
}

function isResidual({ frame }: Subject): boolean {
  return frame.coefNames.some((name) => name !== '(Intercept)');
}

function shareColumns(title: string): TableColumn[] {
  return [
    { id: 'value', title, format: 'share' },
    { id: 'lower', title: 'Lower', format: 'share' },
    { id: 'upper', title: 'Upper', format: 'share' },
  ];
}

const shareCells = ({ value, lower, upper }: Share) => ({ value, lower, upper });
