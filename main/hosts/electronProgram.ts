import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { newest } from './builtWindow.ts';
import { programFolder } from './folders.ts';
import type { StartOptions } from './options.ts';

/** Milliseconds that fetching Electron's binary may take before the browser is opened instead. */
const DOWNLOAD_PATIENCE = 90_000;

const electronFolder = join(programFolder, 'node_modules', 'electron');

/** Where Electron's program is, fetched once where it is missing; or, in words, why it cannot be used. */
export async function electronProgram(display: boolean): Promise<{ path: string } | { reason: string }> {
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

/** npm does not run install scripts here (see .npmrc), so the binary is fetched when it is first wanted. */
function download(): string | null {
  console.error('Fetching Electron (once)…');
  spawnSync(process.execPath, [join(electronFolder, 'install.js')], { stdio: 'ignore', timeout: DOWNLOAD_PATIENCE });
  return installedProgram();
}

export async function runElectron(program: string, options: StartOptions): Promise<void> {
  await buildForElectron();
  const file = options.file ? [options.file] : [];
  const child = spawn(program, [programFolder, '--data-folder', options.dataFolder, ...file], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  child.once('close', (code) => process.exit(code ?? 1));
}

async function buildForElectron(): Promise<void> {
  const built = statSync(join(programFolder, 'out', 'main', 'index.js'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (built > newest(['engine', 'main', 'renderer', 'electron.config.ts', 'package.json'])) return;
  const { build } = await import('electron-vite');
  await build({ configFile: join(programFolder, 'electron.config.ts'), logLevel: 'error' });
}
