import { cutBytes, type OutVariable } from '../codedOut.ts';
import { bias } from './bytecodeWriter.ts';
import type { SavPiece, SavVariable } from './savVariables.ts';

/** Everything before the cells. */
export function savDictionary(variables: readonly SavVariable[], rows: number, made: Date): Buffer {
  return Buffer.concat([
    header(variables, rows, made),
    ...variables.flatMap(variableRecords),
    ...valueLabelRecords(variables),
    extension(3, 4, int32s(1, 0, 0, -1, 1, 1, 2, 65_001)),
    extension(4, 8, doubles(-Number.MAX_VALUE, Number.MAX_VALUE, nextAbove(-Number.MAX_VALUE))),
    extension(11, 4, int32s(...variables.flatMap(display))),
    extension(13, 1, Buffer.from(variables.map(({ shortNames, variable }) => `${shortNames[0]}=${variable.name}`).join('\t'))),
    ...longTextRecord(variables),
    extension(20, 1, Buffer.from('UTF-8')),
    int32s(999, 0),
  ]);
}

function header(variables: readonly SavVariable[], rows: number, made: Date): Buffer {
  const slots = variables.flatMap(slotsOf).length;
  return Buffer.concat([
    Buffer.from('$FL2@(#) SPSS DATA FILE Terrace'.padEnd(64)),
    int32s(2, slots, 1, 0, rows),
    doubles(bias),
    Buffer.from(dateOf(made) + made.toISOString().slice(11, 19)),
    Buffer.alloc(64, 0x20),
    Buffer.alloc(3),
  ]);
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function dateOf(made: Date): string {
  const [year, month, day] = made.toISOString().slice(2, 10).split('-');
  return `${day} ${months[Number(month) - 1]} ${year}`;
}

/** One for each eight bytes of a row. */
const slotsOf = ({ pieces }: SavVariable): null[] =>
  Array<null>(pieces.length === 0 ? 1 : pieces.reduce((sum, { width }) => sum + Math.ceil(width / 8), 0)).fill(null);

/** Type, width and decimals of how cells are shown: A for texts, DATE, DATETIME, F. */
const formats = { text: 1, number: 5, date: 20, dateTime: 22 } as const;
const format = (kind: OutVariable['kind'], width: number, decimals = 0): number =>
  (formats[kind] << 16) | (width << 8) | decimals;

function variableRecords({ variable, shortNames, pieces }: SavVariable): Buffer[] {
  if (variable.kind !== 'text') {
    const shown = {
      number: format('number', 8, variable.kind === 'number' && !variable.isWhole ? 2 : 0),
      date: format('date', 11),
      dateTime: format('dateTime', 20),
    };
    return [variableRecord(0, shortNames[0], variable.label, shown[variable.kind])];
  }
  return pieces.flatMap((piece, i) => pieceRecords(piece, shortNames[i], i === 0 ? variable.label : ''));
}

function pieceRecords({ width }: SavPiece, name: string, label: string): Buffer[] {
  const more = Array.from({ length: Math.ceil(width / 8) - 1 }, () => variableRecord(-1, '', '', 0));
  return [variableRecord(width, name, label, format('text', width)), ...more];
}

const longestLabel = 256;

function variableRecord(width: number, name: string, label: string, shown: number): Buffer {
  const bytes = cutBytes(Buffer.from(label), longestLabel);
  const head = [int32s(2, width, bytes.length > 0 ? 1 : 0, 0, shown, shown), Buffer.from(name.padEnd(8))];
  if (bytes.length === 0) return Buffer.concat(head);
  return Buffer.concat([...head, int32s(bytes.length), bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4, 0x20)]);
}

/** Labels, and behind them the slot (from 1) of the variable that they belong to. */
function valueLabelRecords(variables: readonly SavVariable[]): Buffer[] {
  let slot = 1;
  return variables.flatMap((one) => {
    const own = slot;
    slot += slotsOf(one).length;
    if (one.variable.kind === 'text' || one.variable.valueLabels.length === 0) return [];
    const labels = one.variable.valueLabels.map(([value, label]) => Buffer.concat([doubles(value), labelBytes(label)]));
    return [int32s(3, labels.length), ...labels, int32s(4, 1, own)];
  });
}

/** Its length in one byte, then the text, filled up to a multiple of eight. */
function labelBytes(label: string): Buffer {
  const text = Buffer.from(label);
  const bytes = Buffer.alloc(Math.ceil((text.length + 1) / 8) * 8, 0x20);
  bytes[0] = text.length;
  text.copy(bytes, 1);
  return bytes;
}

const measures = { nominal: 1, ordinal: 2, scale: 3 } as const;

/** Measure, width on screen, alignment (left for texts); for every piece. */
const display = ({ variable, shortNames }: SavVariable): number[] =>
  shortNames.flatMap(() => [measures[variable.measure], 8, variable.kind === 'text' ? 0 : 1]);

function longTextRecord(variables: readonly SavVariable[]): Buffer[] {
  const long = variables.filter(({ pieces }) => pieces.length > 1);
  if (long.length === 0) return [];
  const text = long.map(({ shortNames, width }) => `${shortNames[0]}=${String(width).padStart(5, '0')}\0\t`).join('');
  return [extension(14, 1, Buffer.from(text))];
}

const extension = (subtype: number, size: number, data: Buffer): Buffer =>
  Buffer.concat([int32s(7, subtype, size, data.length / size), data]);

function int32s(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, i) => bytes.writeInt32LE(value, 4 * i));
  return bytes;
}

function doubles(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(8 * values.length);
  values.forEach((value, i) => bytes.writeDoubleLE(value, 8 * i));
  return bytes;
}

/** The next larger double of a negative one. */
function nextAbove(value: number): number {
  const bits = doubles(value);
  bits.writeBigUInt64LE(bits.readBigUInt64LE() - 1n);
  return bits.readDoubleLE();
}
