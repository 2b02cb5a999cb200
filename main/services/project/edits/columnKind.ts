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

/** Makes a column a number, nominal, ordinal or logical. Undo brings back the very column that was there. */
export async function changeKind(store: Store, tableId: string, name: string, to: Scale): Promise<readonly Notice[]> {
  const column = columnNamed(store.db, tableId, name);
  if (column.scale === to) return [];
  if (isMereScale(column, to)) {
    step(store, column, to, (writer) => writer.set('column', [column.id], { ...dataChanged(store.db, column), scale: to }));
    return [];
  }
  const { notices, ...conversion } = await conversionTo(store, column, to);
  const made = await prepareColumn(store, column, conversion);
  step(store, column, to, (writer) => putInPlace(writer, column, made));
  return notices;
}

function step(store: Store, column: KeptColumn, to: Scale, work: Parameters<typeof takeStep>[3]): void {
  takeStep(store, projectSteps.columnKind(column.name, to), { tab: 'data', cell: { row: 0, column: column.id } }, work);
}

/** Among factors only the scale changes; the codes of a logical column may become labels, not the other way round. */
function isMereScale(column: KeptColumn, to: Scale): boolean {
  return column.kind === 'factor' && (to === 'nominal' || to === 'ordinal');
}

type NotedConversion = Conversion & { readonly notices: readonly Notice[] };

async function conversionTo(store: Store, column: KeptColumn, to: Scale): Promise<NotedConversion> {
  if (column.kind === 'factor') return to === 'continuous' ? labelsToNumbers(store, column) : labelsToLogical(store, column);
  const distinct = await distinctNumbers(store, column);
  return to === 'logical' ? numbersToLogical(column, distinct) : numbersToLabels(store, distinct, to);
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

/** Levels in numeric order, printed as short as they can be read back. */
async function numbersToLabels(store: Store, distinct: Float64Array, scale: Scale): Promise<NotedConversion> {
  const mark = decimalOf(store);
  const levels: string[] = [];
  for (const value of distinct) {
    levels.push(String(value).replace('.', mark));
    if (levels.length % 10_000 === 0) await breath();
  }
  const convert = (values: Values): Int32Array => Int32Array.from(values, (value) => placeIn(distinct, value));
  return { kind: 'factor', scale, levels, convert, notices: [] };
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

function numbersToLogical(column: KeptColumn, distinct: Float64Array): NotedConversion {
  const other = distinct.find((value) => value !== 0 && value !== 1);
  if (other !== undefined) throw notTwoValued(column, String(other));
  return logical((values) => Int32Array.from(values, (value) => (Number.isNaN(value) ? -1 : value)));
}

function labelsToLogical(store: Store, column: KeptColumn): NotedConversion {
  const codes = levelLabels(store.db, column.id).map((label) => {
    const code = parseLogical(label);
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
  const numbers = new Float64Array(column.levelCount);
  for (let from = 0; from < column.levelCount; from += LABELS_AT_ONCE) {
    levelLabels(store.db, column.id, LABELS_AT_ONCE, from).forEach((label, i) => {
      numbers[from + i] = column.scale === 'logical' ? i : (parseNumber(label.trim(), mark) ?? NaN);
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
