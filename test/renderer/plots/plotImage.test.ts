import { describe, expect, test } from 'vitest';
import type { PlotBlock } from '../../../engine/contract/index.ts';
import { svgOf } from '../../../renderer/plots/plotImage.ts';
import { dayInk, everything } from './examplePlots.ts';

const measure = (font: string, text: string): number => 0.55 * Number(/([\d.]+)px/.exec(font)![1]) * text.length;
const drawn = (block: PlotBlock, hidden: readonly number[] = []): string =>
  svgOf(block, { ink: dayInk, hidden: new Set(hidden) }, measure);
const count = (svg: string, pattern: RegExp): number => [...svg.matchAll(pattern)].length;
const textsOf = (svg: string): string[] => [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);

describe('a plot as SVG', () => {
  test('is well-formed: every element ends, nothing is not a number', () => {
    const svg = drawn(everything);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    const open: string[] = [];
    for (const [, end, name, rest] of svg.matchAll(/<(\/?)([a-zA-Z]+)([^<>]*)>/g)) {
      if (end) expect(open.pop()).toBe(name);
      else if (!rest.endsWith('/')) open.push(name);
    }
    expect(open).toEqual([]);
    expect(svg.replace(/<[^<>]*>/g, '')).not.toMatch(/[<>]/);
  });

  test('has title, axes, ticks and the names of the series as text', () => {
    const texts = textsOf(drawn(everything));
    expect(texts).toEqual(
      expect.arrayContaining(['Everything &lt;&amp; more&gt;', 'SES', 'MathAch', 'Catholic', 'Public', 'mean']),
    );
    expect(texts.filter((text) => /^−?[\d.]+$/.test(text)).length).toBeGreaterThan(5);
  });

  test('draws each mark in the colour of its series, and none of a series that is off', () => {
    const of = (colour: string, svg: string) => count(svg, new RegExp(`(fill|stroke)="${colour}"`, 'g'));
    const [all, without] = [drawn(everything), drawn(everything, [1])];
    expect(of('#a24817', all)).toBeGreaterThan(6);
    expect(of('#a24817', without)).toBe(0);
    expect(of('#0067b0', without)).toBe(of('#0067b0', all));
  });

  test('has a mark for every point and stays small', () => {
    const n = 5000;
    const x = Array.from({ length: n }, (_, i) => Math.cos(i));
    const points = { kind: 'points', x, y: x.map((v, i) => v + Math.sin(7 * i)), series: null, opacity: 0.3 } as const;
    const svg = drawn({ ...everything, plot: { ...everything.plot, series: [], layers: [points] } });
    expect(count(svg, /fill-opacity="0.3"/g)).toBe(n);
    expect(svg.length).toBeLessThan(1.2e6);
  });

  test('names every category that has room, shortened where it is long', () => {
    const categories = ['a', 'b', 'a name so long that no axis has room for it'];
    const bars = { kind: 'bars', series: null, from: [-0.4, 0.6, 1.6], to: [0.4, 1.4, 2.4], height: [1, 2, 3] } as const;
    const svg = drawn({
      ...everything,
      plot: {
        x: { kind: 'category', title: 'Kind', categories },
        y: { kind: 'number', title: 'Rows' },
        series: [],
        layers: [bars],
      },
    });
    expect(textsOf(svg)).toEqual(expect.arrayContaining(['a', 'b', 'a name so long that n…']));
  });

  test('an empty plot still has its axes', () => {
    expect(textsOf(drawn({ ...everything, plot: { ...everything.plot, series: [], layers: [] } }))).toContain('SES');
  });
});
