import type { FactorColumn } from '../../../../engine/contract/index.ts';
import { codedWords as words } from '../../../../engine/text/codedFiles.ts';
import { inOrder, type FinishedColumn } from '../columns/finishColumn.ts';
import type { CodedVariable } from './codedFile.ts';
import { decoderFor } from './encodings.ts';
import type { CellTaker, TextTaker } from './takers.ts';
import { timeText } from './timeText.ts';

/** Distinct values above which labels do not make categories: they name single points of a scale. */
const mostCategories = 1000;

/**
 * One variable as a column of the table. Dates become labels as in a CSV file; numbers become categories where every value met has a label
 * and the file does not call them a scale, or where a person says so.
 */
export function finishCoded(
  name: string,
  variable: CodedVariable,
  taker: CellTaker,
  encoding: string,
  asked: 'number' | 'factor' | null,
): FinishedColumn {
  if (taker.kind === 'text') return finishText(name, variable, taker, encoding, asked);
  const values = taker.join();
  const distinct = distinctValues(values);
  const kind = asked ?? kindOf(variable, distinct);
  const facts = { declaredMissing: taker.missing, allMissing: distinct.length === 0 };
  if (kind === 'number')
    return { column: { kind, name, values }, reason: asked ? words.saidSo : numberReason(variable, distinct), facts };
  const column =
    variable.time && !asked ? datesOf(name, variable, values, distinct) : categoriesOf(name, variable, values, distinct);
  const dates = variable.time && distinct.length > 0 ? { dates: column.levels[0] } : {};
  return { column, reason: asked ? words.saidSo : factorReason(variable), facts: { ...facts, ...dates } };
}

function kindOf({ valueLabels, measure, time }: CodedVariable, distinct: readonly number[]): 'number' | 'factor' {
  if (time !== null) return 'factor';
  if (measure === 'scale' || distinct.length > mostCategories || valueLabels.size === 0) return 'number';
  return distinct.length > 0 && distinct.every((value) => valueLabels.has(value)) ? 'factor' : 'number';
}

function numberReason({ valueLabels, measure }: CodedVariable, distinct: readonly number[]): string {
  if (distinct.length === 0) return words.nothingThere;
  if (valueLabels.size === 0) return words.numbers;
  return measure === 'scale'
    ? words.labelledScale
    : words.partlyLabelled(distinct.filter((value) => !valueLabels.has(value)).length);
}

const factorReason = ({ time, measure }: CodedVariable): string =>
  time !== null ? words.dates : measure === 'ordinal' ? words.ordinal : words.labelled;

function distinctValues(values: Float64Array): number[] {
  const found = new Set<number>();
  for (const value of values) if (!Number.isNaN(value)) found.add(value);
  return [...found].sort((a, b) => a - b);
}

function datesOf(name: string, { time }: CodedVariable, values: Float64Array, distinct: readonly number[]): FactorColumn {
  return factorOf(name, values, new Map(distinct.map((value) => [value, timeText(value, time!)])), 'nominal');
}

/** Labels in the order of their values, those that no row has among them; values without a label stand for themselves. */
function categoriesOf(
  name: string,
  { valueLabels, measure, declaredMissing }: CodedVariable,
  values: Float64Array,
  distinct: readonly number[],
): FactorColumn {
  const missing = new Set(declaredMissing?.values ?? []);
  const labelled = [...valueLabels.keys()].filter((value): value is number => typeof value === 'number' && !missing.has(value));
  const all = [...new Set([...labelled, ...distinct])].sort((a, b) => a - b);
  const labels = new Map(all.map((value) => [value, valueLabels.get(value) || String(value)]));
  const logical = labels.size === 2 && labels.get(all[0]) === 'FALSE' && labels.get(all[1]) === 'TRUE';
  return factorOf(name, values, apart(labels), logical ? 'logical' : measure === 'ordinal' ? 'ordinal' : 'nominal');
}

/** Two values with one label are two categories. */
function apart(labels: ReadonlyMap<number, string>): Map<number, string> {
  const count = new Map<string, number>();
  for (const label of labels.values()) count.set(label, (count.get(label) ?? 0) + 1);
  return new Map([...labels].map(([value, label]) => [value, count.get(label)! > 1 ? `${label} (${value})` : label]));
}

function factorOf(
  name: string,
  values: Float64Array,
  labels: ReadonlyMap<number, string>,
  scale: FactorColumn['scale'],
): FactorColumn {
  const levels = [...new Set([...labels.values()].filter((label) => label !== ''))];
  const place = new Map(levels.map((level, code) => [level, code]));
  const codes = new Map([...labels].map(([value, label]) => [value, place.get(label) ?? -1]));
  return { kind: 'factor', name, codes: Int32Array.from(values, (value) => codes.get(value) ?? -1), levels, scale };
}

/** Texts as labels, by their value labels where they have some; missing where empty or declared so. */
function finishText(
  name: string,
  { valueLabels, declaredMissing }: CodedVariable,
  taker: TextTaker,
  encoding: string,
  asked: 'number' | 'factor' | null,
): FinishedColumn {
  const decode = decoderFor(encoding);
  const texts = taker.sink.dictionary.bytesOfLabels().map((bytes) => decode(bytes).trim());
  const { counts } = taker.sink.tally();
  const isMissing = texts.map((text) => text === '' || (declaredMissing?.values.includes(text) ?? false));
  const declared = new Map(
    texts.flatMap((text, code) => (isMissing[code] && text !== '' ? [[text, counts[code]] as const] : [])),
  );
  const labels = texts.map((text) => valueLabels.get(text) ?? text);
  if (asked === 'number') return numbersOf(name, taker, labels, isMissing, declared);
  const levels = inOrder([...new Set(labels.filter((_, code) => !isMissing[code]))], '.');
  const place = new Map(levels.map((level, code) => [level, code]));
  const recode = Int32Array.from(labels, (label, code) => (isMissing[code] ? -1 : place.get(label)!));
  const column: FactorColumn = { kind: 'factor', name, codes: taker.sink.join(recode), levels, scale: 'nominal' };
  const allMissing = levels.length === 0;
  const reason = asked ? words.saidSo : allMissing ? words.nothingThere : words.texts;
  return { column, reason, facts: { declaredMissing: declared, allMissing } };
}

function numbersOf(
  name: string,
  { sink }: TextTaker,
  labels: readonly string[],
  isMissing: readonly boolean[],
  declaredMissing: ReadonlyMap<string, number>,
): FinishedColumn {
  const numbers = labels.map((label, code) => (isMissing[code] ? NaN : Number(label)));
  const { counts } = sink.tally();
  const refused = labels.filter((_, code) => !isMissing[code] && Number.isNaN(numbers[code]));
  const count = labels.reduce((sum, _, code) => sum + (!isMissing[code] && Number.isNaN(numbers[code]) ? counts[code] : 0), 0);
  const codes = sink.join(Int32Array.from(labels, (_, code) => code));
  const values = Float64Array.from(codes, (code) => numbers[code]);
  return {
    column: { kind: 'number', name, values },
    reason: words.saidSo,
    facts: { declaredMissing, refused: { count, first: refused.slice(0, 3) }, allMissing: values.every(Number.isNaN) },
  };
}
