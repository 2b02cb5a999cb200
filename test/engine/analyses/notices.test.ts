import { describe, expect, it } from 'vitest';
import type { Column, ColumnTable } from '../../../engine/contract/index.ts';
import { coefficientLevels, groupLevels } from '../../../engine/analyses/dataLevels.ts';
import { frameNotices } from '../../../engine/analyses/notices.ts';
import { rowsKey } from '../../../engine/analyses/rowsKey.ts';
import { modelFrame } from '../../../engine/frame/index.ts';

const rows = 48;
const factor = (name: string, levels: number, code: (i: number) => number): Column => ({
  kind: 'factor',
  name,
  codes: Int32Array.from({ length: rows }, (_, i) => code(i)),
  levels: Array.from({ length: levels }, (_, level) => name + level),
  scale: 'nominal',
});
const number = (name: string, value: (i: number) => number): Column => ({
  kind: 'number',
  name,
  values: Float64Array.from({ length: rows }, (_, i) => value(i)),
});

const table: ColumnTable = {
  rows,
  columns: [
    number('y', (i) => Math.sin(i * i) + i / 10),
    number('x', (i) => Math.cos(i)),
    number('big', (i) => 1e5 * Math.sin(3 * i)),
    number('size', (i) => (i % 12) % 4),
    number('twice', (i) => 2 * Math.cos(i)),
    number('gaps', (i) => (i % 10 === 0 ? NaN : Math.sin(i))),
    factor('class', 12, (i) => i % 12),
    factor('school', 4, (i) => (i % 12) % 4),
    factor('day', 6, (i) => Math.floor(i / 8)),
  ],
};

const codes = (formula: string) => frameNotices(modelFrame(formula, table)).map(({ code }) => code);
const only = (formula: string, code: string) => frameNotices(modelFrame(formula, table)).find((notice) => notice.code === code);

describe('notices of a frame', () => {
  it('are none where nothing is odd', () => {
    expect(codes('y ~ x + (x | class)')).toEqual([]);
  });

  it('count rows left out, by variable', () => {
    expect(only('y ~ gaps + (1 | class)', 'rows.dropped')?.message).toBe(
      '5 rows of 48 left out because of missing values: gaps (5).',
    );
  });

  it('name columns that others determine', () => {
    expect(only('y ~ x + twice', 'columns.dropped')?.message).toMatch(/“twice” is fully determined/);
  });

  it('caution about rows beyond the boundary of a spline', () => {
    expect(only('y ~ bs(x, Boundary.knots = c(-0.5, 0.5))', 'predictors.beyond-boundary')?.message).toMatch(
      /^\d+ rows lie outside the boundary knots of bs\(x, Boundary.knots = c\(-0.5, 0.5\)\)/,
    );
    expect(codes('y ~ bs(x)')).toEqual([]);
  });

  it('caution about fewer than five groups', () => {
    expect(codes('y ~ x + (1 | school)')).toEqual(['groups.few']);
    expect(codes('y ~ x + (1 | day)')).toEqual([]);
  });

  it('caution about a slope that cannot vary within its groups', () => {
    expect(only('y ~ size + (size | class)', 'slope.constant-within-groups')?.message).toMatch(
      /size does not vary within any level of class/,
    );
    expect(codes('y ~ size + (size | day)')).toEqual([]);
  });

  it('caution about predictors on very different scales', () => {
    expect(only('y ~ x + big + (1 | class)', 'predictors.scale')?.message).toMatch(/big and x/);
  });
});

describe('levels of the data', () => {
  it('stack nested groupings and put crossed ones beside each other', () => {
    const frame = modelFrame('y ~ 1 + (1 | school/class) + (1 | day)', table);
    expect(frame.groups.map(({ name }, index) => [name, groupLevels(frame.groups)[index]])).toEqual([
      ['class:school', 2],
      ['day', 2],
      ['school', 3],
    ]);
  });

  it('are the highest grouping that a predictor is constant in', () => {
    const frame = modelFrame('y ~ x + size + (1 | school/class)', table);
    expect(coefficientLevels(frame)).toEqual([null, 1, 3]);
  });
});

describe('rowsKey', () => {
  const key = (formula: string) => rowsKey(modelFrame(formula, table));

  it('is the same for models on the same rows and outcome', () => {
    expect(key('y ~ x + (1 | class)')).toBe(key('y ~ size'));
  });

  it('differs where rows, outcome or offset differ', () => {
    expect(new Set([key('y ~ x'), key('y ~ gaps'), key('I(2 * y) ~ x'), key('y ~ x + offset(size)')]).size).toBe(4);
  });
});
