import type { OutNumbers, OutTexts, OutVariable } from '../codedOut.ts';

/** A variable as the file stores it. */
export interface DtaOut {
  readonly variable: OutVariable;
  /** Place among the variables, from 1. */
  readonly number: number;
  /** Code of the storage type. */
  readonly type: number;
  readonly bytes: number;
  readonly format: string;
  readonly write: (cells: Buffer, at: number, row: number) => void;
  /** Cells that the storage type cannot hold. */
  readonly lost: { count: number };
  /** Distinct long texts with the row (from 1) that they are stored under; empty for other variables. */
  readonly longTexts: ReadonlyMap<number, number>;
}

/** Bytes beyond which a text is stored outside its row. */
export const longestText = 2045;
const type = { double: 65_526, long: 65_528, int: 65_529, byte: 65_530, longText: 32_768 } as const;
/** Days from 1960-01-01 to 1970-01-01. */
const origin = 3653;
const dayMs = 86_400_000;
/** Numbers from this on stand for missing values. */
const firstMissing = 2 ** 1023;

export function dtaVariable(variable: OutVariable, place: number): DtaOut {
  return variable.kind === 'text' ? textOut(variable, place + 1) : numberOut(variable, place + 1);
}

interface Whole {
  readonly type: number;
  readonly bytes: 1 | 2 | 4;
  readonly min: number;
  readonly max: number;
}

const wholes: readonly Whole[] = [
  { type: type.byte, bytes: 1, min: -127, max: 100 },
  { type: type.int, bytes: 2, min: -32_767, max: 32_740 },
  { type: type.long, bytes: 4, min: -2_147_483_647, max: 2_147_483_620 },
];

function numberOut(variable: OutNumbers, number: number): DtaOut {
  const lost = { count: 0 };
  const common = { variable, number, lost, longTexts: new Map<number, number>() };
  const { at, kind, isWhole, min, max } = variable;
  if (kind !== 'number')
    return { ...common, type: type.double, bytes: 8, format: kind === 'date' ? '%td' : '%tc', write: timeWriter(variable) };
  const whole = isWhole ? wholes.find((one) => min >= one.min && max <= one.max) : undefined;
  if (whole) {
    const write = (cells: Buffer, to: number, row: number): void => {
      const value = at(row);
      cells.writeIntLE(Number.isNaN(value) ? whole.max + 1 : value, to, whole.bytes);
    };
    return { ...common, type: whole.type, bytes: whole.bytes, format: '%8.0g', write };
  }
  const write = (cells: Buffer, to: number, row: number): void => {
    const value = at(row);
    if (Math.abs(value) >= firstMissing) lost.count++;
    writeDouble(cells, to, Math.abs(value) >= firstMissing ? NaN : value);
  };
  return { ...common, type: type.double, bytes: 8, format: '%10.0g', write };
}

function timeWriter({ kind, at }: OutNumbers): DtaOut['write'] {
  const shift = kind === 'date' ? origin : origin * dayMs;
  return (cells, to, row) => writeDouble(cells, to, at(row) + shift);
}

/** Missing is the first number that no double of Stata's may be. */
function writeDouble(cells: Buffer, at: number, value: number): void {
  cells.writeDoubleLE(Number.isNaN(value) ? firstMissing : value, at);
}

function textOut(variable: OutTexts, number: number): DtaOut {
  const { texts, at } = variable;
  const width = Math.max(1, ...texts.map(({ length }) => length));
  const common = { variable, number, lost: { count: 0 } };
  if (width > longestText) return longTextOut(variable, number);
  const write = (cells: Buffer, to: number, row: number): void => void texts[at(row)]?.copy(cells, to);
  return { ...common, type: width, bytes: width, format: `%-${Math.min(width, 244)}s`, write, longTexts: new Map() };
}

/** The row holds where the text is: its variable in two bytes, its row in six; zeros are the empty text. */
function longTextOut(variable: OutTexts, number: number): DtaOut {
  const longTexts = new Map<number, number>();
  const write = (cells: Buffer, to: number, row: number): void => {
    const text = variable.at(row);
    if (text < 0) return;
    cells.writeUInt16LE(number, to);
    cells.writeUIntLE(longTexts.get(text)!, to + 2, 6);
  };
  return { variable, number, type: type.longText, bytes: 8, format: '%9s', write, lost: { count: 0 }, longTexts };
}

/** Every distinct long text is stored under the first row that has it. */
export function placeLongTexts({ variable, longTexts, type: stored }: DtaOut, rows: number): void {
  if (stored !== type.longText || variable.kind !== 'text') return;
  const places = longTexts as Map<number, number>;
  for (let row = 0; row < rows; row++) {
    const text = variable.at(row);
    if (text >= 0 && !places.has(text)) places.set(text, row + 1);
  }
}
