import type { BandLayer, LineLayer, RuleLayer } from '../../../engine/contract/index.ts';
import type { PlotFrame } from '../frame.ts';

export function paintLine(ctx: CanvasRenderingContext2D, layer: LineLayer, frame: PlotFrame): void {
  if (!frame.isShown(layer.series)) return;
  const { colour, dash } = frame.style(layer.series);
  ctx.lineJoin = 'round';
  ctx.beginPath();
  trace(ctx, layer.x, layer.y, frame);
  if (!layer.faint) paintCasing(ctx, frame);
  ctx.strokeStyle = colour;
  ctx.globalAlpha = layer.faint ? 0.55 : 1;
  ctx.lineWidth = layer.faint ? 1 : 2.4;
  ctx.setLineDash(layer.faint ? [] : [...dash]);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.globalAlpha = 1;
}

/** A rim of ground, so that a line shows on a cloud of points of its own colour. */
function paintCasing(ctx: CanvasRenderingContext2D, { ink }: PlotFrame): void {
  ctx.strokeStyle = ink.ground;
  ctx.globalAlpha = 0.85;
  ctx.lineWidth = 5.5;
  ctx.stroke();
}

/** What is no number interrupts the line (NaN arrives as null where a plot came as JSON); a value between two such is a short stroke. */
function trace(ctx: CanvasRenderingContext2D, x: readonly number[], y: readonly number[], frame: PlotFrame): void {
  let isDown = false;
  x.forEach((at, i) => {
    const isThere = Number.isFinite(y[i]);
    if (isThere && isDown) ctx.lineTo(frame.x(at), frame.y(y[i]));
    else if (isThere) ctx.moveTo(frame.x(at), frame.y(y[i]));
    isDown = isThere;
  });
}

export function paintBand(ctx: CanvasRenderingContext2D, { series, x, lower, upper }: BandLayer, frame: PlotFrame): void {
  if (!frame.isShown(series) || x.length === 0) return;
  ctx.fillStyle = frame.style(series).colour;
  ctx.globalAlpha = 0.2;
  ctx.beginPath();
  x.forEach((at, i) => (i === 0 ? ctx.moveTo(frame.x(at), frame.y(upper[i])) : ctx.lineTo(frame.x(at), frame.y(upper[i]))));
  for (let i = x.length - 1; i >= 0; i--) ctx.lineTo(frame.x(x[i]), frame.y(lower[i]));
  ctx.closePath();
  ctx.fill();
  ctx.globalAlpha = 1;
}

export function paintRule(ctx: CanvasRenderingContext2D, { axis, at, label }: RuleLayer, frame: PlotFrame): void {
  const { area, ink } = frame;
  const [x, y] = [frame.x(at), frame.y(at)];
  ctx.strokeStyle = ink.quiet;
  ctx.lineWidth = 1;
  ctx.setLineDash([5, 4]);
  ctx.beginPath();
  ctx.moveTo(axis === 'x' ? x : area.left, axis === 'x' ? area.top : y);
  ctx.lineTo(axis === 'x' ? x : area.right, axis === 'x' ? area.bottom : y);
  ctx.stroke();
  ctx.setLineDash([]);
  if (!label) return;
  ctx.fillStyle = ink.quiet;
  ctx.font = `11px ${ink.font}`;
  ctx.textAlign = axis === 'x' ? 'left' : 'right';
  ctx.textBaseline = axis === 'x' ? 'top' : 'bottom';
  ctx.fillText(label, axis === 'x' ? x + 4 : area.right - 4, axis === 'x' ? area.top + 4 : y - 3);
}
