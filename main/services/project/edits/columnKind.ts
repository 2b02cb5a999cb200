import { failure } from '../../../../engine/contract/index.ts';
import type { Notice } from '../../../../engine/contract/index.ts';
import { projectFailures, projectNotices } from '../../../../engine/text/projectFailures.ts';
import { projectSteps } from '../../../../engine/text/projectSteps.ts';
import { breath } from '../breath.ts';
import { columnPieces } from '../cellBlocks.ts';
import type { Values } from '../chunks.ts';
import { one } from '../database.ts';
import { DistinctNumbers } from '../distinct.ts';
import { takeStep } from '../history.ts';
import type { StepWriter } from '../history.ts';
import { isMissingNumber, keptLevels } from '../missingCodes.ts';
import { columnNamed, levelLabels, tableOf } from '../rowsAndColumns.ts';
import type { KeptColumn } from '../rowsAndColumns.ts';
import type { Store } from '../store.ts';
import type { Pieces } from '../summarise.ts';
import { dataChanged } from './changed.ts';
import { parseLogical, parseNumber } from './parseCells.ts';
import { LOGICAL_LEVELS, prepareColumn, putInPlace } from './replaceColumn.ts';
import type { Conversion } from './replaceColumn.ts';

/** Labels read in one go. */
const LABELS_AT_ONCE = 10_000;

type Scale = KeptColumn['scale'];

/** Makes columns numbers, nominal, ordinal or logical, as one step. Undo brings back the very columns that were there. */
export async function changeKinds(
  store: Store,
  tableId: string,
  names: readonly string[],
  to: Scale,
): Promise<readonly Notice[]> {
  const columns = namedOnce(store, tableId, names).filter((column) => column.scale !== to);
  const prepared: PreparedKind[] = [];
  for (const column of columns) prepared.push(await prepareKind(store, column, to));
  putKinds(
    store,
    prepared,
    (name) => projectSteps.columnKind(name, to),
    (count) => projectSteps.columnKinds(count, to),
  );
  return prepared.flatMap(({ notices }) => notices);
}

/** Number columns become categories that are called what their value labels call them; values without a label stand for themselves. */
export async function labelsToCategories(store: Store, tableId: string, names: readonly string[]): Promise<void> {
  const columns = namedOnce(store, tableId, names).filter(({ kind }) => kind === 'number');
  const prepared: PreparedKind[] = [];
  for (const column of columns) {
    const conversion = await numbersToLabels(
      store,
      column,
      await distinctNumbers(store, column),
      'nominal',
      labelOfValues(column),
    );
    prepared.push({ column, notices: [], put: putMade(column, await prepareColumn(store, column, conversion)) });
  }
  putKinds(store, prepared, projectSteps.labelsToCategories, projectSteps.manyToCategories);
}

function namedOnce(store: Store, tableId: string, names: readonly string[]): KeptColumn[] {
  return [...new Set(names)].map((name) => columnNamed(store.db, tableId, name));
}

interface PreparedKind {
  readonly column: KeptColumn;
  readonly notices: readonly Notice[];
  readonly put: (step: StepWriter) => void;
}

async function prepareKind(store: Store, column: KeptColumn, to: Scale): Promise<PreparedKind> {
  if (isMereScale(column, to)) {
    const put = (step: StepWriter): void => step.set('column', [column.id], { ...dataChanged(store.db, column), scale: to });
    return { column, notices: [], put };
  }
  const { notices, ...conversion } = await conversionTo(store, column, to);
  return { column, notices, put: putMade(column, await prepareColumn(store, column, conversion)) };
}

const putMade =
  (column: KeptColumn, made: number) =>
  (step: StepWriter): void =>
    putInPlace(step, column, made);

function putKinds(
  store: Store,
  prepared: readonly PreparedKind[],
  one: (name: string) => string,
  many: (count: number) => string,
): void {
  if (prepared.length === 0) return;
  const [{ column }] = prepared;
  const name = prepared.length === 1 ? one(column.name) : many(prepared.length);
  takeStep(store, name, { tab: 'data', cell: { row: 0, column: column.id } }, (step) => prepared.forEach(({ put }) => put(step)));
}

/** What each labelled number is called; numbers that share a label are told apart. */
function labelOfValues({ properties }: KeptColumn): ReadonlyMap<number, string> {
  const labels = (properties.valueLabels ?? []).filter(({ value, label }) => typeof value === 'number' && label !== '');
  const uses = new Map<string, number>();
  for (const { label } of labels) uses.set(label, (uses.get(label) ?? 0) + 1);
  return new Map(labels.map(({ value, label }) => [Number(value), uses.get(label)! > 1 ? `${label} (${value})` : label]));
}

/** Among factors only the scale changes; the codes of a logical column may become labels, not the other way round. */
function isMereScale(column: KeptColumn, to: Scale): boolean {
  return column.kind === 'factor' && (to === 'nominal' || to === 'ordinal');
}

type NotedConversion = Conversion & { readonly notices: readonly Notice[] };

async function conversionTo(store: Store, column: KeptColumn, to: Scale): Promise<NotedConversion> {
  if (column.kind === 'factor') return to === 'continuous' ? labelsToNumbers(store, column) : labelsToLogical(store, column);
  const distinct = await distinctNumbers(store, column);
  return to === 'logical' ? numbersToLogical(column, distinct) : numbersToLabels(store, column, distinct, to, new Map());
}

/** The cells that are rows of the table; chunks hold deleted rows, too. */
function visible(store: Store, column: KeptColumn): Pieces {
  return columnPieces(store, tableOf(store.db, column.tableId).layout, column);
}

