import type { Column, FactorColumn } from '../../../../engine/contract/index.ts';
import * as words from '../../../../engine/text/dataNotices.ts';
import { looksLikeDates } from './dates.ts';
import { suspectNumber, type MissingMarks, type SuspectNumber } from './missingMarks.ts';
import type { NumberSink, Obstacle } from './numberSink.ts';
import { readNumber, type DecimalMark } from './parseNumber.ts';
import type { TextSink } from './textSink.ts';

/** Above this many labels they are put in code-point order: collation of a million labels takes seconds. */
const collatedLabels = 100_000;

/** A column as it will be in the table, and what a person should know of how it came about. */
export interface FinishedColumn {
  readonly column: Column;
  readonly reason: string;
  readonly facts: ColumnFacts;
}

export interface ColumnFacts {
  readonly marks?: ReadonlyMap<string, number>;
  readonly suspect?: SuspectNumber | null;
  readonly refused?: { readonly count: number; readonly first: readonly string[] };
  readonly thousands?: { readonly count: number; readonly first: string };
  readonly infinite?: number;
  readonly allMissing?: boolean;
  /** Codes that the file itself declares missing, with the number of cells. */
  readonly declaredMissing?: ReadonlyMap<string, number>;
  /** Numbers that stay labels, and an example. */
  readonly kept?: { readonly why: 'padded' | 'long'; readonly cell: string };
  readonly dates?: string;
  /** Labels in a column of numbers, nearly: how many cells, and the first with its data row. */
  readonly strays?: { readonly count: number; readonly cell: string; readonly row: number };
  /** Labels that differed in outer spaces only. */
  readonly merged?: readonly string[];
}

export function finishNumbers(name: string, sink: NumberSink, insisted: boolean): FinishedColumn {
  const values = sink.join();
  const allMissing = values.every(Number.isNaN);
  return {
    column: { kind: 'number', name, values },
    reason: insisted ? words.saidSo : allMissing ? words.nothingThere : words.allNumbers,
    facts: {
      marks: sink.marks,
      suspect: suspectNumber(values),
      refused: sink.refused,
      thousands: sink.thousands,
      infinite: sink.infinite,
      allMissing,
    },
  };
}

/**
 * Labels as levels: logical where they are TRUE and FALSE (or R's T and F), nominal otherwise.
 *
 * Levels that are all numbers stand in numeric order, others as an English dictionary orders them (lower before upper case, accents
 * beside their letters), which is how R sorts in an English locale.
 */
export function finishLabels(
  name: string,
  sink: TextSink,
  marks: MissingMarks,
  decimal: DecimalMark,
  asked: boolean,
): FinishedColumn {
  const written = sink.dictionary.labels();
  const labels = written.map((label) => label.trim());
  const isMissing = labels.map((label) => label === '' || marks.inText.has(label));
  const distinct = [...new Set(labels.filter((_, code) => !isMissing[code]))];
  if (distinct.length === 0 && !asked) return nothing(name, sink);
  const { counts, first } = sink.tally();
  const levels = isLogical(distinct) ? ['FALSE', 'TRUE'] : inOrder(distinct, decimal);
  const logical = levels.length === 2 && isLogical(distinct);
  const codeOf = new Map(levels.map((level, code) => [level, code]));
  const recode = Int32Array.from(labels, (label, code) => (isMissing[code] ? -1 : codeOf.get(logical ? truth(label) : label)!));
  const column: FactorColumn = { kind: 'factor', name, codes: sink.join(recode), levels, scale: logical ? 'logical' : 'nominal' };
  const facts: ColumnFacts = {
    marks: new Map(
      written.flatMap((label, code) =>
        isMissing[code] && label !== '' && counts[code] > 0 ? [[label, counts[code]] as const] : [],
      ),
    ),
    merged: mergedLabels(labels, isMissing),
    dates: looksLikeDates(distinct) ? distinct[0] : undefined,
    ...numberFacts(labels, isMissing, counts, first, decimal, asked),
  };
  return { column, reason: labelReason(column, facts, distinct, decimal, asked), facts };
}

function nothing(name: string, sink: TextSink): FinishedColumn {
  const values = new Float64Array(sink.tally().counts.reduce((sum, count) => sum + count, 0)).fill(NaN);
  return { column: { kind: 'number', name, values }, reason: words.nothingThere, facts: { allMissing: true } };
}

function labelReason(
  column: FactorColumn,
  facts: ColumnFacts,
  distinct: readonly string[],
  decimal: DecimalMark,
  asked: boolean,
): string {
  if (asked) return words.saidSo;
  if (column.scale === 'logical') return words.allLogical;
  if (facts.kept) return words.keptAsWritten(facts.kept.cell);
  if (facts.dates) return words.allDates;
  return words.notANumber(distinct.find((label) => readNumber(label, decimal).kind === 'text') ?? distinct[0]);
}

function numberFacts(
  labels: readonly string[],
  isMissing: readonly boolean[],
  counts: Int32Array,
  first: Int32Array,
  decimal: DecimalMark,
  asked: boolean,
): Pick<ColumnFacts, 'kept' | 'strays'> {
  if (asked) return {};
  const readings = labels.map((label, code) => (isMissing[code] ? null : readNumber(label, decimal).kind));
  const cells = (wanted: (kind: string | null) => boolean) =>
    readings.reduce((sum, kind, code) => sum + (wanted(kind) ? counts[code] : 0), 0);
  const strays = cells((kind) => kind === 'text');
  const keptCode = readings.findIndex((kind) => kind === 'padded' || kind === 'long');
  if (strays === 0 && keptCode >= 0)
    return { kept: { why: readings[keptCode] as Obstacle['why'] & ('padded' | 'long'), cell: labels[keptCode] } };
  const strayCode = readings.indexOf('text');
  if (strays > 0 && strays <= 0.1 * cells((kind) => kind !== null))
    return { strays: { count: strays, cell: labels[strayCode], row: first[strayCode] + 1 } };
  return {};
}

function mergedLabels(labels: readonly string[], isMissing: readonly boolean[]): string[] {
  const seen = new Set<string>();
  const merged = new Set<string>();
  labels.forEach((label, code) => {
    if (isMissing[code]) return;
    if (seen.has(label)) merged.add(label);
    seen.add(label);
  });
  return [...merged];
}

const truth = (label: string): string => (label.toUpperCase().startsWith('T') ? 'TRUE' : 'FALSE');

/** TRUE and FALSE in any case, alone or together; T and F only together: F alone may as well be *female*. */
function isLogical(labels: readonly string[]): boolean {
  const letters = labels.length === 2 && labels.includes('T') && labels.includes('F');
  return letters || (labels.length > 0 && labels.every((label) => /^(true|false)$/i.test(label)));
}

const collator = new Intl.Collator('en');

/** Labels in the order of levels: numbers by value, text as an English dictionary has it. */
export function inOrder(labels: readonly string[], decimal: DecimalMark): string[] {
  const values = new Map<string, number>();
  for (const label of labels) {
    const reading = readNumber(label, decimal);
    if (!('value' in reading)) return labels.length > collatedLabels ? [...labels].sort() : [...labels].sort(collator.compare);
    values.set(label, reading.value);
  }
  return [...labels].sort((a, b) => values.get(a)! - values.get(b)! || collator.compare(a, b));
}
