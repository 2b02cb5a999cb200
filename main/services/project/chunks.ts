import { crc32 } from 'node:zlib';
import { failure } from '../../../engine/contract/index.ts';
import { projectFailures } from '../../../engine/text/projectFailures.ts';
import { one, run } from './database.ts';
import type { Db } from './database.ts';

/** Rows of a full chunk. */
export const CHUNK_ROWS = 65_536;

export type Kind = 'number' | 'factor';
/** Values of a number column (missing: NaN) or codes of a factor (missing: −1). */
export type Values = Float64Array | Int32Array;

export function emptyValues(kind: Kind, count: number): Values {
  return kind === 'number' ? new Float64Array(count).fill(NaN) : new Int32Array(count).fill(-1);
}

/** The bytes of values as they are kept: little-endian, as every machine that runs Terrace has them in memory. */
export function encode(values: Values): Buffer {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength);
}

export function decode(kind: Kind, bytes: Uint8Array): Values {
  const copy = new Uint8Array(bytes).buffer;
  return kind === 'number' ? new Float64Array(copy) : new Int32Array(copy);
}

export function insertChunk(db: Db, values: Values): number {
  const bytes = encode(values);
  return Number(run(db, 'INSERT INTO chunks (data, crc) VALUES (?, ?)', bytes, crc32(bytes)).lastInsertRowid);
}

export function rewriteChunk(db: Db, id: number, values: Values): void {
  const bytes = encode(values);
  run(db, 'UPDATE chunks SET data = ?, crc = ? WHERE id = ?', bytes, crc32(bytes), id);
}

/** @throws Failure 'project.damaged' when the bytes are not those that were written */
export function readChunk(db: Db, id: number, kind: Kind): Values {
  const row = one<{ data: Uint8Array; crc: number }>(db, 'SELECT data, crc FROM chunks WHERE id = ?', id);
  if (!row || crc32(row.data) !== row.crc) throw failure('project.damaged', { chunk: id }, projectFailures.damagedData());
  return decode(kind, row.data);
}

/** Decoded chunks, the most recently read ones, up to a number of bytes: 20 columns of a million rows, as many as a window shows. */
export class ChunkCache {
  private readonly kept = new Map<number, Values>();
  private bytes = 0;
  private readonly limit: number;

  constructor(limit = 192 * 2 ** 20) {
    this.limit = limit;
  }

  read(db: Db, id: number, kind: Kind): Values {
    const values = this.kept.get(id) ?? readChunk(db, id, kind);
    this.forget(id);
    this.keep(id, values);
    return values;
  }

  forget(id: number): void {
    this.bytes -= this.kept.get(id)?.byteLength ?? 0;
    this.kept.delete(id);
  }

  clear(): void {
    this.kept.clear();
    this.bytes = 0;
  }

  private keep(id: number, values: Values): void {
    this.kept.set(id, values);
    this.bytes += values.byteLength;
    for (const oldest of this.kept.keys()) {
      if (this.bytes <= this.limit) return;
      this.forget(oldest);
    }
  }
}
