import type { Extent, ReadHooks } from '../../types.ts';
import type { ByteOrder } from '../byteOrder.ts';
import { frontRows } from '../codedFile.ts';
import { DamagedFile, type FileBytes } from '../fileBytes.ts';
import type { CellTaker, NumberTaker, TextTaker } from '../takers.ts';
import { untilZero, type DtaLayout, type DtaVariable } from './layout.ts';
import { longTextKey, type LongTexts } from './longTexts.ts';

const batchBytes = 1 << 20;

/** Hand all rows to the takers. */
export async function readRows(
  bytes: FileBytes,
  layout: DtaLayout,
  longTexts: LongTexts,
  takers: readonly CellTaker[],
  extent: Extent,
  hooks: ReadHooks,
): Promise<number> {
  const { rowBytes, variables } = layout;
  const rows = extent === 'front' ? Math.min(layout.rows, frontRows) : layout.rows;
  if (rowBytes === 0 || !(rows >= 0)) throw new DamagedFile('There are no variables');
  bytes.seek(layout.dataAt);
  const perBatch = Math.max(1, Math.floor(batchBytes / rowBytes));
  for (let row = 0; row < rows; row += perBatch) {
    hooks.checkCancelled();
    const count = Math.min(perBatch, rows - row);
    const cells = await bytes.take(count * rowBytes);
    variables.forEach((variable, j) => takeCells(takers[j], variable, cells, count, layout, longTexts));
    hooks.onProgress({ stage: 'read', done: row + count, total: rows });
  }
  return rows;
}

function takeCells(
  taker: CellTaker,
  variable: DtaVariable,
  cells: Buffer,
  count: number,
  layout: DtaLayout,
  longTexts: LongTexts,
): void {
  const { rowBytes, numbers, is } = layout;
  const { type, at } = variable;
  if (taker.kind === 'number') {
    const read = numberReaders[type.kind as NumberKind];
    for (let row = 0; row < count; row++) read(taker, cells, row * rowBytes + at, numbers, is.tagged);
    return;
  }
  for (let row = 0; row < count; row++) {
    const from = row * rowBytes + at;
    const text =
      type.kind === 'longText' ? longText(cells, from, layout, longTexts) : untilZero(cells.subarray(from, from + type.bytes));
    addText(taker, text);
  }
}

function addText(taker: TextTaker, text: Buffer): void {
  taker.addBytes(text, 0, text.length);
}

/**
 * The pointer takes eight bytes, for variable and row: four and four, two and six, or three and five. Files that R writes in format 119 divide
 * it as 118 does.
 */
function longText(cells: Buffer, from: number, { release, numbers }: DtaLayout, longTexts: LongTexts): Buffer {
  const part = (at: number, length: number): number =>
    numbers.little ? cells.readUIntLE(from + at, length) : cells.readUIntBE(from + at, length);
  const found = pointerSplits[release].map((split) => longTexts.get(longTextKey(part(0, split), part(split, 8 - split))));
  return untilZero(found.find((text) => text !== undefined) ?? Buffer.alloc(0));
}

/** Bytes that name the variable. */
const pointerSplits: Readonly<Record<number, readonly number[]>> = { 117: [4], 118: [2], 119: [3, 2] };

type NumberKind = 'byte' | 'int' | 'long' | 'float' | 'double';
type ReadNumber = (taker: NumberTaker, cells: Buffer, at: number, numbers: ByteOrder, tagged: boolean) => void;

/** Missing values are the largest of each type: `.` first, then `.a` to `.z`; without those `.` is the very largest whole number. */
const numberReaders: Readonly<Record<NumberKind, ReadNumber>> = {
  byte: (taker, cells, at, _, tagged) => addWhole(taker, cells.readInt8(at), tagged ? 100 : 126),
  int: (taker, cells, at, numbers, tagged) => addWhole(taker, numbers.int16(cells, at), tagged ? 32_740 : 32_766),
  long: (taker, cells, at, numbers, tagged) => addWhole(taker, numbers.int32(cells, at), 2_147_483_646 - (tagged ? 26 : 0)),
  float: (taker, cells, at, numbers) => addReal(taker, numbers.float32(cells, at), numbers.uint32(cells, at), 0x7f000000, 11),
  double: (taker, cells, at, numbers) =>
    addReal(taker, numbers.float64(cells, at), numbers.uint32(cells, numbers.little ? at + 4 : at), 0x7fe00000, 8),
};

function addWhole(taker: NumberTaker, value: number, largest: number): void {
  if (value > largest) addMissing(taker, value - largest - 1);
  else taker.add(value);
}

/** Which missing value it is stands in the bits below the exponent, `shift` from the end of the upper 32. */
function addReal(taker: NumberTaker, value: number, upper: number, first: number, shift: number): void {
  if (upper < first || upper >= 0x80000000) taker.add(value);
  else addMissing(taker, (upper - first) >>> shift);
}

function addMissing(taker: NumberTaker, which: number): void {
  if (which === 0 || which > 26) taker.add(NaN);
  else taker.addMissing(`.${String.fromCharCode(96 + which)}`);
}
