import { describe, expect, it } from 'vitest';
import { columnWidths } from '../../../renderer/compare/columnWidths.ts';

const cases = [300, 431, 480, 604, 777, 1300].flatMap((frame) =>
  [90, 135, 260, 700].flatMap((names) => [1, 2, 3, 4, 5, 8].map((models) => ({ frame, names, models }))),
);

describe('columnWidths', () => {
  it.each(cases)('shows only whole models: $models in $frame px with names of $names px', ({ frame, names, models }) => {
    const { first, model, inSight } = columnWidths(frame, names, 108, models);
    if (inSight < models) expect(first + inSight * model).toBe(frame);
    else expect(first + inSight * model).toBeLessThanOrEqual(frame);
    expect(model).toBeGreaterThanOrEqual(108);
    expect(Number.isInteger(first) && Number.isInteger(model)).toBe(true);
  });

  it('shortens the names before a model goes out of sight', () => {
    expect(columnWidths(604, 260, 108, 4)).toEqual({ first: 172, model: 108, inSight: 4 });
    expect(columnWidths(480, 260, 108, 3)).toEqual({ first: 156, model: 108, inSight: 3 });
    expect(columnWidths(480, 260, 108, 4).inSight).toBe(3);
  });

  it('moves no column when another model comes, while there is room', () => {
    expect(columnWidths(604, 140, 108, 1)).toEqual({ first: 140, model: 180, inSight: 1 });
    expect(columnWidths(604, 140, 108, 2)).toEqual({ first: 140, model: 180, inSight: 2 });
  });

  it('keeps one model in sight where there is no room', () => {
    expect(columnWidths(150, 200, 108, 3).inSight).toBe(1);
  });
});
