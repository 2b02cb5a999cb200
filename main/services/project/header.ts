import fs from 'node:fs/promises';
import { failure } from '../../../engine/contract/index.ts';
import { projectFailures } from '../../../engine/text/projectFailures.ts';
import { APPLICATION_ID, SCHEMA_VERSION } from './schema/index.ts';

/**
 * Looks at a file by plain reads, before SQLite touches it; answers the version of its schema.
 *
 * @throws Failure 'project.not-found', 'project.unreadable', 'project.foreign', 'project.newer', 'project.damaged' (cut short)
 * @see https://www.sqlite.org/fileformat2.html §1.3 for the places of the fields
 */
export async function inspectHeader(path: string, newest = SCHEMA_VERSION): Promise<number> {
  const { header, size } = await readHeader(path);
  const isSqlite = header.length === 100 && header.toString('latin1', 0, 16) === 'SQLite format 3\0';
  if (!isSqlite || header.readUInt32BE(68) !== APPLICATION_ID)
    throw failure('project.foreign', { path }, projectFailures.foreign(path));
  const version = header.readUInt32BE(60);
  if (version > newest) throw failure('project.newer', { path, version, newest }, projectFailures.newer(path));
  const pageSize = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16);
  const pages = header.readUInt32BE(28);
  if (version < 1 || size < pages * pageSize) throw failure('project.damaged', { path, size }, projectFailures.damaged(path));
  return version;
}

async function readHeader(path: string): Promise<{ header: Buffer; size: number }> {
  try {
    const file = await fs.open(path, 'r');
    try {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(100), 0, 100, 0);
      return { header: buffer.subarray(0, bytesRead), size: (await file.stat()).size };
    } finally {
      await file.close();
    }
  } catch (thrown) {
    throw notReadable(path, thrown);
  }
}

/** The failure behind an error of reading `path`. */
export function notReadable(path: string, thrown: unknown): Error {
  const code = (thrown as NodeJS.ErrnoException).code ?? 'unknown';
  if (code === 'ENOENT' || code === 'ENOTDIR') return failure('project.not-found', { path }, projectFailures.notFound(path));
  return failure('project.unreadable', { path, code }, projectFailures.unreadable(path, code));
}
