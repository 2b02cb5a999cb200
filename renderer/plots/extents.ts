import type { PlotLayer, PlotSpec } from '../../engine/contract/index.ts';

export interface Extent {
  readonly min: number;
  readonly max: number;
}

/** From the least to the largest number that is drawn along an axis, with a little room; 0 to 1 where there is none. */
export function extentOf(plot: PlotSpec, axis: 'x' | 'y'): Extent {
  const wanted = plot[axis];
  let [min, max] = wanted.kind === 'number' && wanted.fromZero ? [0, 0] : [Infinity, -Infinity];
  for (const values of plot.layers.flatMap((layer) => along(layer, axis)))
    for (const value of values) {
      if (value < min) min = value;
      if (value > max) max = value;
    }
  if (!(max >= min)) return { min: 0, max: 1 };
  if (max === min) return { min: min - 0.5, max: max + 0.5 };
  const room = hasPoints(plot) ? 0.03 * (max - min) : 0;
  return { min: min === 0 ? 0 : min - room, max: max + room };
}

/** Whether marks have a size of their own, which axes that end at their centres would cut. */
const hasPoints = ({ layers }: PlotSpec): boolean => layers.some(({ kind }) => kind === 'points' || kind === 'boxes');

function along(layer: PlotLayer, axis: 'x' | 'y'): (readonly number[])[] {
  const isX = axis === 'x';
  switch (layer.kind) {
    case 'points':
    case 'line':
      return [layer[axis]];
    case 'band':
      return isX ? [layer.x] : [layer.lower, layer.upper];
    case 'bars':
      return isX ? [layer.from, layer.to] : [layer.height];
    case 'boxes':
      return layer.boxes.map((box) => (isX ? [box.at] : [box.lowWhisker, box.highWhisker, ...box.outliers]));
    case 'violins':
      return layer.violins.map(({ at, values }) => (isX ? [at] : values));
    case 'intervals':
      return isX ? [layer.at] : [layer.lower, layer.upper, layer.estimate];
    case 'rule':
      return layer.axis === axis ? [[layer.at]] : [];
  }
}
