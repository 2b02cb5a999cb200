import fs from 'node:fs/promises';
import path from 'node:path';
import { failure, failureOf } from '../../../engine/contract/index.ts';
import { projectFailures } from '../../../engine/text/projectFailures.ts';
import { one, openDatabase, run, transaction } from './database.ts';
import type { Db } from './database.ts';
import { fileWorkFor } from './fileWork.ts';
import { FIRST_TABLE } from './rowsAndColumns.ts';
import type { Store } from './store.ts';

/** Where the work is published, and what of it is there. */
export interface Publication {
  readonly path: string | null;
  readonly title: string | null;
  /** Of the data imported first, which name a project that has no name of its own. */
  readonly firstTable: string | null;
  readonly published: string | null;
  readonly attempted: string | null;
  readonly generation: number;
  readonly print: string | null;
}

export function publicationOf(db: Db): Publication {
  return one<Publication>(db, `SELECT *, ${FIRST_TABLE} AS firstTable FROM publication`)!;
}

/**
 * Makes the person's file equal to the work, in one moment: a snapshot is made in the program's own folder, then a plain copy of
 * it beside the file takes its place. Whatever goes wrong, the file is the old one or the new one, and the work is untouched.
 *
 * @throws Failure 'project.folder-gone', 'project.not-writable', 'project.disk-full', 'project.changed-elsewhere', 'project.not-saved'
 */
export async function publish(store: Store, file: string): Promise<void> {
  const snapshot = path.join(path.dirname(store.file), 'publish.db');
  try {
    await checkTarget(store, file);
    const stamp = store.around.newId();
    beginPublication(store.db, stamp);
    const { writeSnapshot } = await fileWorkFor(store.file, store.around);
    const generation = await writeSnapshot(store.file, snapshot);
    await replaceFile(snapshot, file, stamp);
    const print = await fingerprint(file);
    const text = 'UPDATE publication SET published = ?, generation = ?, print = ?, view = (SELECT view FROM project)';
    run(store.db, text, stamp, generation, print);
  } catch (thrown) {
    throw failureOf(thrown) ? thrown : notSaved(file, thrown);
  } finally {
    await fs.rm(snapshot, { force: true });
  }
}

/** The stamp stands in the work before any file can carry it, so that a file is known for ours even if we are ended in between. */
function beginPublication(db: Db, stamp: string): void {
  transaction(db, () => {
    run(db, 'UPDATE project SET stamp = ?', stamp);
    run(db, 'UPDATE publication SET attempted = ?', stamp);
  });
}

/** Puts a plain copy of a snapshot in the place of `file`, in one moment. */
export async function replaceFile(snapshot: string, file: string, stamp: string): Promise<void> {
  const target = await fs.realpath(file).catch(() => file);
  const beside = path.join(path.dirname(target), `.${path.basename(target)}.${stamp}`);
  try {
    await fs.copyFile(snapshot, beside, fs.constants.COPYFILE_EXCL);
    await flush(beside, 'r+');
    const old = await fs.stat(target).catch(() => null);
    if (old) await fs.chmod(beside, old.mode);
    await fs.rename(beside, target);
    await flush(path.dirname(target), 'r').catch(() => {});
  } finally {
    await fs.rm(beside, { force: true });
  }
}

/** Waits until the disk has what was written. Folders cannot be flushed on every system. */
async function flush(file: string, flags: 'r' | 'r+'): Promise<void> {
  const handle = await fs.open(file, flags);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Size and time of a file as a word, null where there is none; a change by anybody else shows in it. */
export async function fingerprint(file: string): Promise<string | null> {
  const stat = await fs.stat(file).catch(() => null);
  return stat && `${stat.size}:${stat.mtimeMs}`;
}

async function checkTarget(store: Store, file: string): Promise<void> {
  const stat = await fs.stat(path.dirname(file));
  if (!stat.isDirectory()) throw Object.assign(new Error('not a folder'), { code: 'ENOTDIR' });
  const there = await fingerprint(file);
  if (there === null) return;
  await fs.access(file, fs.constants.W_OK);
  const { print, published, attempted } = publicationOf(store.db);
  if (print === null || print === there) return;
  const stamp = await stampOf(file, path.join(path.dirname(store.file), 'other.db'));
  if (stamp === null || (stamp !== published && stamp !== attempted)) {
    throw failure('project.changed-elsewhere', { file, stamp }, projectFailures.changedElsewhere(file));
  }
}

/** The stamp a file carries, read from a private copy of it; null where it cannot be read. */
async function stampOf(file: string, copy: string): Promise<string | null> {
  try {
    await fs.copyFile(file, copy);
    const db = openDatabase(copy);
    try {
      return one<{ stamp: string | null }>(db, 'SELECT stamp FROM project')?.stamp ?? null;
    } finally {
      db.close();
    }
  } catch {
    return null;
  } finally {
    for (const ending of ['', '-wal', '-shm', '-journal']) await fs.rm(copy + ending, { force: true });
  }
}

/** The failure behind an error of writing `file`. */
export function notSaved(file: string, thrown: unknown): Error {
  const code = String((thrown as NodeJS.ErrnoException).code ?? 'unknown');
  const folder = path.dirname(file);
  const details = { file, code, error: String(thrown) };
  if (['ENOENT', 'ENOTDIR'].includes(code)) return failure('project.folder-gone', details, projectFailures.folderGone(folder));
  if (['EACCES', 'EPERM', 'EROFS'].includes(code))
    return failure('project.not-writable', details, projectFailures.notWritable(file));
  if (['ENOSPC', 'EDQUOT', 'SQLITE_FULL'].includes(code))
    return failure('project.disk-full', details, projectFailures.diskFull(folder));
  return failure('project.not-saved', details, projectFailures.notSaved(file, code));
}
