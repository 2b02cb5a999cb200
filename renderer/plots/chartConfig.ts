/**
 * A plot as chart.js has it: its axes, ticks and layout are the library's, the layers are painted by ours. Only the parts in use are registered.
 */
import { CategoryScale, Chart, Legend, LinearScale, Ticks, Title } from 'chart.js';
import type { ChartConfiguration, LegendItem, Plugin, ScaleOptionsByType } from 'chart.js';
import type { PlotAxis, PlotSpec } from '../../engine/contract/index.ts';
import { extentOf } from './extents.ts';
import { frameOf } from './frame.ts';
import { paintLayer } from './paint/index.ts';
import type { PlotInk } from './plotInk.ts';
import { stylesOf } from './seriesStyle.ts';

Chart.register(LinearScale, CategoryScale, Legend, Title);

export interface Drawing {
  readonly plot: PlotSpec;
  readonly ink: PlotInk;
  /** Series that the person has switched off. */
  readonly hidden: ReadonlySet<number>;
  /** A picture that leaves the program carries its title and legend with it. */
  readonly title: string | null;
}

export function chartConfig(drawing: Drawing): ChartConfiguration<'scatter'> {
  const { plot, ink, title } = drawing;
  return {
    type: 'scatter',
    data: { datasets: [] },
    plugins: [groundPlugin(drawing), layersPlugin(drawing)],
    options: {
      animation: false,
      responsive: title === null,
      maintainAspectRatio: false,
      events: [],
      locale: 'en-GB',
      layout: { padding: { top: 8, right: 12, bottom: 2, left: 2 } },
      scales: { x: axisOptions(plot, 'x', ink), y: axisOptions(plot, 'y', ink) },
      plugins: {
        legend: { display: title !== null && plot.series.length > 0, ...legendOptions(drawing) },
        title: { display: title !== null, text: title ?? '', color: ink.ink, font: { size: 14, family: ink.font, weight: 600 } },
      },
    },
  } as ChartConfiguration<'scatter'>;
}

type AxisOptions = ScaleOptionsByType<'linear'> | ScaleOptionsByType<'category'>;

function axisOptions(plot: PlotSpec, axis: 'x' | 'y', ink: PlotInk): AxisOptions {
  const wanted = plot[axis];
  const font = { size: 11, family: ink.font };
  const shared = {
    axis,
    position: axis === 'x' ? 'bottom' : 'left',
    border: { color: ink.quiet },
    title: {
      display: wanted.title !== '',
      text: shortened(wanted.title, LONGEST_TITLE[axis]),
      color: ink.quiet,
      font: { ...font, size: 12 },
    },
  };
  const own = wanted.kind === 'number' ? numberAxis(plot, axis, ink) : categoryAxis(wanted, ink);
  return { ...shared, ...own, ticks: { color: ink.quiet, font, ...own.ticks } } as unknown as AxisOptions;
}

function numberAxis(plot: PlotSpec, axis: 'x' | 'y', ink: PlotInk) {
  const { min, max } = extentOf(plot, axis);
  const wanted = plot[axis];
  const bounds = wanted.kind === 'number' && wanted.fromZero ? { suggestedMin: min, suggestedMax: max } : { min, max };
  return {
    type: 'linear',
    ...bounds,
    grid: { color: ink.grid },
    ticks: { callback: tickText, maxTicksLimit: 9, includeBounds: false },
  };
}

function categoryAxis({ categories }: Extract<PlotAxis, { kind: 'category' }>, ink: PlotInk) {
  const most = categories.length > MANY ? LONGEST_OF_MANY : LONGEST_TICK;
  const callback = (index: string | number): string => shortened(categories[Number(index)] ?? '', most);
  return {
    type: 'category',
    labels: [...categories],
    offset: true,
    grid: { display: false, color: ink.grid },
    ticks: { callback, maxRotation: 60 },
  };
}

/** A true minus, as in the tables. */
function tickText(this: unknown, value: number | string, index: number, ticks: readonly { value: number }[]): string {
  const format = Ticks.formatters.numeric as (this: unknown, ...of: unknown[]) => string;
  return format.call(this, value, index, ticks).replace('-', '−');
}

/** Characters that a name may take at an axis; the whole of it is said on hover. */
const LONGEST_TICK = 22;
const LONGEST_TITLE = { x: 70, y: 36 };
/** The same where there are many names. */
const LONGEST_OF_MANY = 13;
const MANY = 6;

export const shortened = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

/** Paper is white also where the page is not. */
function groundPlugin({ title, ink }: Drawing): Plugin<'scatter'> {
  return {
    id: 'ground',
    beforeDraw: ({ ctx, width, height }) => {
      if (title === null) return;
      ctx.fillStyle = ink.ground;
      ctx.fillRect(0, 0, width, height);
    },
  };
}

function layersPlugin({ plot, ink, hidden }: Drawing): Plugin<'scatter'> {
  return {
    id: 'layers',
    beforeDatasetsDraw: (chart) => {
      const { ctx, chartArea: area } = chart;
      ctx.save();
      ctx.beginPath();
      ctx.rect(area.left, area.top, area.right - area.left, area.bottom - area.top);
      ctx.clip();
      const frame = frameOf(chart, plot, ink, hidden);
      for (const layer of plot.layers) paintLayer(ctx, layer, frame);
      ctx.restore();
    },
  };
}

function legendOptions({ plot, ink, hidden }: Drawing) {
  const styles = stylesOf(plot, ink);
  const generateLabels = (): LegendItem[] =>
    plot.series.flatMap(({ name }, index) =>
      hidden.has(index)
        ? []
        : [
            {
              text: shortened(name, 40),
              fillStyle: styles[index].colour,
              strokeStyle: styles[index].colour,
              fontColor: ink.ink,
              lineWidth: 0,
              datasetIndex: index,
            },
          ],
    );
  return { labels: { generateLabels, color: ink.ink, boxWidth: 12, boxHeight: 12, font: { size: 11, family: ink.font } } };
}
