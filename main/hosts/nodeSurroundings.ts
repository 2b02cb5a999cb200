import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AppSurroundings } from '../createApp.ts';
import { programFolder } from './folders.ts';
import { spawnNodeWorker } from './nodeWorker.ts';

/** What the app needs around it, where it runs under plain Node. */
export function nodeSurroundings(dataFolder: string): AppSurroundings {
  const { version } = JSON.parse(readFileSync(join(programFolder, 'package.json'), 'utf8')) as { version: string };
  return { dataFolder, resources: join(programFolder, 'resources'), version, spawnWorker: spawnNodeWorker, chooseFile: null };
}
