import type { Extent, ReadHooks } from '../../types.ts';
import { frontRows } from '../codedFile.ts';
import { DamagedFile, type FileBytes } from '../fileBytes.ts';
import type { CellTaker } from '../takers.ts';
import { Bytecode } from './bytecode.ts';
import type { SavHeader } from './header.ts';
import { packedBytes } from './packedBytes.ts';
import type { CellPlace } from './variables.ts';

/** What is needed to find cells. */
export interface SavData {
  /** Byte of the file at which the rows begin. */
  readonly start: number;
  readonly header: SavHeader;
  readonly places: readonly CellPlace[];
  readonly slots: number;
  readonly systemMissing: number;
}

/** Bytes of rows unpacked at once. */
const batchBytes = 1 << 18;

/** Hand all rows to the takers. A file that ends early gives the rows that are whole. */
export async function readRows(
  bytes: FileBytes,
  data: SavData,
  takers: readonly CellTaker[],
  extent: Extent,
  hooks: ReadHooks,
): Promise<number> {
  const rowBytes = 8 * data.slots;
  if (rowBytes === 0) throw new DamagedFile('There are no variables');
  const most = Math.min(data.header.rows ?? Infinity, extent === 'front' ? frontRows : Infinity);
  let rows = 0;
  for await (const cells of unpackedRows(bytes, data, rowBytes)) {
    hooks.checkCancelled();
    const count = Math.min(cells.byteLength / rowBytes, most - rows);
    data.places.forEach((place, j) => takeCells(takers[j], place, cells, rowBytes, count, data));
    rows += count;
    hooks.onProgress({ stage: 'read', done: bytes.position, total: bytes.size });
    if (rows >= most) break;
  }
  return rows;
}

/** Whole rows, many at a time. */
async function* unpackedRows(
  bytes: FileBytes,
  { start, header, systemMissing }: SavData,
  rowBytes: number,
): AsyncGenerator<DataView> {
  const batch = Math.max(1, Math.floor(batchBytes / rowBytes)) * rowBytes;
  const cells = new DataView(new ArrayBuffer(batch));
  const code = header.packing === 'none' ? null : new Bytecode(header, systemMissing);
  let filled = 0;
  let rest = Buffer.alloc(0);
  for await (const piece of packedBytes(bytes, start, header)) {
    const input = rest.length > 0 ? Buffer.concat([rest, piece]) : piece;
    let used = 0;
    for (;;) {
      ({ used, filled } = code ? code.unpack(input, used, cells, filled) : copied(input, used, cells, filled));
      if (filled < batch) break;
      yield cells;
      filled = 0;
    }
    rest = Buffer.from(input.subarray(used));
    if (code?.ended) break;
  }
  const whole = filled - (filled % rowBytes);
  if (whole > 0) yield new DataView(cells.buffer, 0, whole);
}

function copied(input: Buffer, used: number, cells: DataView, filled: number): { used: number; filled: number } {
  const count = Math.min(input.length - used, cells.byteLength - filled);
  new Uint8Array(cells.buffer, cells.byteOffset + filled, count).set(input.subarray(used, used + count));
  return { used: used + count, filled: filled + count };
}

function takeCells(
  taker: CellTaker,
  { pieces, width }: CellPlace,
  cells: DataView,
  rowBytes: number,
  count: number,
  { header, systemMissing }: SavData,
): void {
  const [{ at }] = pieces;
  if (taker.kind === 'number') {
    for (let row = 0; row < count; row++) {
      const value = cells.getFloat64(row * rowBytes + at, header.numbers.little);
      taker.add(value === systemMissing ? NaN : value);
    }
    return;
  }
  const bytes = new Uint8Array(cells.buffer, cells.byteOffset, cells.byteLength);
  const whole = new Uint8Array(width);
  for (let row = 0; row < count; row++) {
    const from = row * rowBytes;
    if (pieces.length === 1) taker.addBytes(bytes, from + at, from + at + width);
    else taker.addBytes(joined(bytes, from, pieces, whole), 0, width);
  }
}

function joined(bytes: Uint8Array, from: number, pieces: CellPlace['pieces'], whole: Uint8Array): Uint8Array {
  let to = 0;
  for (const { at, length } of pieces) {
    whole.set(bytes.subarray(from + at, from + at + length), to);
    to += length;
  }
  return whole;
}
