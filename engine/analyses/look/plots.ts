/**
 * Pictures of data, as what is to be drawn.
 */
import {
  failure,
  type CheckCancelled,
  type Block,
  type ColumnTable,
  type FactorColumn,
  type PlotAxis,
  type PlotLayer,
  type PlotSeries,
} from '../../contract/index.ts';
import { barEdges, histogram } from '../../describe/histogram.ts';
import { boxOf, densityOf } from '../../describe/boxes.ts';
import { sampled } from '../../describe/sampled.ts';
import { trend } from '../../describe/trend.ts';
import { lookWords as words } from '../../text/look.ts';
import { fewCategoriesNamed, groupsNamed, numbersNamed, valuesByCategory, type LookAt, type LookHooks } from './columns.ts';

/** Points drawn, and lines of groups: more would be a blot. */
const MOST_POINTS = 5000;
const MOST_LINES = 200;
/** Points that a smooth line is made of: it takes seconds with millions and looks the same. */
const MOST_SMOOTHED = 50_000;
/** Colours that can be told apart, with their shapes and dashes, and boxes side by side. */
const MOST_COLOURS = 12;
const MOST_BOXES = 200;

const numberAxis = (title: string, fromZero = false): PlotAxis => ({ kind: 'number', title, ...(fromZero ? { fromZero } : {}) });

export function histogramPlot(
  data: ColumnTable,
  { column, by, bins }: LookAt<'histogram'>,
  { checkCancelled }: LookHooks,
): Block[] {
  const { values } = numbersNamed(data, column);
  const known = knownOf(values, column);
  checkCancelled();
  const edges = barEdges(known, bins);
  const parts = by === null ? [known] : splitBy(values, fewCategoriesNamed(data, by, MOST_COLOURS));
  const layers = parts.map((part, i): PlotLayer => {
    const { counts } = histogram(part, bins, edges);
    return { kind: 'bars', series: by === null ? null : i, from: edges.slice(0, -1), to: edges.slice(1), height: counts };
  });
  return [
    {
      kind: 'plot',
      id: 'histogram',
      title: words.histogram(column, by),
      plot: { x: numberAxis(column), y: numberAxis(words.rowsAxis, true), series: seriesOf(data, by), layers },
      description: words.describedHistogram(column, known.length, edges[0], edges[edges.length - 1]),
      notes: [],
    },
  ];
}

export function boxPlot(data: ColumnTable, look: LookAt<'boxes'>): Block[] {
  const { values } = numbersNamed(data, look.column);
  knownOf(values, look.column);
  const by = fewCategoriesNamed(data, look.by, MOST_BOXES);
  const colour = coloursOf(data, look.colour);
  const cells = cellsOf(values, by, colour);
  const filled = cells.filter((cell) => cell.values.length > 0);
  const layer: PlotLayer =
    look.shape === 'box'
      ? { kind: 'boxes', boxes: filled.map((cell) => boxOf(cell.values, cell.at, cell.series)) }
      : { kind: 'violins', violins: violinsOf(filled.filter((cell) => new Set(cell.values).size > 1)) };
  return [
    {
      kind: 'plot',
      id: 'boxes',
      title: words.histogram(look.column, look.by),
      plot: {
        x: { kind: 'category', title: look.by, categories: by.levels },
        y: numberAxis(look.column),
        series: seriesOf(data, look.colour),
        layers: [layer],
      },
      description: words.describedBoxes(look.column, look.by, by.levels.length),
      notes: [look.shape === 'box' ? words.whiskers : words.density],
    },
  ];
}

interface Cell {
  readonly at: number;
  readonly series: number | null;
  readonly values: Float64Array;
}

/** What is there of each category, of each of its colours where there are such. */
function cellsOf(values: Float64Array, by: FactorColumn, colour: FactorColumn | null): Cell[] {
  const colours = colour?.levels.length ?? 1;
  const codes = by.codes.map((code, i) =>
    code < 0 || (colour && colour.codes[i] < 0) ? -1 : code * colours + (colour?.codes[i] ?? 0),
  );
  const parts = valuesByCategory(values, { codes, levels: new Array<string>(by.levels.length * colours).fill('') });
  return parts.map((part, k) => ({
    at: Math.floor(k / colours),
    series: colour ? k % colours : null,
    values: part.filter((value) => !Number.isNaN(value)),
  }));
}

/** All as wide as the densest of them, so that areas compare. */
function violinsOf(cells: readonly Cell[]) {
  const densities = cells.map(({ at: position, series, values }) => ({ position, series, ...densityOf(values) }));
  const densest = Math.max(...densities.flatMap(({ density }) => density));
  return densities.map(({ position, series, at, density }) => ({
    at: position,
    series,
    values: at,
    widths: density.map((one) => one / densest),
  }));
}

