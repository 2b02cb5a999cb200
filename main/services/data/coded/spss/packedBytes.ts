import { inflateSync } from 'node:zlib';
import { DamagedFile, type FileBytes } from '../fileBytes.ts';
import type { SavHeader } from './header.ts';

const bite = 1 << 20;
/** A block holds less than this; more is a file that means harm. */
const mostPerBlock = 64 << 20;

/** The bytes of the data, piece by piece: as they are, or inflated block by block. */
export function packedBytes(bytes: FileBytes, start: number, header: SavHeader): AsyncGenerator<Buffer> {
  return header.packing === 'blocks' ? inflated(bytes, start, header) : plain(bytes, start);
}

async function* plain(bytes: FileBytes, start: number): AsyncGenerator<Buffer> {
  for (let at = start; at < bytes.size; at = bytes.position) {
    bytes.seek(at);
    yield await bytes.upTo(bite);
  }
}

interface Block {
  readonly at: number;
  readonly packed: number;
  readonly length: number;
}

async function* inflated(bytes: FileBytes, start: number, header: SavHeader): AsyncGenerator<Buffer> {
  for (const { at, packed, length } of await blocksOf(bytes, start, header)) {
    bytes.seek(at);
    yield inflate(await bytes.take(packed), length);
  }
}

function inflate(packed: Buffer, length: number): Buffer {
  try {
    return inflateSync(packed, { maxOutputLength: Math.max(1, length) });
  } catch (thrown) {
    throw new DamagedFile(`A block does not unpack: ${String(thrown)}`);
  }
}

/** The trailer of the file lists its blocks. */
async function blocksOf(bytes: FileBytes, start: number, { numbers }: SavHeader): Promise<Block[]> {
  bytes.seek(start);
  const head = Buffer.from(await bytes.take(24));
  bytes.seek(numbers.int64(head, 8));
  const trailer = Buffer.from(await bytes.take(24));
  const count = numbers.int32(trailer, 20);
  const list = await bytes.take(24 * count);
  return Array.from({ length: count }, (_, i) => {
    const length = numbers.int32(list, 24 * i + 16);
    if (length < 0 || length > mostPerBlock) throw new DamagedFile(`A block of ${length} bytes`);
    return { at: numbers.int64(list, 24 * i + 8), packed: numbers.int32(list, 24 * i + 20), length };
  });
}
