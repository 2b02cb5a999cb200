import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { newest, runTool } from './builtWindow.ts';
import { programFolder } from './folders.ts';
import type { StartOptions } from './options.ts';

/** Milliseconds that fetching Electron's program may take before the browser is opened instead. */
const DOWNLOAD_PATIENCE = 90_000;
/** Milliseconds until a download that failed is tried again. */
const NEXT_DOWNLOAD = 24 * 3_600_000;
/** Milliseconds within which a program that ends badly did not start at all. */
const START = 10_000;

const electronFolder = join(programFolder, 'node_modules', 'electron');
const failedMark = join(programFolder, 'node_modules', '.cache', 'terrace', 'electron-not-downloaded');

/** Why Electron is not used, in words that end a sentence. */
export interface NoElectron {
  readonly reason: string;
}

/** Where Electron's program is, fetched where it is missing; or why it cannot be used. */
export async function electronProgram(display: boolean): Promise<{ readonly path: string } | NoElectron> {
  if (!display) return { reason: 'there is no display' };
  if (!existsSync(electronFolder)) return { reason: 'Electron is not installed' };
  const path = installedProgram() ?? download();
  return path ? { path } : { reason: 'Electron’s program could not be downloaded' };
}

function installedProgram(): string | null {
  const pathFile = join(electronFolder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const path = join(electronFolder, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(path) ? path : null;
}

/** npm does not run install scripts here (see .npmrc), so the program is fetched when it is first wanted; not again the same day. */
function download(): string | null {
  const failed = statSync(failedMark, { throwIfNoEntry: false });
  if (failed && Date.now() - failed.mtimeMs < NEXT_DOWNLOAD) return null;
  console.error('Fetching Electron (once)…');
  spawnSync(process.execPath, [join(electronFolder, 'install.js')], { stdio: 'ignore', timeout: DOWNLOAD_PATIENCE });
  const path = installedProgram();
  if (!path) markFailed();
  return path;
}

function markFailed(): void {
  mkdirSync(dirname(failedMark), { recursive: true });
  writeFileSync(failedMark, '');
}

/** Runs the desktop program until it ends; where it does not even start, says so. */
export async function runElectron(program: string, options: StartOptions): Promise<'done' | NoElectron> {
  await buildForElectron();
  const began = Date.now();
  const ended = await runToEnd(program, [
    programFolder,
    '--data-folder',
    options.dataFolder,
    ...(options.file ? [options.file] : []),
  ]);
  return ended === 'badly' && Date.now() - began < START ? { reason: 'Electron could not be started here' } : 'done';
}

/** Ends well with exit code 0, or because it was asked to. */
function runToEnd(program: string, args: readonly string[]): Promise<'well' | 'badly'> {
  const child = spawn(program, args, { stdio: 'inherit' });
  let asked = false;
  const pass = (signal: NodeJS.Signals) => {
    asked = true;
    child.kill(signal);
  };
  process.on('SIGINT', pass).on('SIGTERM', pass);
  return new Promise((resolve) => {
    const end = (code: number | null) => {
      process.off('SIGINT', pass).off('SIGTERM', pass);
      resolve(code === 0 || asked ? 'well' : 'badly');
    };
    child.once('error', () => end(null)).once('close', end);
  });
}

async function buildForElectron(): Promise<void> {
  const built = statSync(join(programFolder, 'out', 'main', 'index.js'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (built > newest(['engine', 'main', 'renderer', 'electron.config.ts', 'package.json'])) return;
  await runTool('electron-vite/bin/electron-vite.js', ['build', '--config', 'electron.config.ts', '--logLevel', 'error']);
}
