import type { PlotBlock, PlotLayer } from '../../../engine/contract/index.ts';
import type { PlotInk } from '../../../renderer/plots/plotInk.ts';

/** Colours without a page to take them from. */
export const dayInk: PlotInk = {
  series: ['rgb(0, 103, 176)', '#b33c00', '#00805e', '#a03c8c', '#a98a00', '#3f3f3f', '#3a8fd1', '#7a4a2a'],
  levels: ['#226c6a', '#a24817', '#7a3e9d', '#8d3a60', '#4c6617', '#3a5a99'],
  ink: '#1d1d1b',
  quiet: '#55544e',
  grid: 'rgba(0, 0, 0, 0.1)',
  ground: '#ffffff',
  font: 'sans-serif',
};

const layers: readonly PlotLayer[] = [
  { kind: 'bars', series: null, from: [0, 1], to: [1, 2], height: [4, 2] },
  { kind: 'band', series: 0, x: [0, 2], lower: [0, 1], upper: [2, 3] },
  { kind: 'line', series: 0, x: [0, 1, 2], y: [1, NaN, 2], faint: false, name: 'School 1224' },
  { kind: 'points', x: [0.5, 1.5], y: [1, 3], series: [0, 1], rows: [7, 11], opacity: 0.5 },
  {
    kind: 'boxes',
    boxes: [{ at: 1, series: 1, lowWhisker: 0, lowerQuartile: 1, median: 2, upperQuartile: 3, highWhisker: 4, outliers: [6] }],
  },
  { kind: 'violins', violins: [{ at: 1, series: 0, values: [1, 2, 3], widths: [0, 1, 0] }] },
  { kind: 'intervals', series: [1], at: [2], estimate: [2], lower: [1], upper: [3] },
  { kind: 'rule', axis: 'y', at: 2, label: 'mean' },
];

/** Every kind of layer in one plot, on axes of numbers. */
export const everything: PlotBlock = {
  kind: 'plot',
  id: 'everything',
  title: 'Everything <& more>',
  plot: {
    x: { kind: 'number', title: 'SES' },
    y: { kind: 'number', title: 'MathAch', fromZero: true },
    series: [{ name: 'Catholic' }, { name: 'Public', level: 2 }],
    layers,
  },
  description: 'One of each.',
  notes: [],
};
