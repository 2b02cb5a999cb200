import { describe, expect, test } from 'vitest';
import { tableToCsv } from '../../../engine/report/index.ts';
import { tablesOfPlot } from '../../../renderer/plots/plotTables.ts';
import { everything } from './examplePlots.ts';

const tables = tablesOfPlot(everything);
const of = (kind: string) => tables.find(({ id }) => id === `everything-${kind}`)!;

describe('a plot as tables', () => {
  test('has one for every kind of mark', () => {
    expect(tables.map(({ id }) => id.replace('everything-', ''))).toEqual([
      'bars',
      'band',
      'line',
      'points',
      'boxes',
      'violins',
      'intervals',
    ]);
  });

  test('has the numbers that are drawn, and rows as the sheet counts them', () => {
    expect(of('points').rows.map(({ cells }) => cells)).toEqual([
      { series: 'Catholic', x: 0.5, y: 1, row: 8 },
      { series: 'Public', x: 1.5, y: 3, row: 12 },
    ]);
    expect(of('boxes').rows[0].cells).toMatchObject({ five0: 0, five2: 2, five4: 4 });
    expect(of('line').rows.map(({ cells }) => cells['y'])).toEqual([1, null, 2]);
  });

  test('leaves out columns that say nothing', () => {
    expect(of('bars').columns.map(({ id }) => id)).toEqual(['from', 'to', 'y']);
  });

  test('goes out as CSV like any other', () => {
    expect(tableToCsv(of('bars')).trim().split(/\r?\n/)).toHaveLength(3);
  });
});
