import { bigEndian, littleEndian, type ByteOrder } from '../byteOrder.ts';
import { DamagedFile, type FileBytes } from '../fileBytes.ts';

export interface SavHeader {
  readonly numbers: ByteOrder;
  /** How cells are packed: not at all, as one-byte commands, or those in compressed blocks. */
  readonly packing: 'none' | 'bytecode' | 'blocks';
  /** What a one-byte command is less the number it stands for. */
  readonly bias: number;
  /** The program that wrote it, in its own words. */
  readonly writer: string;
  /** null where the writer did not know. */
  readonly rows: number | null;
}

const headerBytes = 176;
const packings = ['none', 'bytecode', 'blocks'] as const;

export async function readHeader(bytes: FileBytes): Promise<SavHeader> {
  const header = await bytes.take(headerBytes);
  const numbers = orderOf(header);
  const packing = packings[numbers.int32(header, 72)];
  if (packing === undefined) throw new DamagedFile('The header names no packing that exists');
  const rows = numbers.int32(header, 80);
  const writer = header.toString('latin1', 4, 64);
  return { numbers, packing, writer, bias: numbers.float64(header, 84), rows: rows < 0 ? null : rows };
}

/** The layout code is 2 or 3, whichever way round it is written. */
function orderOf(header: Buffer): ByteOrder {
  const found = [littleEndian, bigEndian].find((order) => [2, 3].includes(order.int32(header, 64)));
  if (!found) throw new DamagedFile('The header has no layout code');
  return found;
}
