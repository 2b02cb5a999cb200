/**
 * A plot as data: what is drawn, in the units of the variables. Colours, sizes and pixels belong to the place that draws it.
 */
export interface PlotSpec {
  readonly x: PlotAxis;
  readonly y: PlotAxis;
  /** What colours tell apart, in order; empty where there is one colour. */
  readonly series: readonly PlotSeries[];
  /** Drawn in this order, later ones on top. */
  readonly layers: readonly PlotLayer[];
}

export type PlotAxis =
  | { readonly kind: 'number'; readonly title: string; readonly fromZero?: boolean }
  /** Positions on the axis are indices into `categories`. */
  | { readonly kind: 'category'; readonly title: string; readonly categories: readonly string[] };

export interface PlotSeries {
  readonly name: string;
  /** The level of the data it is the colour of, where it is that of one. */
  readonly level?: number;
}

/** `series` of a layer: index of its colour; of points, one for each. null: the plot's one colour. */
export type PlotLayer = PointLayer | LineLayer | BandLayer | BarLayer | BoxLayer | ViolinLayer | IntervalLayer | RuleLayer;

export interface PointLayer {
  readonly kind: 'points';
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly series: readonly number[] | null;
  /** How far beside its place each point is drawn, where points that lie on each other are moved a little; in units of the axes. */
  readonly moved?: { readonly x: readonly number[]; readonly y: readonly number[] };
  /** Row of the table (from 0) of each point; absent where points are not rows. */
  readonly rows?: readonly number[];
  /** Between 0 and 1. */
  readonly opacity: number;
}

export interface LineLayer {
  readonly kind: 'line';
  readonly series: number | null;
  readonly x: readonly number[];
  /** NaN interrupts the line. */
  readonly y: readonly number[];
  /** One of many, such as a line for every group. */
  readonly faint: boolean;
  /** Whose line it is; said on hover. */
  readonly name?: string;
}

export interface BandLayer {
  readonly kind: 'band';
  readonly series: number | null;
  readonly x: readonly number[];
  readonly lower: readonly number[];
  readonly upper: readonly number[];
}

/** Bars from zero: of a histogram on a number axis, of counts on a category axis (from and to an index less and more a half). */
export interface BarLayer {
  readonly kind: 'bars';
  readonly series: number | null;
  readonly from: readonly number[];
  readonly to: readonly number[];
  readonly height: readonly number[];
}

export interface BoxLayer {
  readonly kind: 'boxes';
  readonly boxes: readonly PlotBox[];
}

/** Whiskers end at the farthest values within 1.5 interquartile ranges of the box. */
export interface PlotBox {
  /** Position on the category axis. */
  readonly at: number;
  readonly series: number | null;
  readonly lowWhisker: number;
  readonly lowerQuartile: number;
  readonly median: number;
  readonly upperQuartile: number;
  readonly highWhisker: number;
  readonly outliers: readonly number[];
}

export interface ViolinLayer {
  readonly kind: 'violins';
  /** Half the width of each violin at each value, as a share of the room it has. */
  readonly violins: readonly {
    readonly at: number;
    readonly series: number | null;
    readonly values: readonly number[];
    readonly widths: readonly number[];
  }[];
}

/** Estimates with intervals, side by side on a category axis. */
export interface IntervalLayer {
  readonly kind: 'intervals';
  readonly series: readonly number[] | null;
  readonly at: readonly number[];
  readonly estimate: readonly number[];
  readonly lower: readonly number[];
  readonly upper: readonly number[];
}

/** A line across the plot, at a value of one axis, or with a slope. */
export interface RuleLayer {
  readonly kind: 'rule';
  readonly axis: 'x' | 'y';
  readonly at: number;
  readonly label?: string;
}
