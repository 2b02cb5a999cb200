/**
 * Rows of a linear model by how far the estimates move without them.
 */
import type { TableBlock } from '../../../contract/index.ts';
import { cooksDistance } from '../../../glm/lm.ts';
import { rowInfluence } from '../../../inference/influence.ts';
import { rowInfluenceWords as words, rowWords } from '../../../text/predictions.ts';
import { defineAnalysis } from '../defineAnalysis.ts';
import type { Subject } from '../subject.ts';
import { table } from '../table.ts';

export const influentialRows = defineAnalysis({
  id: 'influential-rows',
  title: words.title,
  about: words.about,
  area: 'predictions',
  applies: ({ method, dfResidual }) => method === 'lm' && dfResidual > 1,
  choices: () => [{ id: 'shown', kind: 'number', label: words.shown, value: 50, min: 1, max: 1_000_000, whole: true }],
  blocks: (subject, chosen) => [influenceTable(subject, chosen.given('shown'))],
});

function influenceTable({ frame, fit, linear }: Subject, shown: number): TableBlock {
  const { n } = frame;
  const cook = cooksDistance(linear);
  const { leverage, student, dfbetas } = rowInfluence(linear);
  const known = (value: number): number | null => (Number.isFinite(value) ? value : null);
  const order = Array.from(cook.keys()).sort((a, b) => (cook[b] || 0) - (cook[a] || 0));
  return table({
    id: 'influential-rows',
    title: words.title,
    columns: [
      { id: 'row', title: rowWords.row, format: 'text' },
      { id: 'cook', title: rowWords.cook, format: 'estimate' },
      { id: 'leverage', title: rowWords.leverage, format: 'share' },
      { id: 'student', title: rowWords.student, format: 'estimate' },
      ...fit.coefNames.map((title, j) => ({ id: `dfbetas-${j}`, title, format: 'estimate' as const, over: words.change })),
    ],
    rows: order.slice(0, shown).map((i) => ({
      id: String((frame.rowNumbers ?? frame.rows)[i] + 1),
      label: String((frame.rowNumbers ?? frame.rows)[i] + 1),
      ...(cook[i] > 4 / n ? { explanation: words.flagged } : {}),
      cells: {
        cook: known(cook[i]),
        leverage: leverage[i],
        student: known(student[i]),
        ...Object.fromEntries(fit.coefNames.map((_, j) => [`dfbetas-${j}`, known(dfbetas[j * n + i])])),
      },
    })),
    notes: [words.note(4 / n), words.dfbetas(2 / Math.sqrt(n))],
  });
}
