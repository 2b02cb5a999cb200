import type { Chart } from 'chart.js';
import type { PlotSpec } from '../../engine/contract/index.ts';
import { onlyStyle, stylesOf, type SeriesStyle } from './seriesStyle.ts';
import type { PlotInk } from './plotInk.ts';

/** Where and how the layers of one plot are painted, in pixels of the chart. */
export interface PlotFrame {
  readonly area: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  /** Width of a category's place. */
  readonly slot: number;
  readonly series: number;
  readonly ink: PlotInk;
  readonly style: (series: number | null) => SeriesStyle;
  readonly isShown: (series: number | null) => boolean;
}

export function frameOf(chart: Chart, plot: PlotSpec, ink: PlotInk, hidden: ReadonlySet<number>): PlotFrame {
  const [x, y] = [chart.scales['x'], chart.scales['y']];
  const styles = stylesOf(plot, ink);
  const only = onlyStyle(ink);
  const toX = (value: number): number => x.getPixelForValue(value);
  return {
    area: chart.chartArea,
    x: toX,
    y: (value) => y.getPixelForValue(value),
    slot: Math.abs(toX(1) - toX(0)),
    series: Math.max(1, plot.series.length),
    ink,
    style: (series) => (series === null ? only : (styles[series] ?? only)),
    isShown: (series) => series === null || !hidden.has(series),
  };
}

/** The room of one mark at a category: all series side by side in four fifths of its place. */
export function placeOf(frame: PlotFrame, at: number, series: number | null): { readonly centre: number; readonly half: number } {
  const room = 0.8 * frame.slot;
  const centre = frame.x(at);
  if (series === null || frame.series === 1) return { centre, half: Math.min(WIDEST, room / 2) };
  const width = room / frame.series;
  return { centre: centre - room / 2 + width * (series + 0.5), half: Math.min(WIDEST, 0.43 * width) };
}

/** Half the width that a box may have, in pixels. */
const WIDEST = 44;
