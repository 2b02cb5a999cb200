/**
 * The variance that a model with random slopes implies along a slope's predictor, and where groups are most alike.
 *
 * @see Goldstein, Browne & Rasbash (2002), Underst. Stat. 1(4), 223–231; Snijders & Bosker (2012), Multilevel Analysis, 2nd ed., §5.1.1
 */
import type { TableBlock, TableColumn } from '../../../contract/index.ts';
import { nameText } from '../../../formula/index.ts';
import { meanProducts, relativeVariances } from '../../../inference/varianceShares.ts';
import { quantile } from '../../../stats/index.ts';
import { varianceFunctionWords as words } from '../../../text/variance.ts';
import { defineAnalysis } from '../defineAnalysis.ts';
import type { Subject } from '../subject.ts';
import { table } from '../table.ts';
import { groupCovariances } from './groupCovariances.ts';
import { randomRowsWith, slopeVariables, valuesOf } from './slopeVariables.ts';

/** Predictors with no more different values than this have a row for each. */
const FEW = 12;

export const varianceFunction = defineAnalysis({
  id: 'variance-function',
  title: words.title,
  about: words.about,
  area: 'variance',
  applies: (fit) => fit.method === 'lmm' && slopeVariables(fit).length > 0,
  choices: (fit) => {
    const names = slopeVariables(fit);
    const options = names.map((name) => ({ value: name, label: name }));
    return [{ id: 'variable', kind: 'one', label: words.variable, options, value: names[0] }];
  },
  blocks: (subject, chosen) => {
    const variable = chosen.one('variable');
    const values = valuesOf(subject, variable);
    return [valuesTable(subject, variable, pointsOf(values)), ...turningTable(subject, variable, values)];
  },
});

function pointsOf(values: Float64Array): number[] {
  const distinct = [...new Set(values)].sort((a, b) => a - b);
  if (distinct.length <= FEW) return distinct;
  return [...new Set([0, 0.1, 0.25, 0.5, 0.75, 0.9, 1].map((share) => quantile(values, share)))];
}

function valuesTable(subject: Subject, variable: string, points: readonly number[]): TableBlock {
  const { fit } = subject;
  const residual = fit.sigma ** 2;
  const group = (kind: 'variance' | 'share', title: (name: string) => string, format: TableColumn['format']) =>
    fit.groups.map(({ name }, g): TableColumn => ({ id: `${kind}-${g}`, title: title(name), format, over: words.over[kind] }));
  return table({
    id: 'variance-function',
    title: words.tableTitle(variable),
    columns: [
      { id: 'value', title: variable, format: 'estimate' },
      ...group('variance', words.between, 'estimate'),
      { id: 'within', title: words.within, format: 'estimate', over: words.over.variance },
      { id: 'total', title: words.total, format: 'estimate', over: words.over.variance },
      ...group('share', words.share, 'share'),
    ],
    rows: points.map((value, k) => {
      const variances = variancesAt(subject, variable, value);
      const total = variances.reduce((sum, one) => sum + one, residual);
      return {
        id: `value-${k}`,
        cells: {
          value,
          within: residual,
          total,
          ...Object.fromEntries(
            variances.flatMap((one, g) => [
              [`variance-${g}`, one],
              [`share-${g}`, one / total],
            ]),
          ),
        },
      };
    }),
    notes: [words.valuesNote(variable), words.source],
  });
}

/** Variance between the levels of each grouping factor. */
function variancesAt(subject: Subject, variable: string, value: number): number[] {
  const products = randomRowsWith(subject, new Map([[variable, value]])).map(meanProducts);
  const { values } = relativeVariances(subject.model, subject.asked.fit.theta, products);
  return values.map((relative) => relative * subject.fit.sigma ** 2);
}

/** For grouping factors whose random effects are an intercept and the slope of the variable itself. */
function turningTable(subject: Subject, variable: string, values: Float64Array): TableBlock[] {
  const own = groupCovariances(subject.asked).filter(
    ({ columns, covariance }) => columns.join() === ['(Intercept)', nameText(variable)].join() && covariance[1][1] > 0,
  );
  if (own.length === 0) return [];
  const [least, most] = [quantile(values, 0), quantile(values, 1)];
  const rows = own.map(({ group, covariance }) => {
    const value = -covariance[0][1] / covariance[1][1];
    const where = value < least ? 'below' : value > most ? 'above' : 'within';
    const [variance] = [covariance[0][0] - covariance[0][1] ** 2 / covariance[1][1]];
    const explanation = words.turningExplanation(variable, group);
    return { id: group, label: group, explanation, cells: { value, variance, where: words.range[where] } };
  });
  return [
    table({
      id: 'turning-point',
      title: words.turningTitle,
      columns: [
        { id: 'group', title: 'Groups', format: 'text' },
        { id: 'value', title: `${variable} at the ${words.turning.toLowerCase()}`, format: 'estimate' },
        { id: 'variance', title: 'Variance between groups there', format: 'estimate' },
        { id: 'where', title: 'Lies', format: 'text' },
      ],
      rows,
      notes: own.map(({ group }) => words.turningExplanation(variable, group)),
    }),
  ];
}
