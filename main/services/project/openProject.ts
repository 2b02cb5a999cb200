import fs from 'node:fs';
import path from 'node:path';
import { failure, failureOf } from '../../../engine/contract/index.ts';
import { projectFailures } from '../../../engine/text/projectFailures.ts';
import { projectNames } from '../../../engine/text/projectSteps.ts';
import { checkHealth } from './checkHealth.ts';
import { one, openDatabase, run, transaction } from './database.ts';
import type { Db } from './database.ts';
import { inspectHeader, notReadable } from './header.ts';
import { isLocked, takeLock } from './lock.ts';
import { insertProjectRow } from './newProject.ts';
import { Project } from './project.ts';
import { fingerprint } from './publish.ts';
import { migrate, SCHEMA_VERSION } from './schema/index.ts';
import { unseal } from './seal.ts';
import { openStore, timeOf } from './store.ts';
import type { Surroundings } from './types.ts';
import * as copies from './workingCopies.ts';
import type { WorkingCopy } from './workingCopies.ts';

/** A new, untitled project. It is safe from its first change on, and gone when it is closed without one. */
export function createProject(around: Surroundings): Promise<Project> {
  return copies.whileArranging(around.dataFolder, around.clock, async () => {
    const id = around.newId();
    const partial = copies.partialCopy(around.dataFolder, id);
    const db = openDatabase(copies.databaseIn(partial));
    migrate(db);
    transaction(db, () => insertProjectRow(db, { id, at: timeOf(around), decimal: '.' }));
    db.close();
    return openCopy(copies.completeCopy(partial), around);
  });
}

/**
 * Opens a project file, or work that is kept without one (`KeptProject.directory`). The file itself is only read. `recovered`: work
 * newer than the file was found in the program's own folder, and is what is open now.
 *
 * @throws Failure 'project.not-found', 'project.unreadable', 'project.foreign', 'project.newer', 'project.damaged', 'project.open-elsewhere'
 */
export function openProject(file: string, around: Surroundings): Promise<{ project: Project; recovered: boolean }> {
  return copies.whileArranging(around.dataFolder, around.clock, async () => {
    if (copies.isWorkingCopy(around.dataFolder, file)) return { project: await openKept(path.resolve(file), around), recovered: true };
    const target = await fs.promises.realpath(file).catch((thrown: unknown) => Promise.reject(notReadable(file, thrown)));
    const found = copies.workingCopies(around.dataFolder);
    for (const copy of found) if (copy.path === target) refuseWhereOpen(copy);
    const fresh = await copyIn(target, around);
    const kept = found.find((copy) => isOfFile(copy, target, fresh)) ?? null;
    if (kept) refuseWhereOpen(kept);
    if (kept && kept.generation >= fresh.generation && (await isSound(kept))) {
      copies.removeCopy(fresh.partial);
      const project = openCopy(kept.directory, around, (db) => setPlace(db, target, fresh));
      return { project, recovered: kept.generation > fresh.generation };
    }
    return { project: openFresh(fresh, target, found, kept, around), recovered: false };
  });
}

/** What a private copy of the person's file says about itself. */
interface Fresh {
  readonly partial: string;
  readonly id: string;
  readonly generation: number;
  readonly stamp: string | null;
  readonly print: string | null;
}

/** Copies the file into the program's folder and looks at the copy; only what is healthy comes in. */
async function copyIn(file: string, around: Surroundings): Promise<Fresh> {
  const version = await inspectHeader(file);
  const partial = copies.partialCopy(around.dataFolder, around.newId());
  const print = await fingerprint(file);
  const database = copies.databaseIn(partial);
  try {
    await fs.promises.copyFile(file, database).catch((thrown: unknown) => Promise.reject(notReadable(file, thrown)));
    await fs.promises.chmod(database, 0o600);
    if (!(await unseal(database))) throw failure('project.damaged', { path: file, trouble: 'seal' }, projectFailures.damaged(file));
    if (version < SCHEMA_VERSION) await keepOlder(database, file, version, around);
    return { partial, print, ...(await lookInto(database, file)) };
  } catch (thrown) {
    copies.removeCopy(partial);
    throw thrown;
  }
}

async function lookInto(database: string, file: string): Promise<Pick<Fresh, 'id' | 'generation' | 'stamp'>> {
  const db = openChecked(database, file);
  try {
    await checkHealth(db, file);
    migrate(db);
    return one<Pick<Fresh, 'id' | 'generation' | 'stamp'>>(db, 'SELECT id, generation, stamp FROM project')!;
  } finally {
    db.close();
  }
}

