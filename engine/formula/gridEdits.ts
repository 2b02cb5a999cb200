import type { GridModel, GridRandom } from './grid.ts';

/** What a click in the grid does: each function returns the grid after it. */

export function withOutcome(grid: GridModel, outcome: string): GridModel {
  return { ...grid, outcome, fixed: grid.fixed.filter((label) => label !== outcome) };
}

export function toggleIntercept(grid: GridModel): GridModel {
  return { ...grid, intercept: !grid.intercept };
}

export function toggleFixed(grid: GridModel, label: string): GridModel {
  return { ...grid, fixed: toggled(grid.fixed, label) };
}

export function toggleRandomIntercept(grid: GridModel, group: string): GridModel {
  return withGroup(grid, group, (entry) => ({ ...entry, intercept: !entry.intercept }));
}

export function toggleSlope(grid: GridModel, group: string, label: string): GridModel {
  return withGroup(grid, group, (entry) => ({ ...entry, slopes: toggled(entry.slopes, label) }));
}

export function toggleCorrelated(grid: GridModel, group: string): GridModel {
  return withGroup(grid, group, (entry) => ({ ...entry, correlated: !entry.correlated }));
}

/** The grid with one grouping factor's entry changed: made where it is not there, gone where no effect is left. */
function withGroup(grid: GridModel, group: string, change: (entry: GridRandom) => GridRandom): GridModel {
  const empty: GridRandom = { group, intercept: false, slopes: [], correlated: true };
  const isThere = grid.random.some((entry) => entry.group === group);
  const random = (isThere ? grid.random : [...grid.random, empty]).map((entry) =>
    entry.group === group ? change(entry) : entry,
  );
  return { ...grid, random: random.filter(({ intercept, slopes }) => intercept || slopes.length > 0) };
}

function toggled(labels: readonly string[], label: string): string[] {
  return labels.includes(label) ? labels.filter((other) => other !== label) : [...labels, label];
}
