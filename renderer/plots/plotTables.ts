/**
 * What a plot draws, as tables: for those who read rather than look, and for other programs.
 */
import type { CellFormat, PlotBlock, PlotLayer, PlotSpec, TableBlock, TableRow } from '../../engine/contract/index.ts';
import { plotText as text } from '../text/look.ts';

type Kind = Exclude<PlotLayer['kind'], 'rule'>;
type LayerOf<K extends PlotLayer['kind']> = Extract<PlotLayer, { kind: K }>;
type Values = Readonly<Record<string, number | string | null>>;

/** A table for each kind of mark, layers of a kind together. */
export function tablesOfPlot({ id, title, plot }: PlotBlock): TableBlock[] {
  const kinds = [...new Set(plot.layers.map(({ kind }) => kind))].filter((kind): kind is Kind => kind !== 'rule');
  return kinds.map((kind) => {
    const values = plot.layers.filter((layer) => layer.kind === kind).flatMap((layer) => valuesOf(layer, plot));
    const columns = columnsOf(plot, kind).filter((column) => values.some((row) => (row[column.id] ?? null) !== null));
    const rows = values.map((cells, i): TableRow => ({ id: String(i), cells }));
    return { kind: 'table', id: `${id}-${kind}`, title: text.tableOf(title, text.marks[kind]), columns, rows, notes: [] };
  });
}

function columnsOf({ x, y }: PlotSpec, kind: Kind): TableBlock['columns'] {
  const column = (id: string, title: string, format: CellFormat = 'estimate') => ({ id, title, format });
  const xFormat: CellFormat = x.kind === 'category' ? 'text' : 'estimate';
  const yFormat: CellFormat = kind === 'bars' ? 'count' : 'estimate';
  return [
    column('series', text.series, 'text'),
    column('name', text.name, 'text'),
    column('x', x.title, xFormat),
    column('from', text.fromOf(x.title)),
    column('to', text.toOf(x.title)),
    column('y', y.title, yFormat),
    column('lower', text.lower),
    column('upper', text.upper),
    ...text.five.map((title, i) => column(`five${i}`, title)),
    column('width', text.width, 'share'),
    column('row', text.rowColumn, 'count'),
  ];
}

function valuesOf(layer: PlotLayer, plot: PlotSpec): Values[] {
  const at = (value: number): number | string =>
    plot.x.kind === 'category' ? (plot.x.categories[Math.round(value)] ?? '') : value;
  const series = (index: number | null | undefined): string | null =>
    typeof index === 'number' ? (plot.series[index]?.name ?? null) : null;
  switch (layer.kind) {
    case 'points':
      return layer.x.map((x, i) => ({ series: series(layer.series?.[i]), x: at(x), y: layer.y[i], row: rowOf(layer, i) }));
    case 'line':
      return layer.x.map((x, i) => ({ series: series(layer.series), name: layer.name ?? null, x: at(x), y: known(layer.y[i]) }));
    case 'band':
      return layer.x.map((x, i) => ({ series: series(layer.series), x: at(x), lower: layer.lower[i], upper: layer.upper[i] }));
    case 'bars':
      return layer.height.map((y, i) => ({ series: series(layer.series), ...rangeOf(layer, i, plot), y }));
    case 'boxes':
      return layer.boxes.map((box) => ({
        series: series(box.series),
        x: at(box.at),
        five0: box.lowWhisker,
        five1: box.lowerQuartile,
        five2: box.median,
        five3: box.upperQuartile,
        five4: box.highWhisker,
      }));
    case 'violins':
      return layer.violins.flatMap(({ at: place, series: own, values, widths }) =>
        values.map((y, i) => ({ series: series(own), x: at(place), y, width: widths[i] })),
      );
    case 'intervals':
      return layer.at.map((x, i) => ({
        series: series(layer.series?.[i]),
        x: at(x),
        y: layer.estimate[i],
        lower: layer.lower[i],
        upper: layer.upper[i],
      }));
    case 'rule':
      return [];
  }
}

const known = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** Rows count from 1, as the sheet shows them. */
const rowOf = ({ rows }: LayerOf<'points'>, i: number): number | null => (rows ? rows[i] + 1 : null);

const rangeOf = ({ from, to }: LayerOf<'bars'>, i: number, { x }: PlotSpec): Values =>
  x.kind === 'category' ? { x: x.categories[Math.round((from[i] + to[i]) / 2)] ?? '' } : { from: from[i], to: to[i] };
