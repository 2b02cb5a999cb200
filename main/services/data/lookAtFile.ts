import { open, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { failure } from '../../../engine/contract/index.ts';
import * as failures from '../../../engine/text/dataFailures.ts';
import type { ImportPreview } from '../../api.ts';
import { formatOf } from './fileFormat.ts';

/** A file that can be read, and by which reader. */
export interface LookedAt {
  readonly path: string;
  /** With its ending, as a person sees it. */
  readonly name: string;
  /** Without its ending. */
  readonly title: string;
  readonly size: number;
  readonly format: ImportPreview['format'];
}

const magicBytes = 4096;

/**
 * Look at a file before it is read: is it there, may it be read, what is in it. Its first bytes count, not its ending.
 *
 * @throws Failure 'import.not-found', 'import.no-permission', 'import.folder', 'import.empty', 'import.unreadable', and those of `formatOf`
 */
export async function lookAtFile(path: string): Promise<LookedAt> {
  const name = basename(path);
  try {
    const info = await stat(path);
    if (info.isDirectory()) throw failure('import.folder', { path }, failures.isFolder(name));
    if (info.size === 0) throw failure('import.empty', { name }, failures.empty(name));
    const format = formatOf(name, await firstBytes(path));
    return { path, name, title: basename(path, extname(path)), size: info.size, format };
  } catch (thrown) {
    throw fileFailure(thrown, path, name);
  }
}

async function firstBytes(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(magicBytes), 0, magicBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** What the operating system said, in a person's words; anything else is passed on. */
export function fileFailure(thrown: unknown, path: string, name: string): unknown {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : null;
  if (code === 'ENOENT' || code === 'ENOTDIR') return failure('import.not-found', { path }, failures.notFound(name));
  if (code === 'EACCES' || code === 'EPERM') return failure('import.no-permission', { path }, failures.noPermission(name));
  if (code === 'EISDIR') return failure('import.folder', { path }, failures.isFolder(name));
  if (typeof code === 'string' && /^E[A-Z]+$/.test(code))
    return failure('import.unreadable', { path, code }, failures.unreadable(name, code));
  return thrown;
}
