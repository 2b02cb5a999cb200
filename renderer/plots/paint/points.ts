import type { PointLayer } from '../../../engine/contract/index.ts';
import type { PlotFrame } from '../frame.ts';
import type { PointShape } from '../seriesStyle.ts';

export function paintPoints(ctx: CanvasRenderingContext2D, layer: PointLayer, frame: PlotFrame): void {
  const size = pointSize(layer.x.length);
  ctx.globalAlpha = layer.opacity;
  layer.x.forEach((x, i) => {
    const series = layer.series?.[i] ?? null;
    if (!frame.isShown(series)) return;
    const { colour, shape } = frame.style(series);
    ctx.fillStyle = ctx.strokeStyle = colour;
    paintPoint(ctx, shape, frame.x(x + (layer.moved?.x[i] ?? 0)), frame.y(layer.y[i] + (layer.moved?.y[i] ?? 0)), size);
  });
  ctx.globalAlpha = 1;
}

/** Radius in pixels: many points are smaller ones. */
export const pointSize = (points: number): number => (points > 2000 ? 2.2 : points > 400 ? 2.8 : 3.4);

/** Shapes of about the same area. */
export function paintPoint(ctx: CanvasRenderingContext2D, shape: PointShape, x: number, y: number, size: number): void {
  ctx.beginPath();
  if (shape === 'circle') ctx.arc(x, y, size, 0, 2 * Math.PI);
  else if (shape === 'cross') return paintCross(ctx, x, y, size);
  else outline(ctx, cornersOf(shape, size), x, y);
  ctx.fill();
}

function cornersOf(shape: Exclude<PointShape, 'circle' | 'cross'>, size: number): readonly (readonly [number, number])[] {
  const side = 0.9 * size;
  const [reach, base] = [1.35 * size, 1.2 * size];
  switch (shape) {
    case 'square':
      return [
        [-side, -side],
        [side, -side],
        [side, side],
        [-side, side],
      ];
    case 'diamond':
      return [
        [0, -reach],
        [reach, 0],
        [0, reach],
        [-reach, 0],
      ];
    case 'triangle':
      return [
        [0, -reach],
        [base, 0.8 * size],
        [-base, 0.8 * size],
      ];
    case 'down':
      return [
        [0, reach],
        [base, -0.8 * size],
        [-base, -0.8 * size],
      ];
  }
}

function outline(ctx: CanvasRenderingContext2D, corners: readonly (readonly [number, number])[], x: number, y: number): void {
  corners.forEach(([dx, dy], i) => (i === 0 ? ctx.moveTo(x + dx, y + dy) : ctx.lineTo(x + dx, y + dy)));
  ctx.closePath();
}

function paintCross(ctx: CanvasRenderingContext2D, x: number, y: number, size: number): void {
  ctx.lineWidth = 0.6 * size;
  ctx.moveTo(x - size, y - size);
  ctx.lineTo(x + size, y + size);
  ctx.moveTo(x - size, y + size);
  ctx.lineTo(x + size, y - size);
  ctx.stroke();
}
