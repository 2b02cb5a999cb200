/**
 * What a click in the builder does to the grid, beyond a single toggle: what people expect to come with it.
 */
import { printExpression, toggleFixed, toggleRandomIntercept, toggleSlope, type GridModel } from '../../engine/formula/index.ts';
import { factorsOf, interactionLabel, termKey } from './terms.ts';

/** The grid of a model that has an outcome and nothing else. */
export function emptyGrid(outcome: string): GridModel {
  return { outcome, intercept: true, fixed: [], random: [], rest: [] };
}

export function hasTerm(grid: GridModel, label: string): boolean {
  return [grid.fixed, ...grid.random.map(({ slopes }) => slopes)].some((labels) =>
    labels.some((other) => termKey(other) === termKey(label)),
  );
}

export function addFixed(grid: GridModel, label: string): GridModel {
  return grid.fixed.some((other) => termKey(other) === termKey(label)) ? grid : toggleFixed(grid, label);
}

/** An interaction comes with the main effects it is made of. */
export function addInteraction(grid: GridModel, first: string, second: string): GridModel {
  const label = interactionLabel(first, second);
  const parts = factorsOf(label).map(printExpression);
  return [...parts, label].reduce(addFixed, grid);
}

/** Takes a term out of the fixed and of every random part; a random intercept stays. */
export function removeTerm(grid: GridModel, label: string): GridModel {
  const without = (labels: readonly string[]) => labels.filter((other) => termKey(other) !== termKey(label));
  const random = grid.random.map((entry) => ({ ...entry, slopes: without(entry.slopes) }));
  return {
    ...grid,
    fixed: without(grid.fixed),
    random: random.filter(({ intercept, slopes }) => intercept || slopes.length > 0),
  };
}

/** A slope that begins to vary by a group brings the intercept along; the intercept can be taken out by itself. */
export function toggleRandomSlope(grid: GridModel, group: string, label: string): GridModel {
  const entry = grid.random.find((random) => random.group === group);
  const turnsOn = !entry?.slopes.includes(label);
  const withIntercept = turnsOn && !entry?.intercept && !entry?.slopes.length ? toggleRandomIntercept(grid, group) : grid;
  return toggleSlope(withIntercept, group, label);
}
