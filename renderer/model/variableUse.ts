import { nameText, type GridModel } from '../../engine/formula/index.ts';
import { modelText as text } from '../text/model.ts';
import { labelsOf } from './predictorForms.ts';
import { columnsOf, groupLabel, termKey } from './terms.ts';
import type { Variable } from './variableGroups.ts';

/** What a click on a variable does, and how the variable takes part in the model. */
export interface VariableUse {
  readonly role: 'outcome' | 'predictor' | 'groups' | 'none';
  readonly click: 'choose-outcome' | 'toggle-term' | 'toggle-groups' | 'nothing';
  /** The click in words. */
  readonly action: string;
}

/** In an empty builder (`isEmpty`) the first variable clicked becomes the outcome; later columns that name groups toggle a random intercept, others a fixed effect. */
export function variableUse({ column, names, groups }: Variable, isEmpty: boolean, grid: GridModel | null): VariableUse {
  const words = text.variables;
  const label = nameText(column.name);
  if (isEmpty) {
    const isNumber = canBeOutcome(column);
    return {
      role: 'none',
      click: isNumber ? 'choose-outcome' : 'nothing',
      action: isNumber ? words.choose(column.name) : words.notNumeric(column.name),
    };
  }
  if (!grid) return { role: 'none', click: 'nothing', action: words.noGrid };
  if (columnsOf(grid.outcome).includes(column.name))
    return { role: 'outcome', click: 'nothing', action: words.isOutcome(column.name) };
  if (names) {
    const on = variesBy(grid, groupLabel(groups.map(nameText)));
    return {
      role: on ? 'groups' : 'none',
      click: 'toggle-groups',
      action: on ? words.ungroup(names.name) : words.group(names.name),
    };
  }
  const used = labelsOf([...grid.fixed, ...grid.random.flatMap(({ slopes }) => slopes)], label).length > 0;
  return {
    role: used ? 'predictor' : 'none',
    click: 'toggle-term',
    action: used ? words.drop(column.name) : words.add(column.name),
  };
}

/** Numbers, and yes-or-no columns, which count as 1 and 0. */
export function canBeOutcome({ kind, scale }: Variable['column']): boolean {
  return kind === 'number' || scale === 'logical';
}

function variesBy(grid: GridModel, group: string): boolean {
  return grid.random.some((entry) => termKey(entry.group) === termKey(group));
}
