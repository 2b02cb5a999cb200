import type { BarLayer } from '../../../engine/contract/index.ts';
import type { PlotFrame } from '../frame.ts';

/** Series beyond which bars that lie over each other are outlines only. */
const MOST_FILLED = 3;

/** Bars of several series lie over each other: filled softly, with their outline on top. */
export function paintBars(ctx: CanvasRenderingContext2D, layer: BarLayer, frame: PlotFrame): void {
  if (!frame.isShown(layer.series)) return;
  const { colour, dash } = frame.style(layer.series);
  const isAlone = layer.series === null || frame.series === 1;
  ctx.fillStyle = ctx.strokeStyle = colour;
  ctx.globalAlpha = isAlone ? 0.85 : 0.3;
  if (isAlone || frame.series <= MOST_FILLED) for (const bar of rectangles(layer, frame)) ctx.fillRect(...bar);
  ctx.globalAlpha = 1;
  if (isAlone) return;
  ctx.lineWidth = 1.6;
  ctx.setLineDash([...dash]);
  ctx.beginPath();
  skyline(ctx, layer, frame);
  ctx.stroke();
  ctx.setLineDash([]);
}

type Rectangle = [x: number, y: number, width: number, height: number];

/** With a hair of ground between neighbours. */
function rectangles({ from, to, height }: BarLayer, frame: PlotFrame): Rectangle[] {
  const foot = frame.y(0);
  return from.map((at, i) => {
    const [left, right, top] = [frame.x(at), frame.x(to[i]), frame.y(height[i])];
    const gap = right - left > 3 ? 0.5 : 0;
    return [left + gap, Math.min(top, foot), right - left - 2 * gap, Math.abs(foot - top)];
  });
}

function skyline(ctx: CanvasRenderingContext2D, { from, to, height }: BarLayer, frame: PlotFrame): void {
  if (from.length === 0) return;
  ctx.moveTo(frame.x(from[0]), frame.y(0));
  from.forEach((at, i) => {
    ctx.lineTo(frame.x(at), frame.y(height[i]));
    ctx.lineTo(frame.x(to[i]), frame.y(height[i]));
  });
  ctx.lineTo(frame.x(to[to.length - 1]), frame.y(0));
}
