import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ownFolder, removeLeftovers } from '../../../main/services/leftovers.ts';
import { temporaryFolder } from '../../support/startServer.ts';

const DAY = 24 * 60 * 60 * 1000;

test('what a killed program left goes after a day; what is in use or of other kinds stays', async () => {
  const { pid } = spawnSync(process.execPath, ['--version']);
  const folder = temporaryFolder();
  const left = ['jobs', 'received', 'staging'].map((name) => join(folder, name, String(pid)));
  const stays = [ownFolder(folder, 'staging'), join(folder, 'working', String(pid)), join(folder, 'received', 'a1b2c3')];
  for (const path of [...left, ...stays]) {
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, 'data'), 'precious');
  }
  const there = (paths: readonly string[]) => paths.map((path) => existsSync(join(path, 'data')));

  await removeLeftovers(folder, Date.now() + 0.9 * DAY);
  expect(there(left)).toEqual([true, true, true]);
  await removeLeftovers(folder, Date.now() + 1.1 * DAY);
  expect(there(left)).toEqual([false, false, false]);
  expect(there(stays)).toEqual([true, true, true]);
});

test('a data folder that is new holds none', async () => {
  await removeLeftovers(join(temporaryFolder(), 'new'), Date.now());
});
