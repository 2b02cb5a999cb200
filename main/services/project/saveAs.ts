import fs from 'node:fs';
import path from 'node:path';
import { failure, FailureError } from '../../../engine/contract/index.ts';
import { projectFailures } from '../../../engine/text/projectFailures.ts';
import { run } from './database.ts';
import { isLocked } from './lock.ts';
import { publicationOf } from './publish.ts';
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
  if (fs.existsSync(target) && !overwrite) throw failure('project.exists', { path: target }, projectFailures.exists(target));
  const other = workingCopies(store.around.dataFolder).find((copy) => copy.path === target && isLocked(lockIn(copy.directory)));
  if (other) throw failure('project.open-elsewhere', { path: target }, projectFailures.openElsewhere(nameOf(other)));
  setPublication(store, { ...before, path: target, title: null, published: null, generation: 0, print: null });
  await publishOrThrow(saver).catch((thrown: unknown) => {
    setPublication(store, before);
    throw thrown;
  });
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
