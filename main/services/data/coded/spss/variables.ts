import { decoderFor, encodingOfCodepage } from '../encodings.ts';
import type { CodedVariable, DeclaredMissing, TimeFormat } from '../codedFile.ts';
import { DamagedFile } from '../fileBytes.ts';
import type { SavDictionary, SavRecord } from './dictionary.ts';

/** Where a variable's cells lie in a row: bytes from `at`; texts longer than 255 bytes come in pieces. */
export interface CellPlace {
  readonly width: number;
  readonly pieces: readonly { readonly at: number; readonly length: number }[];
}

export interface SavVariables {
  readonly variables: readonly CodedVariable[];
  readonly places: readonly CellPlace[];
  /** Eights of bytes in a row. */
  readonly slots: number;
  readonly encoding: string;
}

const subtype = { integers: 3, display: 11, longNames: 13, longTexts: 14, encoding: 20, longTextLabels: 21 } as const;
/** Of a long text, one piece holds 255 bytes and stands for 252. */
const pieceBytes = 255;
const pieceStands = 252;

/** The records of a dictionary as variables. @throws DamagedFile where they contradict each other */
export function variablesOf(dictionary: SavDictionary, writer: string): SavVariables {
  const { records } = dictionary;
  const encoding = encodingOf(dictionary);
  const decode = decoderFor(encoding);
  const longNames = pairs(dictionary.extensions.get(subtype.longNames), decode);
  const longTexts = pairs(dictionary.extensions.get(subtype.longTexts), decode);
  const measures = measuresOf(dictionary, writer);
  const variables: CodedVariable[] = [];
  const places: CellPlace[] = [];
  for (let slot = 0, number = 0; slot < records.length;) {
    const record = records[slot];
    if (record.width < 0) throw new DamagedFile('A text goes on that never began');
    const short = decode(record.name).trim();
    const declared = Number.parseInt(longTexts.get(short) ?? '', 10);
    const width = declared > 255 ? declared : record.width;
    const { pieces, slots, count } = piecesOf(records, slot, width);
    const named = { name: longNames.get(short) ?? short, measure: measures[number] ?? null };
    variables.push(variableOf(dictionary, record, slot, named, decode));
    places.push({ width, pieces });
    slot += slots;
    number += count;
  }
  return { variables: withLongLabels(variables, dictionary, decode), places, slots: records.length, encoding };
}

interface Pieces extends Pick<CellPlace, 'pieces'> {
  readonly slots: number;
  /** Variables of the file that the pieces are. */
  readonly count: number;
}

function piecesOf(records: readonly SavRecord[], slot: number, width: number): Pieces {
  const count = width > 255 ? Math.ceil(width / pieceStands) : 1;
  const pieces = [];
  let next = slot;
  for (let piece = 0; piece < count; piece++) {
    if (next >= records.length) throw new DamagedFile('A long text has fewer pieces than it says');
    const left = width > 255 ? Math.min(pieceBytes, width - piece * pieceBytes) : width;
    pieces.push({ at: next * 8, length: Math.max(0, Math.min(left, records[next].width)) });
    next += Math.max(1, Math.ceil(records[next].width / 8));
  }
  if (next > records.length) throw new DamagedFile('A text is longer than its row');
  return { pieces, slots: next - slot, count };
}

function variableOf(
  { numbers, valueLabels }: SavDictionary,
  record: SavRecord,
  slot: number,
  named: Pick<CodedVariable, 'name' | 'measure'>,
  decode: (bytes: Buffer) => string,
): CodedVariable {
  const kind = record.width === 0 ? 'number' : 'text';
  const value = (bytes: Buffer): number | string => (kind === 'number' ? numbers.float64(bytes, 0) : decode(bytes).trimEnd());
  const own = valueLabels.filter(({ slots }) => slots.includes(slot + 1)).flatMap(({ labels }) => labels);
  const labels = own.map((one): [number | string, string] => [value(one.value), decode(one.label).trim()]);
  return {
    ...named,
    kind,
    label: record.label ? decode(record.label).trim() : '',
    valueLabels: new Map(labels.sort(([a], [b]) => (a < b ? -1 : 1))),
    declaredMissing: missingOf(record, value),
    time: kind === 'number' ? timeOf(record.format) : null,
  };
}

