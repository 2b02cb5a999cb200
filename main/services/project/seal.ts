import fs from 'node:fs/promises';
import { crc32 } from 'node:zlib';

/**
 * A published file ends, behind the last page of the database, with 32 bytes by which any later change of any bit is found: a mark,
 * the length and CRC-32 of what stands before, and SQLite's change counter. SQLite neither reads nor minds them. Whoever edits the
 * file with another SQLite program moves the counter or the end, and the seal then says nothing.
 *
 * @see https://www.sqlite.org/fileformat2.html §1.3.6 for the counter, §1.3.8 for the size in the header that goes before the file's
 */
const MARK = Buffer.from('Terrace seal v1\0', 'latin1');
const LENGTH = MARK.length + 16;
const SLICE = 1 << 20;

/** Appends the seal to a database that nobody has open. */
export async function seal(file: string): Promise<void> {
  const handle = await fs.open(file, 'r+');
  try {
    const { size } = await handle.stat();
    await handle.write(sealOf(size, await changeCounter(handle), await checksum(handle, size)), 0, LENGTH, size);
  } finally {
    await handle.close();
  }
}

/** Takes the seal off a file; answers whether the file is as it was sealed, or was never sealed in this state. */
export async function unseal(file: string): Promise<boolean> {
  const handle = await fs.open(file, 'r+');
  try {
    const size = (await handle.stat()).size - LENGTH;
    const found = Buffer.alloc(LENGTH);
    if (size < 0) return true;
    await handle.read(found, 0, LENGTH, size);
    if (!found.subarray(0, MARK.length).equals(MARK)) return true;
    const counter = await changeCounter(handle);
    const sound = found.readUInt32BE(24) !== counter || found.equals(sealOf(size, counter, await checksum(handle, size)));
    await handle.truncate(size);
    return sound;
  } finally {
    await handle.close();
  }
}

function sealOf(size: number, counter: number, crc: number): Buffer {
  const bytes = Buffer.alloc(LENGTH);
  MARK.copy(bytes);
  bytes.writeBigUInt64BE(BigInt(size), 16);
  bytes.writeUInt32BE(counter, 24);
  bytes.writeUInt32BE(crc, 28);
  return bytes;
}

async function changeCounter(handle: fs.FileHandle): Promise<number> {
  const { buffer } = await handle.read(Buffer.alloc(4), 0, 4, 24);
  return buffer.readUInt32BE(0);
}

async function checksum(handle: fs.FileHandle, size: number): Promise<number> {
  const slice = Buffer.alloc(Math.min(SLICE, size));
  let crc = 0;
  for (let at = 0; at < size;) {
    const { bytesRead } = await handle.read(slice, 0, Math.min(slice.length, size - at), at);
    crc = crc32(slice.subarray(0, bytesRead), crc);
    at += bytesRead;
  }
  return crc;
}