export function scatterPlot(data: ColumnTable, look: LookAt<'scatter'>, { checkCancelled }: LookHooks): Block[] {
  const [x, y] = [look.x, look.y].map((name) => numbersNamed(data, name).values);
  const colour = coloursOf(data, look.colour);
  const rows = rowsWithBoth(x, y, colour);
  if (rows.length === 0) throw failure('look.no-values', { column: look.y }, words.noValues(look.y));
  const drawn = Array.from(sampled(rows.length, MOST_POINTS), (place) => rows[place]);
  const moves = look.jitter ? [jitterOf(x, rows), jitterOf(y, rows)] : [still, still];
  const points: PlotLayer = {
    kind: 'points',
    x: drawn.map((row) => x[row]),
    y: drawn.map((row) => y[row]),
    ...(moves.every((move) => move === still)
      ? {}
      : { moved: { x: drawn.map((_, i) => moves[0](i, 0)), y: drawn.map((_, i) => moves[1](i, 1)) } }),
    series: colour ? drawn.map((row) => colour.codes[row]) : null,
    rows: drawn.map((row) => data.rowNumbers?.[row] ?? row),
    opacity: (look.line === 'groups' ? 0.5 : 1) * opacityFor(drawn.length),
  };
  const notes = [
    ...(drawn.length < rows.length ? [words.thinned(drawn.length, rows.length)] : []),
    ...(rows.length < data.rows ? [words.leftOut(data.rows - rows.length)] : []),
  ];
  checkCancelled();
  const lines =
    look.line === 'groups' ? groupLines(data, look, x, y, rows) : trendLines(look.line, x, y, rows, colour, checkCancelled);
  return [
    {
      kind: 'plot',
      id: 'scatter',
      title: words.scatter(look.y, look.x),
      plot: {
        x: numberAxis(look.x),
        y: numberAxis(look.y),
        series: seriesOf(data, look.colour),
        layers: [points, ...lines.layers],
      },
      description: words.describedScatter(look.y, look.x, rows.length),
      notes: [...lines.notes, ...notes],
    },
  ];
}

interface Lines {
  readonly layers: readonly PlotLayer[];
  readonly notes: readonly string[];
}

function trendLines(
  line: 'none' | 'straight' | 'smooth',
  x: Float64Array,
  y: Float64Array,
  rows: readonly number[],
  colour: FactorColumn | null,
  checkCancelled: CheckCancelled,
): Lines {
  if (line === 'none') return { layers: [], notes: [] };
  const parts = colour ? colour.levels.map((_, code) => rows.filter((row) => colour.codes[row] === code)) : [rows];
  const most = line === 'smooth' ? MOST_SMOOTHED : Infinity;
  const layers = parts.flatMap((part, i): PlotLayer[] => {
    checkCancelled();
    const used = part.length > most ? Array.from(sampled(part.length, most), (place) => part[place]) : part;
    const [a, b] = [x, y].map((values) => Float64Array.from(used, (row) => values[row]));
    const found = trend(a, b, line);
    const series = colour ? i : null;
    if (!found) return [];
    const { lower, upper, ...own } = found;
    return [
      { kind: 'band', series, x: own.x, lower, upper },
      { kind: 'line', series, ...own, faint: false },
    ];
  });
  const isSampled = parts.some((part) => part.length > most);
  return { layers, notes: [words[line], ...(isSampled ? [words.smoothedSome(most)] : [])] };
}

/** A straight line for every group, from its first to its last x. */
function groupLines(
  data: ColumnTable,
  { group }: LookAt<'scatter'>,
  x: Float64Array,
  y: Float64Array,
  rows: readonly number[],
): Lines {
  if (group === null) return { layers: [], notes: [] };
  const groups = groupsNamed(data, group);
  const byGroup = rowsByGroup(groups, rows);
  const drawn = Array.from(sampled(byGroup.length, MOST_LINES), (place) => byGroup[place]);
  const layers = drawn.flatMap(({ code, rows: own }): PlotLayer[] => {
    const line = straightLine(
      own.map((row) => x[row]),
      own.map((row) => y[row]),
    );
    return line ? [{ kind: 'line', series: null, ...line, faint: true, name: groups.levels[code] }] : [];
  });
  const few = drawn.length < byGroup.length ? [words.fewerGroups(drawn.length, byGroup.length)] : [];
  return { layers, notes: [words.ownLines(group), ...few] };
}

