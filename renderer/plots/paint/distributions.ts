import type { BoxLayer, IntervalLayer, PlotBox, ViolinLayer } from '../../../engine/contract/index.ts';
import { placeOf, type PlotFrame } from '../frame.ts';
import { paintPoint } from './points.ts';

type Ctx = CanvasRenderingContext2D;

export function paintBoxes(ctx: Ctx, { boxes }: BoxLayer, frame: PlotFrame): void {
  for (const box of boxes) if (frame.isShown(box.series)) paintBox(ctx, box, frame);
}

function paintBox(ctx: Ctx, box: PlotBox, frame: PlotFrame): void {
  const { centre, half } = placeOf(frame, box.at, box.series);
  const { colour } = frame.style(box.series);
  const [low, lower, middle, upper, high] = [
    box.lowWhisker,
    box.lowerQuartile,
    box.median,
    box.upperQuartile,
    box.highWhisker,
  ].map(frame.y);
  ctx.strokeStyle = ctx.fillStyle = colour;
  ctx.lineWidth = 1.2;
  strokes(ctx, [
    [centre, high, centre, upper],
    [centre, lower, centre, low],
    [centre - half / 2, high, centre + half / 2, high],
    [centre - half / 2, low, centre + half / 2, low],
  ]);
  ctx.globalAlpha = 0.22;
  ctx.fillRect(centre - half, upper, 2 * half, lower - upper);
  ctx.globalAlpha = 1;
  ctx.strokeRect(centre - half, upper, 2 * half, lower - upper);
  ctx.lineWidth = 2.4;
  strokes(ctx, [[centre - half, middle, centre + half, middle]]);
  ctx.globalAlpha = 0.6;
  for (const value of box.outliers) paintPoint(ctx, 'circle', centre, frame.y(value), 2);
  ctx.globalAlpha = 1;
}

export function paintViolins(ctx: Ctx, { violins }: ViolinLayer, frame: PlotFrame): void {
  for (const { at, series, values, widths } of violins) {
    if (!frame.isShown(series)) continue;
    const { centre, half } = placeOf(frame, at, series);
    ctx.strokeStyle = ctx.fillStyle = frame.style(series).colour;
    ctx.lineWidth = 1.2;
    ctx.beginPath();
    values.forEach((value, i) => {
      const [x, y] = [centre + half * widths[i], frame.y(value)];
      if (i === 0) ctx.moveTo(x, y);
      else ctx.lineTo(x, y);
    });
    for (let i = values.length - 1; i >= 0; i--) ctx.lineTo(centre - half * widths[i], frame.y(values[i]));
    ctx.closePath();
    ctx.globalAlpha = 0.25;
    ctx.fill();
    ctx.globalAlpha = 1;
    ctx.stroke();
  }
}

/** Half the width of an interval's ends, in pixels. */
const CAP = 4;

export function paintIntervals(ctx: Ctx, layer: IntervalLayer, frame: PlotFrame): void {
  layer.at.forEach((at, i) => {
    const series = layer.series?.[i] ?? null;
    if (!frame.isShown(series)) return;
    const { centre, half } = placeOf(frame, at, series);
    const { colour, shape } = frame.style(series);
    const [low, high] = [frame.y(layer.lower[i]), frame.y(layer.upper[i])];
    const cap = Math.min(CAP, half);
    ctx.strokeStyle = ctx.fillStyle = colour;
    ctx.lineWidth = half < 3 ? 1 : 1.6;
    strokes(ctx, [
      [centre, low, centre, high],
      [centre - cap, low, centre + cap, low],
      [centre - cap, high, centre + cap, high],
    ]);
    paintPoint(ctx, shape, centre, frame.y(layer.estimate[i]), Math.min(3.4, Math.max(1.6, half)));
  });
}

function strokes(ctx: Ctx, lines: readonly (readonly [number, number, number, number])[]): void {
  ctx.beginPath();
  for (const [x0, y0, x1, y1] of lines) {
    ctx.moveTo(x0, y0);
    ctx.lineTo(x1, y1);
  }
  ctx.stroke();
}
