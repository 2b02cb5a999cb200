import fs from 'node:fs';
import path from 'node:path';
import { failure, FailureError, failureOf } from '../../../engine/contract/index.ts';
import { exchangeWords } from '../../../engine/text/exchange.ts';
import { projectFailures } from '../../../engine/text/projectFailures.ts';
import { run } from './database.ts';
import { isLocked } from './lock.ts';
import { notSaved, publicationOf, replaceFile } from './publish.ts';
import type { Publication } from './publish.ts';
import type { Saver } from './saver.ts';
import type { Store } from './store.ts';
import { lockIn, nameOf, workingCopies } from './workingCopies.ts';

/**
 * Publishes the work under another name and goes on there; where that fails, the old name stays.
 *
 * @throws Failure 'project.exists', 'project.open-elsewhere', and those of `publish`
 */
export async function saveAs(store: Store, saver: Saver, file: string, overwrite: boolean): Promise<void> {
  const target = await realTarget(file);
  const before = publicationOf(store.db);
  if (target === before.path) return publishOrThrow(saver);
  refuseTaken(store, target, overwrite);
  setPublication(store, { ...before, path: target, title: null, published: null, generation: 0, print: null });
  await publishOrThrow(saver).catch((thrown: unknown) => {
    setPublication(store, before);
    throw thrown;
  });
}

/** Writes a working database without cells to `target`, as a project called `id`. */
export type WriteWithoutData = (ask: { database: string; target: string; id: string }) => Promise<unknown>;

/**
 * Writes a copy of the project that has everything but the cells.
 *
 * @throws Failure 'project.exists', 'project.copy-on-itself', 'project.open-elsewhere', 'project.not-saved' and others of the disk
 */
export async function copyWithoutData(store: Store, file: string, overwrite: boolean, write: WriteWithoutData): Promise<void> {
  const target = await realTarget(file);
  if (target === publicationOf(store.db).path)
    throw failure('project.copy-on-itself', { path: target }, exchangeWords.copyOnItself());
  refuseTaken(store, target, overwrite);
  const snapshot = path.join(path.dirname(store.file), 'without-data.db');
  try {
    await write({ database: store.file, target: snapshot, id: store.around.newId() });
    await replaceFile(snapshot, target, store.around.newId());
  } catch (thrown) {
    throw failureOf(thrown) ? thrown : notSaved(target, thrown);
  } finally {
    await fs.promises.rm(snapshot, { force: true });
  }
}

/** A file that is there is replaced only where that was said, and never one that is open. */
function refuseTaken(store: Store, target: string, overwrite: boolean): void {
  if (fs.existsSync(target) && !overwrite) throw failure('project.exists', { path: target }, projectFailures.exists(target));
  const other = workingCopies(store.around.dataFolder).find((copy) => copy.path === target && isLocked(lockIn(copy.directory)));
  if (other) throw failure('project.open-elsewhere', { path: target }, projectFailures.openElsewhere(nameOf(other)));
}

/** The path with links followed, as opening the file will find it; the file itself need not be there. */
async function realTarget(file: string): Promise<string> {
  const whole = path.resolve(file);
  const folder = await fs.promises.realpath(path.dirname(whole)).catch(() => path.dirname(whole));
  return fs.promises.realpath(whole).catch(() => path.join(folder, path.basename(whole)));
}

async function publishOrThrow(saver: Saver): Promise<void> {
  const state = await saver.publishNow();
  if (state.failure) throw new FailureError(state.failure);
}

function setPublication(store: Store, { path: file, title, published, generation, print }: Publication): void {
  const text = 'UPDATE publication SET path = ?, title = ?, published = ?, generation = ?, print = ?';
  run(store.db, text, file, title, published, generation, print);
}