function missingOf({ missing, isRange }: SavRecord, value: (bytes: Buffer) => number | string): DeclaredMissing | null {
  if (missing.length === 0) return null;
  const values = missing.map(value);
  if (!isRange) return { values, range: null };
  return { values: values.slice(2), range: [values[0] as number, values[1] as number] };
}

/** Measures stand in the display record, two or three numbers a variable. What R writes calls every number a scale, which says nothing. */
function measuresOf({ extensions, numbers, records }: SavDictionary, writer: string): CodedVariable['measure'][] {
  const display = extensions.get(subtype.display);
  if (!display) return [];
  const count = records.filter(({ width }) => width >= 0).length;
  const each = Math.floor(display.length / 4 / count);
  const names = [null, 'nominal', 'ordinal', writer.includes('ReadStat') ? null : 'scale'] as const;
  return Array.from({ length: each < 2 ? 0 : count }, (_, i) => names[numbers.int32(display, 4 * each * i)] ?? null);
}

/** Days from 1970-01-01 to the beginning of the Gregorian calendar, from which SPSS counts seconds. */
const origin = -141_428;
const shows: Readonly<Record<number, TimeFormat['shows']>> = {
  20: 'date',
  21: 'time',
  22: 'dateTime',
  23: 'date',
  24: 'date',
  25: 'time',
  28: 'date',
  29: 'date',
  30: 'date',
  38: 'date',
  39: 'date',
  40: 'time',
  41: 'dateTime',
};

const timeOf = (format: number): TimeFormat | null => (format in shows ? { unit: 'second', origin, shows: shows[format] } : null);

function encodingOf({ extensions, numbers }: SavDictionary): string {
  const named = extensions.get(subtype.encoding)?.toString('latin1').trim();
  const integers = extensions.get(subtype.integers);
  const page = integers && integers.length >= 32 ? numbers.int32(integers, 28) : 0;
  return encodingOfCodepage(named ?? String(page));
}

/** `SHORT=long` pairs, one after another. */
function pairs(bytes: Buffer | undefined, decode: (bytes: Buffer) => string): Map<string, string> {
  const texts = bytes ? decode(bytes).split('\t') : [];
  return new Map(
    texts.flatMap((text) => {
      const at = text.indexOf('=');
      return at > 0 ? [[text.slice(0, at).replace(/^\0+/, '').trim(), text.slice(at + 1).replace(/\0.*$/s, '')] as const] : [];
    }),
  );
}

/** Labels of texts longer than eight bytes stand in an extension: name, width, then value and label of each. */
function withLongLabels(
  variables: CodedVariable[],
  { extensions, numbers }: SavDictionary,
  decode: (bytes: Buffer) => string,
): CodedVariable[] {
  const bytes = extensions.get(subtype.longTextLabels);
  if (!bytes) return variables;
  const found = new Map<string, Map<string, string>>();
  let at = 0;
  const text = (): string => {
    const length = numbers.int32(bytes, at);
    if (length < 0 || at + 4 + length > bytes.length) throw new DamagedFile('A value label is longer than its record');
    at += 4 + length;
    return decode(bytes.subarray(at - length, at)).trimEnd();
  };
  while (at + 12 <= bytes.length) {
    const name = text();
    at += 4;
    const count = numbers.int32(bytes, at);
    at += 4;
    const labels = new Map<string, string>();
    for (let i = 0; i < count; i++) labels.set(text(), text());
    found.set(name, labels);
  }
  return variables.map((variable) => ({ ...variable, valueLabels: found.get(variable.name) ?? variable.valueLabels }));
}
