import { open } from 'node:fs/promises';
import type { Encoding } from './encoding.ts';

/** Part of a text file as UTF-8. The bytes belong to the reader: they change when the next chunk is asked for. */
export interface Chunk {
  readonly bytes: Uint8Array;
  /** Bytes of the file used up so far. */
  readonly done: number;
  readonly isLast: boolean;
}

/** The text of a file from its start, as UTF-8 whatever its encoding, in chunks that may end anywhere. */
export async function* utf8Chunks(path: string, encoding: Encoding, chunkBytes = 2 ** 21): AsyncGenerator<Chunk> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const toUtf8 = converter(encoding);
    const buffer = Buffer.alloc(Math.min(chunkBytes, Math.max(size, 1)));
    for (let position = encoding.mark, isLast = false; !isLast;) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length, position);
      position += bytesRead;
      isLast = bytesRead === 0 || position >= size;
      yield { bytes: toUtf8(buffer.subarray(0, bytesRead), isLast), done: position, isLast };
    }
  } finally {
    await file.close();
  }
}

function converter({ label }: Encoding): (bytes: Uint8Array, isLast: boolean) => Uint8Array {
  const decoder = new TextDecoder(label, { ignoreBOM: true });
  if (decoder.encoding === 'utf-8') return (bytes) => bytes;
  return (bytes, isLast) => Buffer.from(decoder.decode(bytes, { stream: !isLast }), 'utf8');
}
