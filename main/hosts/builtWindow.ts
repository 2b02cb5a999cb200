import { spawn } from 'node:child_process';
import { once } from 'node:events';
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
  await runTool('vite/bin/vite.js', ['build', '--config', 'vite.config.ts', '--outDir', fresh, '--logLevel', 'error']);
  rmSync(folder, { recursive: true, force: true });
  try {
    renameSync(fresh, folder);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}

/**
 * Runs a build tool of node_modules in a process of its own: it leaves hundreds of megabytes behind that the program does not need.
 * What it prints goes to standard error; standard output is for the address alone.
 */
export async function runTool(script: string, args: readonly string[]): Promise<void> {
  const command = [join(programFolder, 'node_modules', script), ...args];
  const child = spawn(process.execPath, command, { cwd: programFolder, stdio: ['ignore', process.stderr, process.stderr] });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`The window could not be built (${script} ended with code ${code}).`);
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
