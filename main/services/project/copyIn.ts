import fs from 'node:fs/promises';
import path from 'node:path';
import { fileWorkFor } from './fileWork.ts';
import { inspectHeader, notReadable } from './header.ts';
import { fingerprint } from './publish.ts';
import { SCHEMA_VERSION } from './schema/index.ts';
import { timeOf } from './store.ts';
import type { CopyFacts, Surroundings } from './types.ts';
import { databaseIn, partialCopy, removeCopy } from './workingCopies.ts';

/** A private copy of the person's file, and what it says about itself. */
export interface Fresh extends CopyFacts {
  /** Its directory, which does not count as a working copy yet. */
  readonly partial: string;
  /** Of the person's file. */
  readonly print: string | null;
}

/**
 * Copies a project file into the program's folder and looks at the copy; only what is healthy comes in. The file is read, nothing more.
 *
 * @throws Failure 'project.unreadable', 'project.foreign', 'project.newer', 'project.damaged'
 */
export async function copyIn(file: string, around: Surroundings): Promise<Fresh> {
  const version = await inspectHeader(file);
  const partial = partialCopy(around.dataFolder, around.newId());
  const database = databaseIn(partial);
  try {
    const print = await fingerprint(file);
    await fs.copyFile(file, database).catch((thrown: unknown) => Promise.reject(notReadable(file, thrown)));
    await fs.chmod(database, 0o600);
    if (version < SCHEMA_VERSION) await keepOlder(database, file, version, around);
    return { partial, print, ...(await inspect(database, file, around)) };
  } catch (thrown) {
    await removeCopy(partial);
    throw thrown;
  }
}

/**
 * Looks at a working copy before it is opened again.
 *
 * @throws Failure 'project.newer', 'project.damaged'
 */
export async function checkCopy(directory: string, around: Surroundings): Promise<void> {
  const database = databaseIn(directory);
  await inspectHeader(database);
  await inspect(database, directory, around);
}

async function inspect(database: string, file: string, around: Surroundings): Promise<CopyFacts> {
  const work = await fileWorkFor(database, around);
  return work.inspectCopy(database, file);
}

/** A file of an older version stays as it was in a copy, since publishing will replace it by a newer one. */
async function keepOlder(database: string, file: string, version: number, around: Surroundings): Promise<void> {
  const folder = path.join(around.dataFolder, 'older');
  await fs.mkdir(folder, { recursive: true });
  const name = `${path.basename(file, '.terrace')} (version ${version}, ${timeOf(around).slice(0, 10)}, ${around.newId()}).terrace`;
  await fs.copyFile(database, path.join(folder, name));
}
