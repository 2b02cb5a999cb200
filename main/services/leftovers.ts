import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Folders of the data folder in which every running program has one of its own, named by its process id. */
const folders = ['jobs', 'received', 'staging'];
/** Milliseconds: with a folder shared by machines, a process may live where we cannot see it. */
const DAY = 24 * 60 * 60 * 1000;

/** Where this process puts what it needs for a while only: `name` is one of those that `removeLeftovers` looks through. */
export function ownFolder(dataFolder: string, name: 'jobs' | 'received' | 'staging'): string {
  return join(dataFolder, name, String(process.pid));
}

/** Removes what programs that were killed more than a day ago left behind: half-read imports, files dropped into their windows. */
export async function removeLeftovers(dataFolder: string, now: number): Promise<void> {
  for (const folder of folders.map((name) => join(dataFolder, name))) {
    const names = await readdir(folder).catch(() => []);
    for (const name of names) if (await isLeft(folder, name, now)) await rm(join(folder, name), { recursive: true, force: true });
  }
}

async function isLeft(folder: string, name: string, now: number): Promise<boolean> {
  if (!/^\d{1,8}$/.test(name) || isAlive(Number(name))) return false;
  const found = await stat(join(folder, name)).catch(() => null);
  return found !== null && now - found.mtimeMs > DAY;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'EPERM';
  }
}
