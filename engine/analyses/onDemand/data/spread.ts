/**
 * Variation of every variable of a model between and within groups.
 */
import type { Column, FactorColumn, NumberColumn, TableBlock } from '../../../contract/index.ts';
import type { GroupingFactor } from '../../../frame/types.ts';
import { categorySpread, numberSpread } from '../../../inference/betweenWithin.ts';
import { spreadWords as words } from '../../../text/describe.ts';
import type { RowCells } from '../../defineTable.ts';
import { defineAnalysis } from '../defineAnalysis.ts';
import { table } from '../table.ts';
import { knownCells } from './knownCells.ts';
import { chosenGroup, groupChoice, modelVariables } from './modelVariables.ts';

export const spread = defineAnalysis({
  id: 'between-within',
  title: words.title,
  about: words.about,
  area: 'data',
  applies: ({ method }) => method === 'lmm',
  choices: (fit) => groupChoice(fit, words.group),
  blocks: (subject, chosen) => {
    const group = subject.frame.groups[chosenGroup(subject.fit, chosen.one)];
    const columns = modelVariables(subject);
    const categories = columns.filter((column): column is FactorColumn => column.kind === 'factor');
    return [numbersTable(columns, group), ...(categories.length ? [categoriesTable(categories, group)] : [])];
  },
});

function numbersTable(columns: readonly Column[], group: GroupingFactor): TableBlock {
  return table({
    id: 'numbers',
    title: words.numbersTitle(group.name),
    columns: [
      { id: 'name', title: 'Variable', format: 'text' },
      { id: 'n', title: 'Rows', format: 'count' },
      { id: 'groups', title: 'Groups', format: 'count' },
      { id: 'mean', title: 'Mean', format: 'estimate' },
      { id: 'sd', title: 'SD', format: 'sd' },
      { id: 'within', title: words.within, format: 'sd' },
      { id: 'between', title: words.between, format: 'sd' },
      { id: 'means', title: words.means, format: 'sd' },
      { id: 'icc', title: 'ICC(1)', format: 'share' },
      { id: 'min', title: 'Minimum', format: 'estimate' },
      { id: 'max', title: 'Maximum', format: 'estimate' },
    ],
    rows: columns
      .filter((column): column is NumberColumn => column.kind === 'number')
      .map(({ name, values }) => ({
        id: name,
        label: name,
        explanation: words.rowExplanation(name, group.name),
        cells: numberCells(values, group),
      })),
    notes: [words.numbersNote],
  });
}

function numberCells(values: Float64Array, group: GroupingFactor): RowCells {
  const { n, groups, mean, sd, within, betweenVariance, ofMeans, icc, min, max } = numberSpread(values, group);
  const between = Math.sqrt(Math.max(0, betweenVariance));
  const cells = knownCells({ n, groups, mean, sd, within, between, means: ofMeans, icc, min, max });
  return icc < 0 ? { ...cells, icc: { value: icc, explanation: words.negative } } : cells;
}

function categoriesTable(columns: readonly FactorColumn[], group: GroupingFactor): TableBlock {
  return table({
    id: 'categories',
    title: words.categoriesTitle(group.name),
    columns: [
      { id: 'name', title: 'Variable', format: 'text' },
      { id: 'n', title: 'Rows', format: 'count' },
      { id: 'categories', title: 'Categories', format: 'count' },
      { id: 'groups', title: 'Groups', format: 'count' },
      { id: 'varying', title: 'Groups that vary', format: 'count' },
      { id: 'share', title: 'Share of groups', format: 'share' },
      { id: 'within', title: 'Variation within', format: 'share' },
    ],
    rows: columns.map(({ name, codes, levels }) => {
      const { n, categories, groups, varying, withinShare } = categorySpread(codes, levels.length, group);
      return {
        id: name,
        label: name,
        explanation: words.rowExplanation(name, group.name),
        cells: knownCells({ n, categories, groups, varying, share: varying / groups, within: withinShare }),
      };
    }),
    notes: [words.categoriesNote],
  });
}
