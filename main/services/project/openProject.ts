import fs from 'node:fs';
import path from 'node:path';
import { failure, failureOf } from '../../../engine/contract/index.ts';
import { projectFailures } from '../../../engine/text/projectFailures.ts';
import { projectNames } from '../../../engine/text/projectSteps.ts';
import { checkCopy, copyIn } from './copyIn.ts';
import type { Fresh } from './copyIn.ts';
import { openDatabase, run, transaction } from './database.ts';
import type { Db } from './database.ts';
import { notReadable } from './header.ts';
import { isLocked, takeLock } from './lock.ts';
import { insertProjectRow } from './newProject.ts';
import { Project } from './project.ts';
import { migrate } from './schema/index.ts';
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

export interface Opened {
  readonly project: Project;
  /** Work newer than the file was found in the program's own folder, and is what is open now. */
  readonly recovered: boolean;
}

/**
 * Opens a project file, or work that is kept without one (`KeptProject.directory`). The file itself is only read.
 *
 * @throws Failure 'project.not-found', 'project.unreadable', 'project.foreign', 'project.newer', 'project.damaged', 'project.open-elsewhere'
 */
export function openProject(file: string, around: Surroundings): Promise<Opened> {
  return copies.whileArranging(around.dataFolder, around.clock, async () => {
    if (copies.isWorkingCopy(around.dataFolder, file)) return openKept(path.resolve(file), around);
    const target = await fs.promises.realpath(file).catch((thrown: unknown) => Promise.reject(notReadable(file, thrown)));
    return openFile(target, copies.workingCopies(around.dataFolder), around);
  });
}

async function openKept(directory: string, around: Surroundings): Promise<Opened> {
  refuseWhereOpen(directory);
  await checkCopy(directory, around);
  const project = openCopy(directory, around);
  return { project, recovered: project.state().path !== null };
}

async function openFile(file: string, found: readonly WorkingCopy[], around: Surroundings): Promise<Opened> {
  for (const copy of found) if (copy.path === file) refuseWhereOpen(copy.directory);
  const fresh = await copyIn(file, around);
  const kept = found.find((copy) => continues(copy, file, fresh)) ?? null;
  if (kept) refuseWhereOpen(kept.directory);
  if (kept && kept.generation >= fresh.generation && (await isSound(kept, around))) {
    await copies.removeCopy(fresh.partial);
    const project = openCopy(kept.directory, around, (db) => setPlace(db, file, fresh));
    return { project, recovered: kept.generation > fresh.generation };
  }
  for (const copy of found) if (copy === kept || copy.path === file) await clear(copy);
  return { project: openFresh(fresh, file, found, around), recovered: false };
}

/** Whether the working copy continues that very file: published there last, or there before somebody moved the file here. */
function continues(copy: WorkingCopy, file: string, fresh: Fresh): boolean {
  if (copy.projectId !== fresh.id || fresh.stamp === null) return false;
  if (fresh.stamp !== copy.published && fresh.stamp !== copy.attempted) return false;
  return copy.path === file || (copy.path !== null && !fs.existsSync(copy.path));
}

function isSound(copy: WorkingCopy, around: Surroundings): Promise<boolean> {
  return checkCopy(copy.directory, around).then(
    () => true,
    () => false,
  );
}

/** Starts from the file; where a copy of it is known as a project already, this one becomes another. */
function openFresh(fresh: Fresh, file: string, found: readonly WorkingCopy[], around: Surroundings): Project {
  const twin = found.some((copy) => copy.projectId === fresh.id && fs.existsSync(copy.directory));
  return openCopy(copies.completeCopy(fresh.partial), around, (db) => {
    setPlace(db, file, fresh);
    run(db, 'UPDATE publication SET view = (SELECT view FROM project)');
    if (twin) run(db, 'UPDATE project SET id = ?', around.newId());
  });
}

/** Makes way for the file: a working copy that does not continue it is set aside if it holds work of its own, and removed otherwise. */
async function clear(copy: WorkingCopy): Promise<void> {
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
  const text =
    'UPDATE publication SET path = ?, title = NULL, published = ?, attempted = ?, generation = ?, print = ?, view = NULL';
  run(db, text, file, stamp, stamp, generation, print);
}

function openCopy(directory: string, around: Surroundings, arrange: (db: Db) => void = () => {}): Project {
  const lock = takeLock(copies.lockIn(directory), 200);
  if (!lock) throw openElsewhere(directory);
  try {
    const store = openStore(copies.databaseIn(directory), around);
    arrange(store.db);
    return new Project(store, directory, lock);
  } catch (thrown) {
    lock.release();
    throw thrown;
  }
}

function refuseWhereOpen(directory: string): void {
  if (isLocked(copies.lockIn(directory))) throw openElsewhere(directory);
}

function openElsewhere(directory: string): Error {
  const copy = copies.readCopy(directory);
  const name = copy ? copies.nameOf(copy) : projectNames.untitled;
  return failure('project.open-elsewhere', { directory, path: copy?.path }, projectFailures.openElsewhere(name));
}