async function distinctNumbers(store: Store, column: KeptColumn): Promise<Float64Array> {
  const distinct = new DistinctNumbers();
  const { count, read } = visible(store, column);
  for (let i = 0; i < count; i++) {
    distinct.add(read(i) as Float64Array);
    await breath();
  }
  return distinct.sorted();
}

/** Levels in numeric order, as they are called, otherwise printed as short as they can be read back. */
async function numbersToLabels(
  store: Store,
  { properties }: KeptColumn,
  distinct: Float64Array,
  scale: Scale,
  called: ReadonlyMap<number, string>,
): Promise<NotedConversion> {
  const mark = decimalOf(store);
  const levels: string[] = [];
  for (const value of distinct) {
    levels.push(called.get(value) ?? String(value).replace('.', mark));
    if (levels.length % 10_000 === 0) await breath();
  }
  const convert = (values: Values): Int32Array => Int32Array.from(values, (value) => placeIn(distinct, value));
  // The way back from a label to its number.
  const valueLabels = [...distinct].flatMap((value, code) => (called.has(value) ? [{ value, label: levels[code] }] : []));
  const kept = valueLabels.length > 0 ? { ...properties, valueLabels } : properties;
  return { kind: 'factor', scale, levels, convert, notices: [], properties: kept };
}

/** Index of a value in an ascending list that holds it; −1 for a missing one. */
function placeIn(sorted: Float64Array, value: number): number {
  if (Number.isNaN(value)) return -1;
  let [low, high] = [0, sorted.length - 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Missing codes are no values of a logical column; undo brings them back. */
function numbersToLogical(column: KeptColumn, distinct: Float64Array): NotedConversion {
  const codes = column.properties.missingCodes;
  const isCode = (value: number): boolean => codes !== undefined && isMissingNumber(codes, value);
  const other = distinct.find((value) => value !== 0 && value !== 1 && !isCode(value));
  if (other !== undefined) throw notTwoValued(column, String(other));
  return logical((values) => Int32Array.from(values, (value) => (Number.isNaN(value) || isCode(value) ? -1 : value)));
}

function labelsToLogical(store: Store, column: KeptColumn): NotedConversion {
  const labels = levelLabels(store.db, column.id);
  const kept = keptLevels(labels, column.properties);
  const codes = labels.map((label, i) => {
    const code = kept[i] ? parseLogical(label) : -1;
    if (code === null) throw notTwoValued(column, label);
    return code;
  });
  return logical((values) => Int32Array.from(values, (code) => (code < 0 ? -1 : codes[code])));
}

function logical(convert: (values: Values) => Int32Array): NotedConversion {
  return { kind: 'factor', scale: 'logical', levels: LOGICAL_LEVELS, convert, notices: [] };
}

function notTwoValued(column: KeptColumn, text: string): Error {
  return failure('table.not-two-valued', { column: column.name, text }, projectFailures.notTwoValued(text, column.name));
}

/** Labels that spell a number become it, the others missing; a logical column counts as 0 and 1. */
async function labelsToNumbers(store: Store, column: KeptColumn): Promise<NotedConversion> {
  const numbers = await labelNumbers(store, column);
  if (numbers.length > 0 && numbers.every(Number.isNaN)) {
    const [first] = levelLabels(store.db, column.id, 1);
    throw failure('table.no-numbers', { column: column.name }, projectFailures.noNumbers(column.name, first));
  }
  const convert = (values: Values): Float64Array => Float64Array.from(values, (code) => (code < 0 ? NaN : numbers[code]));
  const notices = await lostLabels(store, column, numbers);
  return { kind: 'number', scale: 'continuous', levels: [], convert, notices };
}

/** The number that each level spells, NaN where it spells none. */
async function labelNumbers(store: Store, column: KeptColumn): Promise<Float64Array> {
  const mark = decimalOf(store);
  const labelled = new Map((column.properties.valueLabels ?? []).map(({ value, label }) => [label, Number(value)]));
  const numbers = new Float64Array(column.levelCount);
  for (let from = 0; from < column.levelCount; from += LABELS_AT_ONCE) {
    levelLabels(store.db, column.id, LABELS_AT_ONCE, from).forEach((label, i) => {
      numbers[from + i] = column.scale === 'logical' ? i : (labelled.get(label) ?? parseNumber(label.trim(), mark) ?? NaN);
    });
    await breath();
  }
  return numbers;
}

async function lostLabels(store: Store, column: KeptColumn, numbers: Float64Array): Promise<Notice[]> {
  const counts = new Map<number, number>();
  const { count, read } = visible(store, column);
  for (let i = 0; i < count; i++) {
    for (const code of read(i)) {
      if (code >= 0 && Number.isNaN(numbers[code])) counts.set(code, (counts.get(code) ?? 0) + 1);
    }
    await breath();
  }
  if (counts.size === 0) return [];
  const codes = [...counts.keys()].sort((a, b) => a - b);
  const shown = codes.slice(0, 3).map((code) => levelLabels(store.db, column.id, 1, code)[0]);
  const cells = [...counts.values()].reduce((sum, n) => sum + n, 0);
  const words = projectNotices.labelsLost(column.name, cells, shown, codes.length);
  return [{ code: 'table.labels-lost', severity: 'caution', ...words, details: { column: column.name, cells, labels: shown } }];
}

function decimalOf(store: Store): '.' | ',' {
  return one<{ decimal: '.' | ',' }>(store.db, 'SELECT decimal FROM project')!.decimal;
}
