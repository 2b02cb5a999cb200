import { expect, test } from 'vitest';
import { gridOf, parseFormula } from '../../../engine/formula/index.ts';
import { gridColumns } from '../../../renderer/model/gridColumns.ts';
import { columnChoices, pairChoices } from '../../../renderer/model/groupChoices.ts';
import { variableGroups } from '../../../renderer/model/variableGroups.ts';
import { variableUse } from '../../../renderer/model/variableUse.ts';
import { isConstantIn, liesIn } from '../../../renderer/model/withinGroups.ts';
import { columns, map } from './schoolLevels.ts';

const groups = variableGroups(columns, map, 75);
const variable = (name: string) => groups.flatMap(({ variables }) => variables).find(({ column }) => column.name === name)!;
const grid = gridOf(parseFormula('score ~ ses + (1 | school)'))!;

test('lists variables by level, the rows first, and the grouping column at the head of its level', () => {
  expect(groups.map(({ count, variables }) => [count, ...variables.map(({ column }) => column.name)])).toEqual([
    [75, 'score', 'ses', 'sex'],
    [15, 'class', 'teacher years'],
    [5, 'school', 'sector'],
  ]);
});

test('counts every column to the rows while the levels are being worked out', () => {
  expect(variableGroups(columns, null, 75)[0].variables).toHaveLength(columns.length);
});

test('shows the share between groups only where a variable varies within them', () => {
  expect(variable('ses').between).toEqual({ 'class:school': 0.3, school: 0.25 });
  expect(variable('teacher years').between).toEqual({ school: 0.4 });
});

test('takes what is constant in schools for constant in their classes, and not the other way round', () => {
  expect(isConstantIn(map, 'sector', 'class:school')).toBe(true);
  expect(isConstantIn(map, 'teacher years', 'school')).toBe(false);
  expect(isConstantIn(map, 'school', 'school')).toBe(true);
  expect(isConstantIn(map, 'ses', 'school')).toBe(false);
});

test('does not run in circles where two groupings are the same', () => {
  const relation = (inner: string, outer: string) => ({ inner, outer, relation: 'nested' as const });
  expect(liesIn({ ...map, relations: [relation('a', 'b'), relation('b', 'a')] }, 'a', 'c')).toBe(false);
});

test('makes the first variable clicked the outcome, if it holds numbers', () => {
  expect(variableUse(variable('score'), true, null)).toMatchObject({ click: 'choose-outcome', role: 'none' });
  expect(variableUse(variable('sector'), true, null).click).toBe('nothing');
});

test('adds variables as terms and grouping columns as groups once there is an outcome', () => {
  expect(variableUse(variable('score'), false, grid)).toMatchObject({ click: 'nothing', role: 'outcome' });
  expect(variableUse(variable('ses'), false, grid)).toMatchObject({ click: 'toggle-term', role: 'predictor' });
  expect(variableUse(variable('sex'), false, grid)).toMatchObject({ click: 'toggle-term', role: 'none' });
  expect(variableUse(variable('school'), false, grid)).toMatchObject({ click: 'toggle-groups', role: 'groups' });
  expect(variableUse(variable('class'), false, grid)).toMatchObject({ click: 'toggle-groups', role: 'none' });
});

test('leaves a model alone whose formula has no grid', () => {
  expect(variableUse(variable('ses'), false, null).click).toBe('nothing');
});

test('offers columns whose values repeat and that are no groups yet', () => {
  expect(columnChoices(columns, 100, gridColumns(map, grid, []), 'score')).toEqual([
    'ses',
    'sex',
    'class',
    'teacher years',
    'sector',
  ]);
  expect(columnChoices(columns, 75, gridColumns(map, grid, []), 'score')).toEqual(['sex', 'class', 'sector']);
});

test('offers two grouping columns as nested and as crossed where the data leave it open', () => {
  const open = { ...map, groupings: [map.groupings[1]], relations: [], questions: [] };
  const shown = gridColumns(open, gridOf(parseFormula('score ~ 1 + (1 | class)')), []);
  expect(pairChoices(open, shown)).toEqual([
    { kind: 'nested', inner: 'school', outer: 'class' },
    { kind: 'nested', inner: 'class', outer: 'school' },
  ]);
  const question = { id: 'q', inner: 'class', outer: 'school', question: '', readings: [], answer: null };
  expect(pairChoices({ ...open, questions: [question] }, shown)).toEqual([{ kind: 'nested', inner: 'class', outer: 'school' }]);
  expect(pairChoices(map, gridColumns(map, grid, []))).toEqual([{ kind: 'crossed', inner: 'school', outer: 'class' }]);
});
