import fs from 'node:fs/promises';
import Database from 'better-sqlite3';
import { failure, failureOf } from '../../../engine/contract/index.ts';
import { projectFailures } from '../../../engine/text/projectFailures.ts';
import { checkHealth } from './checkHealth.ts';
import { one, openDatabase, openReadOnly, run } from './database.ts';
import type { Db } from './database.ts';
import { migrate } from './schema/index.ts';
import { seal, unseal } from './seal.ts';
import type { CopyFacts, FileWork, Surroundings } from './types.ts';

/** Bytes of a database that this process may work through without being missed: about 40 ms. */
const SMALL = 4 * 2 ** 20;

/** Work on whole database files, done in this process. It is what a worker does, too. */
export const fileWork: FileWork = { writeSnapshot, inspectCopy };

/** Who works through a database: this process where it is small, otherwise the worker if there is one. */
export async function fileWorkFor(database: string, around: Surroundings): Promise<FileWork> {
  const { size } = await fs.stat(database);
  return size <= SMALL || !around.fileWork ? fileWork : withHelp(around.fileWork);
}

/** Leaves the work to `helper`, and does it here where that cannot: better a window that waits than work that is not saved. */
function withHelp(helper: FileWork): FileWork {
  return {
    writeSnapshot: (...ask) => helper.writeSnapshot(...ask).catch(otherwise(() => writeSnapshot(...ask))),
    inspectCopy: (...ask) => helper.inspectCopy(...ask).catch(otherwise(() => inspectCopy(...ask))),
  };
}

function otherwise<T>(doHere: () => Promise<T>): (thrown: unknown) => Promise<T> {
  return (thrown) => {
    if (failureOf(thrown)?.code.startsWith('project.')) throw thrown;
    return doHere();
  };
}

async function writeSnapshot(database: string, target: string): Promise<number> {
  await fs.rm(target, { force: true });
  const source = openReadOnly(database);
  try {
    // Whoever takes the snapshot further flushes it, off this thread.
    source.pragma('synchronous = OFF');
    run(source, 'VACUUM INTO ?', target);
  } finally {
    source.close();
  }
  const generation = strip(target);
  await seal(target);
  return generation;
}

/** Takes out what is nobody else's business. */
function strip(snapshot: string): number {
  const db = new Database(snapshot);
  try {
    db.pragma('synchronous = OFF');
    db.pragma('secure_delete = ON');
    run(
      db,
      'UPDATE publication SET path = NULL, title = NULL, attempted = NULL, published = NULL, print = NULL, view = NULL, generation = 0',
    );
    return one<{ generation: number }>(db, 'SELECT generation FROM project')!.generation;
  } finally {
    db.close();
  }
}

async function inspectCopy(database: string, path: string): Promise<CopyFacts> {
  if (!(await unseal(database))) throw damaged(path, 'seal');
  const db = openAny(database, path);
  try {
    await checkHealth(db, path);
    migrate(db);
    return one<CopyFacts>(db, 'SELECT id, generation, stamp FROM project')!;
  } finally {
    db.close();
  }
}

function openAny(database: string, path: string): Db {
  try {
    return openDatabase(database);
  } catch (thrown) {
    throw damaged(path, String(thrown));
  }
}

function damaged(path: string, trouble: string): Error {
  return failure('project.damaged', { path, trouble }, projectFailures.damaged(path));
}
