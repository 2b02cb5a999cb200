import { expect, test } from 'vitest';
import { formulaOf, gridOf, parseFormula, type GridModel } from '../../../engine/formula/index.ts';
import { addFixed, addInteraction, emptyGrid, removeTerm, toggleRandomSlope } from '../../../renderer/model/builderEdits.ts';
import { gridColumns } from '../../../renderer/model/gridColumns.ts';
import { gridRows, rowTerms } from '../../../renderer/model/gridRows.ts';
import { map } from './schoolLevels.ts';

const grid = (formula: string): GridModel => gridOf(parseFormula(formula))!;
const rowsOf = (formula: string, kept: readonly string[] = []) => {
  const model = grid(formula);
  return gridRows(model, gridColumns(map, model, []), kept, map);
};

test('offers the groupings of the level map, the outer one first', () => {
  const columns = gridColumns(map, grid('score ~ 1'), []);
  expect(columns.map(({ group }) => group)).toEqual(['school', 'class:school']);
  expect(columns.map(({ grouping }) => grouping)).toEqual(['school', 'class:school']);
});

test('leaves out a grouping that is only proposed', () => {
  const proposed = { ...map, groupings: map.groupings.map((grouping) => ({ ...grouping, status: 'proposed' as const })) };
  expect(gridColumns(proposed, grid('score ~ 1'), [])).toEqual([]);
  expect(gridColumns(proposed, grid('score ~ 1'), ['school'])[0].grouping).toBeNull();
});

test('gives a grouping factor of the formula and one asked for a column, each once', () => {
  const columns = gridColumns(map, grid('score ~ 1 + (1 | school:class) + (1 | sex)'), ['sex', '`teacher years`']);
  expect(columns.map(({ name }) => name)).toEqual(['school', 'school:class', 'sex', 'teacher years']);
});

test('puts the intercept first, then main effects, then interactions, and keeps rows that were switched off', () => {
  expect(rowsOf('score ~ ses:sector + (1 + sex | school)', ['ses']).map(({ name }) => name)).toEqual([
    'intercept',
    'ses',
    'sex',
    'ses × sector',
  ]);
});

test('shows a kept interaction once, whichever way round it was added', () => {
  expect(rowTerms(grid('score ~ ses * sector'), ['sector:ses'])).toEqual(['ses', 'sector', 'ses:sector']);
});

test('has no toggle where a term is constant within groups, and says why', () => {
  const [, years, sector, product] = rowsOf('score ~ `teacher years` + sector + ses:sector');
  expect(years.cells.map(({ impossible }) => impossible !== null)).toEqual([false, true]);
  expect(sector.cells.map(({ impossible }) => impossible !== null)).toEqual([true, true]);
  expect(sector.cells[0].impossible).toContain('sector is the same for all rows of one school');
  expect(product.cells.every(({ impossible }) => impossible === null)).toBe(true);
});

test('keeps the toggle of a slope that is in the formula all the same', () => {
  const [, sector] = rowsOf('score ~ sector + (1 + sector | school)');
  expect(sector.cells[0]).toMatchObject({ on: true, impossible: null });
});

test('draws a bracket from the first to the last random effect of a factor', () => {
  const pieces = rowsOf('score ~ ses + sex + (1 + sex | school)').map(({ cells }) => cells[0].bracket?.piece ?? null);
  expect(pieces).toEqual(['first', 'middle', 'last']);
  expect(rowsOf('score ~ ses + (1 | school)').every(({ cells }) => cells[0].bracket === null)).toBe(true);
  expect(rowsOf('score ~ ses + (ses || school)')[0].cells[0].bracket?.correlated).toBe(false);
});

test('brings the random intercept along with the first slope, and not back once it was taken out', () => {
  expect(formulaOf(toggleRandomSlope(grid('score ~ ses'), 'school', 'ses'))).toBe('score ~ ses + (1 + ses | school)');
  expect(formulaOf(toggleRandomSlope(grid('score ~ ses + sex + (0 + ses | school)'), 'school', 'sex'))).toBe(
    'score ~ ses + sex + (0 + ses + sex | school)',
  );
  expect(formulaOf(toggleRandomSlope(grid('score ~ ses + (ses | school)'), 'school', 'ses'))).toBe('score ~ ses + (1 | school)');
});

test('adds an interaction with the main effects it is made of', () => {
  expect(formulaOf(addInteraction(grid('score ~ ses'), 'ses', 'sector'))).toBe('score ~ ses + sector + ses:sector');
  expect(addFixed(grid('score ~ ses * sector'), 'sector:ses').fixed).toHaveLength(3);
});

test('removes a term from the fixed and from every random part', () => {
  expect(formulaOf(removeTerm(grid('score ~ ses + sex + (1 + ses | school) + (0 + ses | class:school)'), 'ses'))).toBe(
    'score ~ sex + (1 | school)',
  );
});

test('prints nested groups with the same effects the short way', () => {
  const both = ['school', 'class:school'].map((group) => ({ group, intercept: true, slopes: [], correlated: true }));
  expect(formulaOf({ ...emptyGrid('score'), random: both })).toBe('score ~ 1 + (1 | school/class)');
});
