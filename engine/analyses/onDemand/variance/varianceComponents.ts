/**
 * Variance components in full: matrices per grouping factor, ratios to the residual, principal directions.
 */
import type { Block, TableBlock, TextBlock } from '../../../contract/index.ts';
import { dimensions, principalComponents } from '../../../inference/principalComponents.ts';
import { spoken } from '../../../text/explanations.ts';
import { componentWords as words } from '../../../text/variance.ts';
import { plain } from '../../../text/words.ts';
import { groupOfTerm } from '../../outline.ts';
import { defineAnalysis } from '../defineAnalysis.ts';
import type { Subject } from '../subject.ts';
import { table } from '../table.ts';
import { groupCovariances, type GroupCovariance } from './groupCovariances.ts';

export const varianceComponents = defineAnalysis({
  id: 'variance-components',
  title: words.title,
  about: words.about,
  area: 'variance',
  applies: ({ method }) => method === 'lmm',
  choices: () => [],
  blocks: (subject) => {
    const groups = groupCovariances(subject.asked);
    const several = groups.filter(({ columns }) => columns.length > 1);
    return [inWords(groups), listTable(subject), ...several.flatMap((group) => matricesOf(subject, group))];
  },
});

function inWords(groups: readonly GroupCovariance[]): TextBlock {
  const paragraphs = groups.map(({ group, columns, covariance }) =>
    plain(words.dimensions(group, columns.map(spoken), dimensions(covariance))),
  );
  return { kind: 'text', id: 'dimensions', title: words.wordsTitle, paragraphs };
}

function listTable({ fit }: Subject): TableBlock {
  const residual = fit.sigma ** 2;
  const variances = fit.varCorr.filter(({ var2 }) => var2 === null);
  return table({
    id: 'components',
    title: words.listTitle,
    columns: [
      { id: 'effect', title: 'Random effect', format: 'text' },
      { id: 'variance', title: 'Variance', format: 'estimate' },
      { id: 'sd', title: 'SD', format: 'sd' },
      { id: 'ratio', title: 'Ratio', format: 'estimate' },
      { id: 'log', title: 'Log ratio', format: 'estimate' },
    ],
    rows: variances.map(({ grp, var1, vcov }) => ({
      id: `${grp}:${var1}`,
      label: var1 === null ? 'Residual' : `${groupOfTerm(fit, grp).name} ${var1}`,
      level: var1 === null ? 1 : groupOfTerm(fit, grp).level,
      cells: {
        variance: vcov,
        sd: Math.sqrt(vcov),
        ratio: Math.sqrt(vcov / residual),
        log: vcov > 0 ? Math.log(vcov / residual) : null,
      },
    })),
    notes: [words.logRatioNote],
  });
}

function matricesOf({ fit }: Subject, { group, columns, covariance }: GroupCovariance): Block[] {
  const correlation = covariance.map((row, i) =>
    row.map((value, j) => {
      const scale = Math.sqrt(covariance[i][i] * covariance[j][j]);
      return scale > 0 ? value / scale : null;
    }),
  );
  return [
    matrixTable(`covariance:${group}`, words.covarianceTitle(group), columns, covariance, 'estimate'),
    matrixTable(`correlation:${group}`, words.correlationTitle(group), columns, correlation, 'correlation'),
    directionsTable(
      group,
      columns,
      covariance.map((row) => row.map((value) => value / fit.sigma ** 2)),
    ),
  ];
}

function matrixTable(
  id: string,
  title: string,
  columns: readonly string[],
  matrix: readonly (readonly (number | null)[])[],
  format: 'estimate' | 'correlation',
): TableBlock {
  return table({
    id,
    title,
    columns: [
      { id: 'effect', title: '', format: 'text' },
      ...columns.map((column, j) => ({ id: `column-${j}`, title: column, format })),
    ],
    rows: columns.map((column, i) => ({
      id: `${column}-${i}`,
      label: column,
      cells: Object.fromEntries(matrix[i].map((value, j) => [`column-${j}`, value])),
    })),
  });
}

function directionsTable(group: string, columns: readonly string[], relative: readonly (readonly number[])[]): TableBlock {
  return table({
    id: `directions:${group}`,
    title: words.directionsTitle(group),
    columns: [
      { id: 'direction', title: '', format: 'text' },
      { id: 'sd', title: 'Relative SD', format: 'sd' },
      { id: 'share', title: 'Share', format: 'share' },
      ...columns.map((column, j) => ({ id: `column-${j}`, title: column, format: 'correlation' as const, over: 'Weights' })),
    ],
    rows: principalComponents(relative).map(({ sd, share, loadings }, k) => ({
      id: `direction-${k + 1}`,
      label: words.direction(k + 1),
      cells: { sd, share, ...Object.fromEntries(loadings.map((value, j) => [`column-${j}`, value])) },
    })),
    notes: [words.directionsNote],
  });
}
