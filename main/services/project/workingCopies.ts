import fs from 'node:fs';
import path from 'node:path';
import { failure } from '../../../engine/contract/index.ts';
import { projectFailures } from '../../../engine/text/projectFailures.ts';
import { projectNames } from '../../../engine/text/projectSteps.ts';
import { one, openReadOnly } from './database.ts';
import { isLocked, takeLock } from './lock.ts';
import type { Lock } from './lock.ts';
import { FIRST_TABLE } from './rowsAndColumns.ts';
import type { Clock, KeptProject } from './types.ts';

/** A working copy on the disk: what is done in it is safe, published or not. */
export interface WorkingCopy {
  readonly directory: string;
  readonly projectId: string;
  readonly path: string | null;
  readonly title: string | null;
  readonly firstTable: string | null;
  /** Stamps of the publications begun and finished last. */
  readonly attempted: string | null;
  readonly published: string | null;
  /** Of the person's file, and of the work itself. */
  readonly publishedGeneration: number;
  readonly generation: number;
  /** Whether anything was done that undo could take back, or was. */
  readonly steps: boolean;
  /** ISO 8601. */
  readonly changed: string;
}

export const databaseIn = (directory: string): string => path.join(directory, 'work.db');
export const lockIn = (directory: string): string => path.join(directory, 'lock');
const copiesIn = (dataFolder: string): string => path.join(dataFolder, 'working');
/** A directory that is not complete yet; left by a process that was ended, it is nobody's. */
const PARTIAL = '.partial';

export function isWorkingCopy(dataFolder: string, directory: string): boolean {
  return path.dirname(path.resolve(directory)) === path.resolve(copiesIn(dataFolder)) && fs.existsSync(databaseIn(directory));
}

/** All complete working copies, in use or not. */
export function workingCopies(dataFolder: string): WorkingCopy[] {
  const root = copiesIn(dataFolder);
  const names = fs.existsSync(root) ? fs.readdirSync(root).filter((name) => !name.includes('.')) : [];
  return names.map((name) => path.join(root, name)).flatMap((directory) => readCopy(directory) ?? []);
}

/** Work that no file of the person's has and no window shows, the newest first. */
export function keptProjects(dataFolder: string): KeptProject[] {
  const waiting = workingCopies(dataFolder).filter((copy) => hasUnpublishedWork(copy) && !isLocked(lockIn(copy.directory)));
  waiting.sort((a, b) => (a.changed < b.changed ? 1 : -1));
  return waiting.map((copy) => ({ directory: copy.directory, name: nameOf(copy), path: copy.path, changed: copy.changed }));
}

export function hasUnpublishedWork(copy: WorkingCopy): boolean {
  return copy.path === null ? copy.steps : copy.generation > copy.publishedGeneration;
}

/** The name of the file; without one, of what it was recovered from or of the data in it. */
export function nameOf(copy: Pick<WorkingCopy, 'path' | 'title' | 'firstTable'>): string {
  if (copy.path !== null) return path.basename(copy.path, '.terrace');
  return copy.title ?? copy.firstTable ?? projectNames.untitled;
}

/** A new directory to fill; `completeCopy` makes it one that counts. */
export function partialCopy(dataFolder: string, id: string): string {
  const directory = path.join(copiesIn(dataFolder), id + PARTIAL);
  fs.mkdirSync(directory, { recursive: true });
  return directory;
}

export function completeCopy(partial: string): string {
  const directory = partial.slice(0, -PARTIAL.length);
  fs.renameSync(partial, directory);
  return directory;
}

/**
 * Removes a copy that nobody has open: it stops counting at once, and its files, which may be large, go off this thread. What a
 * process that is ended leaves of them, the next one clears away.
 */
export async function removeCopy(directory: string): Promise<void> {
  const partial = directory.endsWith(PARTIAL) ? directory : directory + PARTIAL;
  if (partial !== directory) fs.renameSync(directory, partial);
  await fs.promises.rm(partial, { recursive: true, force: true, maxRetries: 3 }).catch(() => {});
}

/**
 * Does `work` while no other process looks for, makes or removes working copies; what such a process left half made is removed first.
 *
 * @throws Failure 'project.busy' when another process takes more than ten seconds
 */
export async function whileArranging<T>(dataFolder: string, clock: Clock, work: () => Promise<T>): Promise<T> {
  const root = copiesIn(dataFolder);
  fs.mkdirSync(root, { recursive: true });
  const lock = await waitForLock(path.join(dataFolder, 'working.lock'), clock);
  try {
    for (const name of fs.readdirSync(root)) if (name.endsWith(PARTIAL)) await removeCopy(path.join(root, name));
    return await work();
  } finally {
    lock.release();
  }
}

async function waitForLock(file: string, clock: Clock): Promise<Lock> {
  for (let tries = 0; tries < 200; tries++) {
    const lock = takeLock(file);
    if (lock) return lock;
    await new Promise<void>((resolve) => clock.after(50, resolve));
  }
  throw failure('project.busy', {}, projectFailures.notFinished());
}

/** What a directory holds; null where that cannot be read. */
export function readCopy(directory: string): WorkingCopy | null {
  try {
    const db = openReadOnly(databaseIn(directory));
    try {
      const text = `SELECT p.id AS projectId, p.generation, p.changed, b.path, b.title, b.attempted, b.published,
        b.generation AS publishedGeneration, ${FIRST_TABLE} AS firstTable, EXISTS (SELECT 1 FROM steps) AS steps FROM project p, publication b`;
      const row = one<Omit<WorkingCopy, 'directory' | 'steps'> & { steps: number }>(db, text);
      return row ? { directory, ...row, steps: row.steps === 1 } : null;
    } finally {
      db.close();
    }
  } catch {
    return null;
  }
}
