import type { FitResult } from '../contract/index.ts';
import type { ModelOutline } from './outline.ts';
import { defineTable, type DefinedTable, type RowCells } from './defineTable.ts';
import { distinctNames } from '../inference/parameters.ts';
import { explanations } from '../text/explanations.ts';
import { moreLevels } from '../text/notes.ts';

/** Levels shown; a page with more rows than this helps nobody. */
const SHOWN = 2000;

/** Predicted deviations of each level of one grouping factor, with their conditional SDs beside them. */
export function conditionalModes(group: string): DefinedTable {
  return defineTable({
    id: `modes:${group}`,
    title: `Group effects: ${group}`,
    applies: (model) => model.groups.some(({ name }) => name === group),
    columns: (model) => [
      { id: 'level', title: group, format: 'text' },
      ...columnsOf(model, group).map(({ id, title }) => ({
        id,
        title,
        subtitle: '(conditional SD)',
        format: 'estimate' as const,
      })),
    ],
    rows: (model) =>
      labelsOf(model, group)
        .slice(0, SHOWN)
        .map((label) => ({
          id: label,
          label,
          ...levelOf(model, group),
          explanation: explanations.conditionalMode(group, label),
        })),
    fill: ({ fit }) => modeCells(fit, group),
    notes: (model) => moreLevels(group, labelsOf(model, group).length - SHOWN),
  });
}

/** Columns over all terms of the factor, in their order; a column that two terms have appears once per term. */
function columnsOf(model: ModelOutline, group: string): { id: string; title: string }[] {
  const titles = model.random.filter((term) => term.group === group).flatMap(({ columns }) => columns);
  return distinctNames(titles).map((name, j) => ({ id: `mode:${name}`, title: titles[j] }));
}

function labelsOf(model: ModelOutline, group: string): readonly string[] {
  return model.random.find((term) => term.group === group)?.levels ?? [];
}

function levelOf(model: ModelOutline, group: string) {
  return { level: model.groups.find(({ name }) => name === group)?.level };
}

function modeCells(fit: FitResult, group: string): Record<string, RowCells> {
  const modes = fit.conditionalModes.find((entry) => entry.group === group);
  if (!modes) return {};
  const names = distinctNames(modes.columns);
  const row = (level: number) =>
    names.map((name, j) => [`mode:${name}`, { value: modes.values[level][j], aside: modes.sd[level][j] }]);
  return Object.fromEntries(modes.levels.slice(0, SHOWN).map((label, level) => [label, Object.fromEntries(row(level))]));
}