export function spaghettiPlot(data: ColumnTable, look: LookAt<'spaghetti'>): Block[] {
  const [time, y] = [look.time, look.y].map((name) => numbersNamed(data, name).values);
  const groups = groupsNamed(data, look.group);
  const colour = coloursOf(data, look.colour);
  const byGroup = rowsByGroup(groups, rowsWithBoth(time, y, colour));
  const drawn = Array.from(sampled(byGroup.length, MOST_LINES), (place) => byGroup[place]);
  const layers = drawn.map(({ code, rows }): PlotLayer => {
    const inOrder = [...rows].sort((a, b) => time[a] - time[b]);
    return {
      kind: 'line',
      series: colour ? colour.codes[rows[0]] : null,
      x: inOrder.map((row) => time[row]),
      y: inOrder.map((row) => y[row]),
      faint: true,
      name: groups.levels[code],
    };
  });
  return [
    {
      kind: 'plot',
      id: 'spaghetti',
      title: words.overTime(look.y, look.time, look.group),
      plot: { x: numberAxis(look.time), y: numberAxis(look.y), series: seriesOf(data, look.colour), layers },
      description: words.overTime(look.y, look.time, look.group),
      notes: drawn.length < byGroup.length ? [words.fewerGroups(drawn.length, byGroup.length)] : [],
    },
  ];
}

function knownOf(values: Float64Array, column: string): Float64Array {
  const known = values.filter((value) => !Number.isNaN(value));
  if (known.length === 0) throw failure('look.no-values', { column }, words.noValues(column));
  return known;
}

function splitBy(values: Float64Array, by: FactorColumn): Float64Array[] {
  return valuesByCategory(values, by).map((part) => part.filter((value) => !Number.isNaN(value)));
}

const coloursOf = (data: ColumnTable, name: string | null): FactorColumn | null =>
  name === null ? null : fewCategoriesNamed(data, name, MOST_COLOURS);

const seriesOf = (data: ColumnTable, by: string | null): PlotSeries[] =>
  coloursOf(data, by)?.levels.map((name) => ({ name })) ?? [];

function rowsWithBoth(x: Float64Array, y: Float64Array, colour: FactorColumn | null): number[] {
  const rows: number[] = [];
  for (let i = 0; i < x.length; i++) if (!Number.isNaN(x[i] + y[i]) && (colour === null || colour.codes[i] >= 0)) rows.push(i);
  return rows;
}

function rowsByGroup({ codes, levels }: FactorColumn, rows: readonly number[]): { code: number; rows: number[] }[] {
  const found = levels.map((_, code) => ({ code, rows: [] as number[] }));
  for (const row of rows) if (codes[row] >= 0) found[codes[row]].rows.push(row);
  return found.filter((group) => group.rows.length > 0);
}

function straightLine(x: readonly number[], y: readonly number[]): { x: number[]; y: number[] } | null {
  const [meanX, meanY] = [x, y].map((values) => values.reduce((sum, value) => sum + value, 0) / values.length);
  const sxx = x.reduce((sum, value) => sum + (value - meanX) ** 2, 0);
  if (!(sxx > 0)) return null;
  const slope = x.reduce((sum, value, i) => sum + (value - meanX) * (y[i] - meanY), 0) / sxx;
  const ends = [x.reduce((a, b) => Math.min(a, b)), x.reduce((a, b) => Math.max(a, b))];
  return { x: ends, y: ends.map((end) => meanY + slope * (end - meanX)) };
}

type Move = (point: number, axis: number) => number;
const still: Move = () => 0;
/** Values that come again so often on average lie on each other. */
const CROWDED = 5;

/** Moves points by up to a fifth of the least distance between values, where few values hold many points. The same move every time. */
function jitterOf(values: Float64Array, rows: readonly number[]): Move {
  const distinct = fewDistinct(values, rows, rows.length / CROWDED);
  if (!distinct || distinct.length < 2) return still;
  const least = Math.min(...distinct.slice(1).map((value, i) => value - distinct[i]));
  return (point, axis) => 0.4 * least * (fraction((point + 1) * (axis === 0 ? GOLDEN : SILVER)) - 0.5);
}

const MOST_DISTINCT = 1000;

/** The different values in order; null where they are more than `most`. */
function fewDistinct(values: Float64Array, rows: readonly number[], most: number): number[] | null {
  const found = new Set<number>();
  for (const row of rows) if (found.add(values[row]).size > Math.min(most, MOST_DISTINCT)) return null;
  return [...found].sort((a, b) => a - b);
}

/** Multiples of irrational numbers fill the unit interval evenly. */
const GOLDEN = 0.618033988749895;
const SILVER = 0.414213562373095;
const fraction = (value: number): number => value - Math.floor(value);

const opacityFor = (points: number): number => Math.max(0.15, Math.min(0.8, 24 / Math.sqrt(points)));
