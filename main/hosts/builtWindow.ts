import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { programFolder } from './folders.ts';

/** What the window is built from, beside its own folder. */
const sources = ['renderer', 'engine', 'main/api.ts', 'vite.config.ts', 'svelte.config.js', 'package.json'];

/** The folder of the built window, built anew where it is missing or older than its sources. */
export async function builtWindow(): Promise<string> {
  const folder = join(programFolder, 'dist', 'renderer');
  const page = join(folder, 'index.html');
  if (!existsSync(page) || newest(sources) > statSync(page).mtimeMs) await buildWindow(folder);
  return folder;
}

/** Builds beside the folder and then takes its place, so that programs that start at the same time do not meet. */
async function buildWindow(folder: string): Promise<void> {
  const fresh = `${folder}-${process.pid}`;
  const { build } = await import('vite');
  await build({ configFile: join(programFolder, 'vite.config.ts'), logLevel: 'error', build: { outDir: fresh } });
  rmSync(folder, { recursive: true, force: true });
  try {
    renameSync(fresh, folder);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}

/** The latest change of any file under `paths`, which are relative to the program's folder; 0 for what is not shipped. */
export function newest(paths: readonly string[]): number {
  return Math.max(0, ...paths.map((path) => newestUnder(join(programFolder, path))));
}

function newestUnder(path: string): number {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found?.isDirectory()) return found?.mtimeMs ?? 0;
  return Math.max(0, ...readdirSync(path).map((name) => newestUnder(join(path, name))));
}
