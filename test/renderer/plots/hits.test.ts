import { describe, expect, test } from 'vitest';
import type { PlotFrame } from '../../../renderer/plots/frame.ts';
import { hitAt, hitsOf } from '../../../renderer/plots/hits.ts';
import { stepFrom } from '../../../renderer/plots/hitSteps.ts';
import { onlyStyle } from '../../../renderer/plots/seriesStyle.ts';
import { dayInk, everything } from './examplePlots.ts';

/** A hundred pixels to each unit, y upwards from 400. */
const frame = (hidden: readonly number[] = []): PlotFrame => ({
  area: { left: 0, top: 0, right: 400, bottom: 400 },
  x: (value) => 100 * value,
  y: (value) => 400 - 100 * value,
  slot: 100,
  series: 2,
  ink: dayInk,
  style: () => onlyStyle(dayInk),
  isShown: (series) => series === null || !hidden.includes(series),
});
const hits = hitsOf(everything.plot, frame());

describe('pointing at a plot', () => {
  test('a point says its values, its series and its row', () => {
    expect(hitAt(hits, 52, 301)).toMatchObject({ words: ['SES 0.5', 'MathAch 1', 'Catholic', 'row 8'], row: 7 });
  });

  test('a bar says its range and height wherever inside it one points', () => {
    const bars = hitsOf({ ...everything.plot, layers: everything.plot.layers.slice(0, 1) }, frame());
    expect(hitAt(bars, 150, 390)?.words).toEqual(['SES 1 to 2', 'MathAch 2']);
    expect(hitAt(bars, 150, 100)).toBe(null);
  });

  test('a line says whose it is and its band', () => {
    const line = hits.find(({ words }) => words[0] === 'School 1224');
    expect(line?.words).toEqual(['School 1224', 'Catholic', 'SES 0', 'MathAch 1']);
  });

  test('a box says its five numbers, beside the boxes of other series', () => {
    const box = hits.find(({ words }) => words.includes('median 2'));
    expect(box?.words).toEqual(['SES 1', 'Public', 'median 2', 'quartiles 1 to 3', 'whiskers 0 to 4']);
    expect(box!.left).toBeGreaterThan(100);
  });

  test('marks of a series that is off cannot be hit', () => {
    expect(hitsOf(everything.plot, frame([0, 1])).map(({ words }) => words[0])).toEqual(['SES 0 to 1', 'SES 1 to 2']);
  });

  test('arrow keys go from mark to mark and stop at the ends', () => {
    const points = hitsOf({ ...everything.plot, layers: [everything.plot.layers[3]] }, frame());
    const first = stepFrom(points, null, 'ArrowRight');
    expect(first?.row).toBe(7);
    const second = stepFrom(points, first, 'ArrowRight');
    expect(second?.row).toBe(11);
    expect(stepFrom(points, second, 'ArrowRight')?.row).toBe(11);
    expect(stepFrom(points, second, 'Home')?.row).toBe(7);
    expect(stepFrom(points, second, 'x')).toBe(null);
  });
});
