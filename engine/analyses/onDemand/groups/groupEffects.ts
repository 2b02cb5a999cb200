/**
 * The predicted effect of every group with its conditional interval, and every group's own coefficients.
 */
import type { ConditionalModes, FitResult, TableBlock } from '../../../contract/index.ts';
import { intervalAround } from '../../../inference/predictionInterval.ts';
import { effectWords as words } from '../../../text/groups.ts';
import type { RowCells } from '../../defineTable.ts';
import { coverageChoice, coverageOf } from '../coverage.ts';
import { chosenGroup, groupChoice } from '../data/modelVariables.ts';
import { defineAnalysis } from '../defineAnalysis.ts';
import { table } from '../table.ts';

export const groupEffects = defineAnalysis({
  id: 'group-effects',
  title: words.title,
  about: words.about,
  area: 'groups',
  applies: ({ method, conditionalModes }) => method === 'lmm' && conditionalModes.length > 0,
  choices: (fit) => [...groupChoice(fit, words.group), coverageChoice],
  blocks: ({ fit }, chosen) => {
    const { name, level } = fit.groups[chosenGroup(fit, chosen.one)];
    const modes = fit.conditionalModes.find(({ group }) => group === name)!;
    return [
      ...modes.columns.map((_, column) => effectTable(modes, column, coverageOf(chosen), level)),
      linesTable(fit, modes, level),
    ];
  },
});

function effectTable(modes: ConditionalModes, column: number, coverage: number, level: number): TableBlock {
  const values = modes.values.map((row) => row[column]);
  const order = values.map((_, at) => at).sort((a, b) => values[b] - values[a]);
  return table({
    id: `effects-${column}`,
    title: words.table(modes.group, modes.columns[column]),
    columns: [
      { id: 'level', title: modes.group, format: 'text' },
      { id: 'rank', title: words.rank, format: 'count' },
      { id: 'value', title: 'Effect', format: 'estimate' },
      { id: 'sd', title: words.sd, format: 'sd' },
      { id: 'lower', title: 'Lower', format: 'estimate' },
      { id: 'upper', title: 'Upper', format: 'estimate' },
      { id: 'flag', title: words.flag, format: 'text' },
    ],
    rows: order.map((at, place) => ({
      id: modes.levels[at],
      label: modes.levels[at],
      level,
      cells: { rank: place + 1, ...effectCells(values[at], modes.sd[at][column], coverage) },
    })),
    notes: [words.rankHelp, words.method(Number((100 * coverage).toPrecision(6))), words.shrunk, words.compare],
  });
}

function effectCells(value: number, sd: number, coverage: number): RowCells {
  const [lower, upper] = intervalAround(value, sd ** 2, null, coverage);
  const flag = lower > 0 ? words.above : upper < 0 ? words.below : null;
  return { value, sd, lower, upper, flag };
}

/** Fixed effects and, for columns that only vary by group, 0, each with the group's effects added. */
function linesTable(fit: FitResult, modes: ConditionalModes, level: number): TableBlock {
  const names = [...new Set([...fit.coefNames, ...modes.columns])];
  const fixed = names.map((name) => fit.beta[fit.coefNames.indexOf(name)] ?? 0);
  const ownEffect = (at: number, name: string): number =>
    modes.columns.reduce((sum, column, j) => (column === name ? sum + modes.values[at][j] : sum), 0);
  return table({
    id: 'lines',
    title: words.lines(modes.group),
    columns: [
      { id: 'level', title: modes.group, format: 'text' },
      ...names.map((title, j) => ({ id: `coef-${j}`, title, format: 'estimate' as const })),
    ],
    rows: modes.levels.map((label, at) => ({
      id: label,
      label,
      level,
      cells: Object.fromEntries(names.map((name, j) => [`coef-${j}`, fixed[j] + ownEffect(at, name)])),
    })),
    notes: [words.linesNote],
  });
}
