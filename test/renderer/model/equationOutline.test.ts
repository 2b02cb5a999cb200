import { expect, test } from 'vitest';
import type { FactorContrast } from '../../../engine/contract/index.ts';
import { gridOf, parseFormula } from '../../../engine/formula/index.ts';
import { equationOutline } from '../../../renderer/model/equationOutline.ts';
import { gridColumns } from '../../../renderer/model/gridColumns.ts';
import { columns, map } from './schoolLevels.ts';

function outlineOf(formula: string) {
  const grid = gridOf(parseFormula(formula))!;
  return equationOutline(grid, columns, gridColumns(map, grid, []), map);
}

test('forms coefficient names as R does, with the level of each', () => {
  const outline = outlineOf('score ~ ses * sector + (1 + ses | school)');
  expect(outline.coefNames).toEqual(['(Intercept)', 'ses', 'sectorPublic', 'ses:sectorPublic']);
  expect(outline.coefLevels).toEqual([null, 1, 2, 1]);
  expect(outline.varCorr.map(({ grp, var1 }) => [grp, var1])).toEqual([
    ['school', '(Intercept)'],
    ['school', 'ses'],
  ]);
});

test('has everything on one level where nothing varies by groups', () => {
  expect(outlineOf('score ~ sector').coefLevels).toEqual([null, 1]);
});

test('shortens names that an equation has no room for, without mixing up their levels', () => {
  const long = 'Years of experience of the teacher';
  const grid = gridOf(parseFormula(`score ~ \`${long}\``))!;
  expect(equationOutline(grid, columns, [], map).coefNames[1]).toBe('Years of experience of the…');
});

test('abbreviates factors of many levels', () => {
  expect(outlineOf('score ~ school').coefNames).toEqual(['(Intercept)', 'school…']);
});

test('names coefficients by the coding of the factor', () => {
  const grid = gridOf(parseFormula('score ~ sector'))!;
  const named = (contrast: FactorContrast) => equationOutline(grid, columns, [], map, { sector: contrast }).coefNames.slice(1);
  expect(named({ kind: 'treatment', reference: 'Public' })).toEqual(['sectorCatholic']);
  expect(named('sum')).toEqual(['sector1']);
  expect(named('difference')).toEqual(['sectorPublic-Catholic']);
});

test('keeps a distance from a group’s mean on the rows, and the mean itself on the groups', () => {
  const outline = outlineOf('score ~ within(ses, school) + between(ses, school) + (1 | school)');
  expect(outline.coefNames).toEqual(['(Intercept)', 'ses within school', 'ses between school']);
  expect(outline.coefLevels).toEqual([null, 1, 2]);
});
