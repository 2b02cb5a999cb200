/**
 * What lies under the pointer: every mark of a plot with its place in pixels and its words.
 */
import type { PlotBlock, PlotLayer, PlotSpec } from '../../engine/contract/index.ts';
import { plotText as text } from '../text/look.ts';
import { placeOf, type PlotFrame } from './frame.ts';

export interface Hit {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly words: readonly string[];
  /** Row of the table (from 0); null where the mark is not one. */
  readonly row: number | null;
}

/** All marks that show, those on top last. */
export function hitsOf(plot: PlotSpec, frame: PlotFrame): Hit[] {
  return plot.layers.flatMap((layer) => hitsOfLayer(layer, plot, frame));
}

/** What a bar or a box yields to a point that lies on it, in square pixels. */
const BEHIND = 36;

/** The mark under a place, or the nearest within reach (pixels); of equally near ones the topmost. */
export function hitAt(hits: readonly Hit[], x: number, y: number, reach = 14): Hit | null {
  let [nearest, least] = [null as Hit | null, reach * reach];
  for (const hit of hits) {
    const dx = Math.max(hit.left - x, 0, x - hit.right);
    const dy = Math.max(hit.top - y, 0, y - hit.bottom);
    const isPoint = hit.left === hit.right && hit.top === hit.bottom;
    const distance = dx * dx + dy * dy + (isPoint ? 0 : BEHIND);
    if (distance <= least) [nearest, least] = [hit, distance];
  }
  return nearest;
}

function hitsOfLayer(layer: PlotLayer, plot: PlotSpec, frame: PlotFrame): Hit[] {
  const words = wordsFor(plot);
  const point = (x: number, y: number, said: readonly string[], row: number | null = null): Hit => ({
    left: x,
    right: x,
    top: y,
    bottom: y,
    words: said,
    row,
  });
  switch (layer.kind) {
    case 'points':
      return layer.x.flatMap((x, i) => {
        const series = layer.series?.[i] ?? null;
        const row = layer.rows?.[i] ?? null;
        const said = [words.x(x), words.y(layer.y[i]), ...words.series(series), ...(row === null ? [] : [text.row(row + 1)])];
        const [left, top] = [frame.x(x + (layer.moved?.x[i] ?? 0)), frame.y(layer.y[i] + (layer.moved?.y[i] ?? 0))];
        return frame.isShown(series) ? [point(left, top, said, row)] : [];
      });
    case 'line': {
      const band = bandOf(layer, plot);
      return !frame.isShown(layer.series)
        ? []
        : layer.x.flatMap((x, i) => {
            const range = band ? [text.from(numeral(band.lower[i]), numeral(band.upper[i]))] : [];
            const named = layer.name === undefined ? [] : [layer.name];
            const said = [...named, ...words.series(layer.series), words.x(x), words.y(layer.y[i]), ...range];
            return !Number.isFinite(layer.y[i]) ? [] : [point(frame.x(x), frame.y(layer.y[i]), said)];
          });
    }
    case 'bars':
      return !frame.isShown(layer.series)
        ? []
        : layer.height.map((height, i) => ({
            left: frame.x(layer.from[i]),
            right: frame.x(layer.to[i]),
            top: Math.min(frame.y(height), frame.y(0)),
            bottom: Math.max(frame.y(height), frame.y(0)),
            words: [words.range(layer.from[i], layer.to[i]), ...words.series(layer.series), words.y(height)],
            row: null,
          }));
    case 'boxes':
      return layer.boxes.flatMap((box) => {
        if (!frame.isShown(box.series)) return [];
        const { centre, half } = placeOf(frame, box.at, box.series);
        const about = [words.x(box.at), ...words.series(box.series)];
        const five = text.box([box.lowWhisker, box.lowerQuartile, box.median, box.upperQuartile, box.highWhisker].map(numeral));
        const far = box.outliers.map((value) => point(centre, frame.y(value), [...about, words.y(value)]));
        const span = {
          left: centre - half,
          right: centre + half,
          top: frame.y(box.highWhisker),
          bottom: frame.y(box.lowWhisker),
        };
        return [{ ...span, words: [...about, ...five], row: null }, ...far];
      });
    case 'violins':
      return layer.violins.flatMap(({ at, series, values }) => {
        if (!frame.isShown(series) || values.length === 0) return [];
        const { centre, half } = placeOf(frame, at, series);
        const ends = [values[0], values[values.length - 1]];
        const said = [words.x(at), ...words.series(series), text.from(numeral(ends[0]), numeral(ends[1]))];
        return [
          { left: centre - half, right: centre + half, top: frame.y(ends[1]), bottom: frame.y(ends[0]), words: said, row: null },
        ];
      });
    case 'intervals':
      return layer.at.flatMap((at, i) => {
        const series = layer.series?.[i] ?? null;
        if (!frame.isShown(series)) return [];
        const { centre, half } = placeOf(frame, at, series);
        const said = [
          words.x(at),
          ...words.series(series),
          words.y(layer.estimate[i]),
          text.from(numeral(layer.lower[i]), numeral(layer.upper[i])),
        ];
        const span = { top: frame.y(layer.upper[i]), bottom: frame.y(layer.lower[i]) };
        return [{ left: centre - half, right: centre + half, ...span, words: said, row: null }];
      });
    case 'band':
    case 'rule':
      return [];
  }
}

function wordsFor({ x, y, series }: PlotSpec) {
  const along = (axis: PlotSpec['x'], value: number): string =>
    axis.kind === 'category'
      ? text.value(axis.title, axis.categories[Math.round(value)] ?? '')
      : text.value(axis.title, numeral(value));
  return {
    x: (value: number) => along(x, value),
    y: (value: number) => along(y, value),
    range: (from: number, to: number) =>
      x.kind === 'category' ? along(x, (from + to) / 2) : text.range(x.title, numeral(from), numeral(to)),
    series: (index: number | null): string[] => (index === null ? [] : [series[index]?.name ?? '']),
  };
}

function bandOf(line: Extract<PlotLayer, { kind: 'line' }>, { layers }: PlotSpec) {
  const bands = layers.filter((layer) => layer.kind === 'band');
  return bands.find((band) => band.series === line.series && band.x.length === line.x.length && !line.faint) ?? null;
}

/** Four digits that mean something, and all of a whole number. */
export function numeral(value: number): string {
  const rounded = Number.isInteger(value) ? value : Number(value.toPrecision(4));
  return rounded.toLocaleString('en', { maximumSignificantDigits: 15 }).replace('-', '−');
}

/** The name of a plot for those who do not see it. */
export const nameOf = ({ title, description }: Pick<PlotBlock, 'title' | 'description'>): string => `${title}. ${description}`;
