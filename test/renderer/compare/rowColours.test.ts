import { expect, test } from 'vitest';
import { rowColour } from '../../../renderer/compare/rowColours.ts';
import { columns, map } from '../model/schoolLevels.ts';

const colour = (id: string, level: number | null) => rowColour({ id, level }, columns, map);

test('gives a group the colour it has in the level map, whatever its place in a model', () => {
  expect(colour('sd:school:(Intercept)', 2)).toBe('level-3');
  expect(colour('sd:class:school:(Intercept)', 2)).toBe('level-2');
  expect(colour('groups:school', 2)).toBe('level-3');
  expect(colour('school|ses', 2)).toBe('level-3');
  expect(colour('school.1|ses', 2)).toBe('level-3');
});

test('gives a coefficient the colour of its column', () => {
  expect(colour('fixed:teacher years', 3)).toBe('level-2');
  expect(colour('fixed:sectorPublic', 2)).toBe('level-3');
});

test('keeps the rows on the first level and leaves other rows without a colour', () => {
  expect(colour('fixed:ses', 1)).toBe('level-1');
  expect(colour('AIC', null)).toBeNull();
});

test('keeps the report’s own level for what the level map does not know', () => {
  expect(colour('sd:elsewhere:(Intercept)', 4)).toBe('level-4');
});
