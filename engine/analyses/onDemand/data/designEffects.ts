/**
 * Design effects and effective sample sizes of the numeric variables of a model.
 */
import type { NumberColumn } from '../../../contract/index.ts';
import { numberSpread, type NumberSpread } from '../../../inference/betweenWithin.ts';
import { designEffect } from '../../../inference/designEffect.ts';
import { groupSizes } from '../../../inference/groupSizes.ts';
import { designWords as words, spreadWords } from '../../../text/describe.ts';
import type { RowCells } from '../../defineTable.ts';
import { defineAnalysis } from '../defineAnalysis.ts';
import { table } from '../table.ts';
import { knownCells } from './knownCells.ts';
import { chosenGroup, groupChoice, modelVariables } from './modelVariables.ts';

export const designEffects = defineAnalysis({
  id: 'design-effect',
  title: words.title,
  about: words.about,
  area: 'data',
  applies: ({ method }) => method === 'lmm',
  choices: (fit) => groupChoice(fit, spreadWords.group),
  blocks: (subject, chosen) => {
    const group = subject.frame.groups[chosenGroup(subject.fit, chosen.one)];
    const { mean, harmonic, ofRow } = groupSizes(group);
    return [
      table({
        id: 'design-effect',
        title: words.tableTitle(group.name),
        columns: [
          { id: 'name', title: 'Variable', format: 'text' },
          { id: 'n', title: 'Rows', format: 'count' },
          { id: 'icc', title: 'ICC(1)', format: 'share' },
          { id: 'deff', title: words.deff, format: 'estimate' },
          { id: 'equal', title: words.deff, subtitle: words.equal, format: 'estimate' },
          { id: 'harmonic', title: words.deff, subtitle: words.harmonic, format: 'estimate' },
          { id: 'effective', title: words.effective, format: 'estimate' },
        ],
        rows: modelVariables(subject)
          .filter((column): column is NumberColumn => column.kind === 'number')
          .map(({ name, values }) => ({
            id: name,
            label: name,
            explanation: words.rowExplanation(name),
            cells: cellsOf(numberSpread(values, group)),
          })),
        notes: [words.note, words.sizes(group.name, mean, harmonic, ofRow), words.forMean],
      }),
    ];
  },
});

function cellsOf({ n, icc, size, harmonicSize, sizeOfRow }: NumberSpread): RowCells {
  const deff = designEffect(icc, sizeOfRow);
  const [equal, harmonic] = [designEffect(icc, size), designEffect(icc, harmonicSize)];
  const cells = knownCells({ n, icc, deff, equal, harmonic, effective: n / deff });
  return icc < 0 ? { ...cells, icc: { value: icc, explanation: spreadWords.negative } } : cells;
}
