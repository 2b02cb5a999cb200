import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { columnsOfLook, run } from '../../../../engine/index.ts';
import type { Block, Look, PlotBlock, PlotLayer, TableBlock } from '../../../../engine/contract/index.ts';
import { quietHooks, readFile } from '../../../../main/services/data/index.ts';

const samples = join(import.meta.dirname, '../../../../resources/samples');
const { table: hsb } = await readFile(join(samples, 'hsb.csv'), { kinds: { School: 'factor' } }, quietHooks);
const { table: sleep } = await readFile(join(samples, 'sleepstudy.csv'), { kinds: { Subject: 'factor' } }, quietHooks);

const blocks = (look: Look, of = hsb): readonly Block[] => run({ kind: 'description', look }, of, quietHooks).report.blocks;
const tables = (look: Look, of = hsb) => blocks(look, of).filter((block): block is TableBlock => block.kind === 'table');
const plot = (look: Look, of = hsb) => blocks(look, of)[0] as PlotBlock;
const layersOf = <K extends PlotLayer['kind']>(block: PlotBlock, kind: K) =>
  block.plot.layers.filter((layer): layer is Extract<PlotLayer, { kind: K }> => layer.kind === kind);

describe('looking at data', () => {
  test('a summary by a factor has a heading a variable and a row a category', () => {
    const [summary] = tables({ what: 'summary', columns: ['MathAch', 'SES'], by: 'Sector' });
    expect(summary.rows.map(({ heading, cells }) => heading ?? cells.name)).toEqual([
      'MathAch',
      'Catholic',
      'Public',
      'SES',
      'Catholic',
      'Public',
    ]);
    expect(summary.rows[1].cells.n).toBe(3543);
  });

  test('crosstab: counts add up, shares come to one, the test stands below', () => {
    const [counts, rowShares, , test] = tables({ what: 'crosstab', rows: 'Sector', columns: 'Minority' });
    expect(counts.rows.at(-1)!.cells.total).toBe(7185);
    expect(rowShares.rows.map(({ cells }) => Number(cells['0']) + Number(cells['1']))).toEqual([1, 1]);
    expect(test.rows.map(({ id }) => id)).toEqual(['pearson', 'yates']);
  });

  test('correlations on each level, what is missing together', () => {
    const [correlations] = tables({ what: 'correlations', columns: ['MathAch', 'SES', 'MEANSES'], group: 'School' });
    expect(correlations.rows).toHaveLength(9);
    const [byVariable, together] = tables({ what: 'missing', columns: ['MathAch', 'SES'] });
    expect(byVariable.rows.map(({ cells }) => cells.count)).toEqual([0, 0]);
    expect(together.rows).toHaveLength(1);
  });

  test('a histogram counts every value, alike for its parts', () => {
    const whole = layersOf(plot({ what: 'histogram', column: 'MathAch', by: null, bins: null }), 'bars');
    const parts = layersOf(plot({ what: 'histogram', column: 'MathAch', by: 'Sector', bins: null }), 'bars');
    const total = (layers: typeof whole) => layers.flatMap(({ height }) => height).reduce((a, b) => a + b, 0);
    expect([total(whole), total(parts)]).toEqual([7185, 7185]);
    expect(parts.map(({ from }) => from)).toEqual([whole[0].from, whole[0].from]);
  });

  test('boxes and violins stand at their categories', () => {
    const boxes = layersOf(plot({ what: 'boxes', column: 'MathAch', by: 'Sector', colour: 'Sex', shape: 'box' }), 'boxes')[0]
      .boxes;
    expect(boxes.map(({ at, series }) => [at, series])).toEqual([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ]);
    for (const box of boxes)
      expect([box.lowWhisker, box.lowerQuartile, box.median, box.upperQuartile, box.highWhisker]).toEqual(
        [box.lowWhisker, box.lowerQuartile, box.median, box.upperQuartile, box.highWhisker].sort((a, b) => a - b),
      );
    const { violins } = layersOf(
      plot({ what: 'boxes', column: 'MathAch', by: 'Sector', colour: null, shape: 'violin' }),
      'violins',
    )[0];
    expect(Math.max(...violins.flatMap(({ widths }) => widths))).toBe(1);
  });

  test('a straight line through sleepstudy is that of least squares, inside its band', () => {
    const scatter = plot(
      { what: 'scatter', x: 'Days', y: 'Reaction', colour: null, line: 'straight', group: null, jitter: true },
      sleep,
    );
    const [line] = layersOf(scatter, 'line');
    const [band] = layersOf(scatter, 'band');
    expect(line.y[0]).toBeCloseTo(251.4051, 4);
    expect(line.y.at(-1)).toBeCloseTo(251.4051 + 9 * 10.4673, 3);
    // predict(lm(Reaction ~ Days), data.frame(Days = 0), interval = "confidence")
    expect([band.lower[0], band.upper[0]]).toEqual([expect.closeTo(238.360753, 5), expect.closeTo(264.449457, 5)]);
    const [points] = layersOf(scatter, 'points');
    expect(points.rows).toHaveLength(180);
    // Points of the same day are moved apart, their values are not.
    expect(new Set(points.x)).toEqual(new Set([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]));
    expect(new Set(points.moved!.x).size).toBe(180);
    expect(Math.max(...points.moved!.x.map(Math.abs))).toBeLessThan(0.21);
  });

  test('a smooth line follows a bend that a straight one does not', () => {
    const x = Float64Array.from({ length: 200 }, (_, i) => i / 20);
    const bent = {
      rows: 200,
      columns: [
        { kind: 'number' as const, name: 'x', values: x },
        { kind: 'number' as const, name: 'y', values: x.map((v) => Math.sin(v / 2)) },
      ],
    };
    const error = (line: 'straight' | 'smooth') => {
      const look = { what: 'scatter', x: 'x', y: 'y', colour: null, line, group: null, jitter: false } as const;
      const [drawn] = layersOf(plot(look, bent), 'line');
      return drawn.x.reduce((sum, at, i) => sum + Math.abs(drawn.y[i] - Math.sin(at / 2)), 0) / drawn.x.length;
    };
    expect(error('smooth')).toBeLessThan(0.03);
    expect(error('straight')).toBeGreaterThan(0.2);
  });

  test('a line for every group, in the order of time', () => {
    const lines = layersOf(
      plot({ what: 'spaghetti', time: 'Days', y: 'Reaction', group: 'Subject', colour: null }, sleep),
      'line',
    );
    expect(lines).toHaveLength(18);
    expect(lines[0].x).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    const own = layersOf(
      plot({ what: 'scatter', x: 'SES', y: 'MathAch', colour: null, line: 'groups', group: 'School', jitter: false }),
      'line',
    );
    expect(own).toHaveLength(160);
  });

  test('bars of a factor are its frequencies, the table stands below', () => {
    const look = { what: 'frequencies', columns: ['Sector'] } as const;
    const [bars] = layersOf(plot(look), 'bars');
    expect(bars.height).toEqual(tables(look)[0].rows.map(({ cells }) => cells['count']));
    expect(bars.height.reduce((a, b) => a + b, 0)).toBe(7185);
  });

  test('a picture of numbers stands above its figures', () => {
    const [figures] = tables({ what: 'boxes', column: 'MathAch', by: 'Sector', colour: null, shape: 'box' });
    expect(figures.rows.map(({ cells }) => cells['n'] ?? null)).toEqual([null, 3543, 3642]);
    const [pair] = tables({
      what: 'scatter',
      x: 'SES',
      y: 'MathAch',
      colour: null,
      line: 'groups',
      group: 'School',
      jitter: false,
    });
    expect(pair.rows.map(({ cells }) => cells['level'])).toEqual(['all rows', 'within School', 'between School']);
  });

  test('a million rows are drawn as points within reason, of all of them the line is made', () => {
    const x = Float64Array.from({ length: 1e6 }, (_, i) => (i % 1000) / 1000);
    const y = x.map((value, i) => 1 + 2 * value + Math.sin(i));
    const g = Int32Array.from(x, (_, i) => i % 2);
    const big = {
      rows: 1e6,
      columns: [
        { kind: 'number' as const, name: 'x', values: x },
        { kind: 'number' as const, name: 'y', values: y },
        { kind: 'factor' as const, name: 'g', codes: g, levels: ['a', 'b'], scale: 'nominal' as const },
      ],
    };
    const look = { what: 'scatter', x: 'x', y: 'y', colour: null, line: 'groups', group: 'g', jitter: true } as const;
    const drawn = plot(look, big);
    expect(layersOf(drawn, 'points')[0].x).toHaveLength(5000);
    expect(layersOf(drawn, 'line').map(({ y: ends }) => ends[1] - ends[0])).toEqual([
      expect.closeTo(2 * 0.998, 2),
      expect.closeTo(2 * 0.998, 2),
    ]);
  });

  test('what is missing together is counted row by row', () => {
    const column = (name: string, values: number[]) => ({ kind: 'number' as const, name, values: Float64Array.from(values) });
    const gaps = {
      rows: 4,
      columns: [column('a', [NaN, NaN, 1, NaN]), column('b', [NaN, 2, 2, NaN]), column('c', [3, NaN, 3, 3])],
    };
    const [, together] = tables({ what: 'missing', columns: ['a', 'b', 'c'] }, gaps);
    expect(together.rows.map(({ cells }) => [cells['name'], cells['count']])).toEqual([
      ['nothing', 1],
      ['a, b', 2],
      ['a, c', 1],
    ]);
  });

  test('what cannot be drawn or counted is said in words', () => {
    expect(() => blocks({ what: 'histogram', column: 'MathAch', by: 'School', bins: null })).toThrow('160 categories');
    expect(() => blocks({ what: 'crosstab', rows: 'Sector', columns: 'School' })).toThrow('160 categories');
    expect(() => blocks({ what: 'histogram', column: 'Sector', by: null, bins: null })).toThrow('Sector');
    expect(() => blocks({ what: 'crosstab', rows: 'MathAch', columns: 'Sector' })).toThrow('too many different numbers');
    expect(() => blocks({ what: 'scale', items: ['SES'], reversed: [] })).toThrow('two items');
  });

  test('a look knows the columns it reads', () => {
    expect(columnsOfLook({ what: 'scatter', x: 'a', y: 'b', colour: 'c', line: 'groups', group: 'a', jitter: true })).toEqual([
      'a',
      'b',
      'c',
    ]);
    expect(columnsOfLook({ what: 'crosstab', rows: 'a', columns: 'b' })).toEqual(['a', 'b']);
  });
});
