import type { PlotSeries, PlotSpec } from '../../engine/contract/index.ts';
import type { PlotInk } from './plotInk.ts';

/** How one series looks. Shape and dash tell apart what two eyes may not by colour. */
export interface SeriesStyle {
  readonly colour: string;
  readonly shape: PointShape;
  /** Lengths of dashes and gaps in pixels; empty: a full line. */
  readonly dash: readonly number[];
}

export type PointShape = 'circle' | 'triangle' | 'square' | 'diamond' | 'down' | 'cross';

const shapes: readonly PointShape[] = ['circle', 'triangle', 'square', 'diamond', 'down', 'cross'];
const dashes: readonly (readonly number[])[] = [[], [7, 4], [2, 3], [10, 3, 2, 3], [4, 2], [12, 4]];

export function stylesOf({ series }: Pick<PlotSpec, 'series'>, ink: PlotInk): SeriesStyle[] {
  return series.map((one, index) => ({
    colour: colourOf(one, index, ink),
    shape: shapes[index % shapes.length],
    dash: dashes[index % dashes.length],
  }));
}

/** Of a plot that needs no colours to tell apart. */
export const onlyStyle = (ink: PlotInk): SeriesStyle => ({ colour: ink.series[0], shape: 'circle', dash: [] });

function colourOf({ level }: PlotSeries, index: number, { series, levels }: PlotInk): string {
  return level === undefined ? series[index % series.length] : levels[Math.min(level, levels.length) - 1];
}
