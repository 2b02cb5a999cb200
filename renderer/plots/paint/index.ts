import type { PlotLayer } from '../../../engine/contract/index.ts';
import type { PlotFrame } from '../frame.ts';
import { paintBars } from './bars.ts';
import { paintBoxes, paintIntervals, paintViolins } from './distributions.ts';
import { paintBand, paintLine, paintRule } from './lines.ts';
import { paintPoints } from './points.ts';

/** Paints one layer; what a painter changes of the context beyond colours and widths, it puts back. */
export function paintLayer(ctx: CanvasRenderingContext2D, layer: PlotLayer, frame: PlotFrame): void {
  switch (layer.kind) {
    case 'points':
      return paintPoints(ctx, layer, frame);
    case 'line':
      return paintLine(ctx, layer, frame);
    case 'band':
      return paintBand(ctx, layer, frame);
    case 'bars':
      return paintBars(ctx, layer, frame);
    case 'boxes':
      return paintBoxes(ctx, layer, frame);
    case 'violins':
      return paintViolins(ctx, layer, frame);
    case 'intervals':
      return paintIntervals(ctx, layer, frame);
    case 'rule':
      return paintRule(ctx, layer, frame);
  }
}
