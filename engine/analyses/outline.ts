/**
 * What is known of a model before it is fitted, enough to lay out every table of its page.
 */
import type { FitResult } from '../contract/index.ts';

/** The part of a fit that does not depend on estimates. A `FitResult` is one, except for its random parameters' names. */
export interface ModelOutline extends Pick<
  FitResult,
  | 'method'
  | 'spec'
  | 'criterion'
  | 'outcome'
  | 'nobs'
  | 'droppedRows'
  | 'droppedBy'
  | 'filteredRows'
  | 'groups'
  | 'coefNames'
  | 'coefLevels'
  | 'droppedColumns'
  | 'factors'
> {
  readonly random: readonly RandomOutline[];
}

/** A random term: its name (`School`, `School.1`), its grouping factor, its columns, and the labels of its groups. */
export interface RandomOutline {
  readonly name: string;
  readonly group: string;
  readonly level: number;
  readonly columns: readonly string[];
  readonly levels: readonly string[];
}

/** The outline that a finished fit has: the same that its frame had before. */
export function outlineOf(fit: FitResult): ModelOutline {
  return { ...fit, random: randomOutlines(fit) };
}

function randomOutlines(fit: FitResult): RandomOutline[] {
  const names = [...new Set(fit.varCorr.filter(({ var1 }) => var1 !== null).map(({ grp }) => grp))];
  return names.map((name) => {
    const group = groupOfTerm(fit, name);
    const columns = fit.varCorr.filter(({ grp, var2 }) => grp === name && var2 === null).map(({ var1 }) => var1 as string);
    const levels = fit.conditionalModes.find((modes) => modes.group === group.name)?.levels ?? [];
    return { name, group: group.name, level: group.level, columns, levels };
  });
}

/** The grouping factor of a term's name: `School.1` is the second term on `School`. */
export function groupOfTerm(model: Pick<FitResult, 'groups'>, name: string): FitResult['groups'][number] {
  const found =
    model.groups.find((group) => group.name === name) ?? model.groups.find((group) => group.name === name.replace(/\.\d+$/, ''));
  if (!found) throw new Error(`The random term ${name} has no grouping factor`);
  return found;
}