function openChecked(database: string, file: string): Db {
  try {
    return openDatabase(database);
  } catch (thrown) {
    throw failure('project.damaged', { path: file, trouble: String(thrown) }, projectFailures.damaged(file));
  }
}

/** A file of an older version stays as it was in a copy, since publishing will replace it by a newer one. */
async function keepOlder(database: string, file: string, version: number, around: Surroundings): Promise<void> {
  const folder = path.join(around.dataFolder, 'older');
  await fs.promises.mkdir(folder, { recursive: true });
  const name = `${path.basename(file, '.terrace')} (version ${version}, ${timeOf(around).slice(0, 10)}, ${around.newId()}).terrace`;
  await fs.promises.copyFile(database, path.join(folder, name));
}

/** Whether the working copy continues that very file: published there last, or there before somebody moved the file here. */
function isOfFile(copy: WorkingCopy, file: string, fresh: Fresh): boolean {
  if (copy.projectId !== fresh.id || fresh.stamp === null) return false;
  if (fresh.stamp !== copy.published && fresh.stamp !== copy.attempted) return false;
  return copy.path === file || (copy.path !== null && !fs.existsSync(copy.path));
}

function refuseWhereOpen(copy: WorkingCopy): void {
  if (isLocked(copies.lockIn(copy.directory))) throw openElsewhere(copy.directory);
}

function openElsewhere(directory: string): Error {
  const copy = copies.readCopy(directory);
  const name = copy ? copies.nameOf(copy) : projectNames.untitled;
  return failure('project.open-elsewhere', { directory, path: copy?.path }, projectFailures.openElsewhere(name));
}

/** Opens work that is kept without a file of the person's, or beside one that is older. */
async function openKept(directory: string, around: Surroundings): Promise<Project> {
  if (isLocked(copies.lockIn(directory))) throw openElsewhere(directory);
  await checkCopy(directory);
  return openCopy(directory, around);
}

/** @throws Failure 'project.newer', 'project.damaged' */
async function checkCopy(directory: string): Promise<void> {
  const database = copies.databaseIn(directory);
  await inspectHeader(database);
  const db = openChecked(database, directory);
  try {
    await checkHealth(db, directory);
  } finally {
    db.close();
  }
}

function isSound(copy: WorkingCopy): Promise<boolean> {
  return checkCopy(copy.directory).then(
    () => true,
    () => false,
  );
}

/** Starts from the file; a working copy that it does not continue is set aside if it holds work of its own, and removed otherwise. */
function openFresh(fresh: Fresh, file: string, found: readonly WorkingCopy[], kept: WorkingCopy | null, around: Surroundings): Project {
  for (const copy of found) if (copy === kept || copy.path === file) clear(copy);
  const twin = found.some((copy) => copy.projectId === fresh.id && fs.existsSync(copy.directory));
  return openCopy(copies.completeCopy(fresh.partial), around, (db) => {
    setPlace(db, file, fresh);
    run(db, 'UPDATE publication SET view = (SELECT view FROM project)');
    if (twin) run(db, 'UPDATE project SET id = ?', around.newId());
  });
}

function clear(copy: WorkingCopy): void {
  if (!copies.hasUnpublishedWork(copy)) return copies.removeCopy(copy.directory);
  try {
    setAside(copy);
  } catch (thrown) {
    // A damaged copy cannot be offered again; it stays on the disk for whoever can read it.
    if (!failureOf(thrown)) throw thrown;
    fs.renameSync(copy.directory, `${copy.directory}.damaged`);
  }
}

function setAside(copy: WorkingCopy): void {
  const db = openDatabase(copies.databaseIn(copy.directory));
  run(db, 'UPDATE publication SET path = NULL, title = ?', projectNames.recovered(copies.nameOf(copy)));
  db.close();
}

function setPlace(db: Db, file: string, { stamp, generation, print }: Fresh): void {
  const text = 'UPDATE publication SET path = ?, title = NULL, published = ?, attempted = ?, generation = ?, print = ?, view = NULL';
  run(db, text, file, stamp, stamp, generation, print);
}

function openCopy(directory: string, around: Surroundings, arrange: (db: Db) => void = () => {}): Project {
  const lock = takeLock(copies.lockIn(directory), 200);
  if (!lock) throw openElsewhere(directory);
  try {
    const store = openStore(copies.databaseIn(directory), around);
    migrate(store.db);
    arrange(store.db);
    return new Project(store, directory, lock);
  } catch (thrown) {
    lock.release();
    throw thrown;
  }
}
