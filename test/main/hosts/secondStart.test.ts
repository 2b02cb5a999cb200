import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openServerWindow } from '../../support/serverWindow.ts';
import type { ServerWindow } from '../../support/serverWindow.ts';
import { startServer, temporaryFolder } from '../../support/startServer.ts';
import type { RunningServer } from '../../support/startServer.ts';

const samples = join(import.meta.dirname, '../../../resources/samples');

let folder: string;
let first: { server: RunningServer; window: ServerWindow };
let second: { server: RunningServer; window: ServerWindow };

async function start(): Promise<typeof first> {
  const server = await startServer({ dataFolder: join(folder, 'data') });
  return { server, window: await openServerWindow(server.url) };
}

const file = (name: string) => join(folder, name);
const importing = ({ window }: typeof first, name: string) =>
  window.call('data.import', { job: 'import', path: file(name), options: null });
const failing = (code: string) => ({
  failure: { code, message: expect.stringMatching(/\.$/), remedy: expect.stringMatching(/\.$/) },
});

beforeAll(async () => {
  folder = temporaryFolder();
  for (const name of ['sleepstudy.csv', 'Pastes.csv']) cpSync(join(samples, name), file(name));
  first = await start();
  await importing(first, 'sleepstudy.csv');
  await first.window.call('project.saveAs', { path: file('sleep.terrace'), overwrite: false });
  second = await start();
});

afterAll(async () => {
  await second.server.kill();
  await first.server.kill();
});

describe('a second start with the same data folder', () => {
  test('leaves alone what is open in the first, and says where it is', async () => {
    const { window } = second;
    await expect(window.call('project.open', { path: file('sleep.terrace') })).rejects.toMatchObject(
      failing('project.open-elsewhere'),
    );
    await importing(second, 'Pastes.csv');
    await expect(window.call('project.saveAs', { path: file('sleep.terrace'), overwrite: true })).rejects.toMatchObject(
      failing('project.open-elsewhere'),
    );
  });

  test('works beside it, and both keep their work', async () => {
    await second.window.call('project.saveAs', { path: file('pastes.terrace'), overwrite: false });
    const both = await Promise.all([first, second].map(({ window }) => window.call('app.info', {})));
    expect(both.map(({ project }) => project?.name)).toEqual(['sleep', 'pastes']);
    for (const { recent } of both)
      expect(recent.map(({ name }) => name)).toEqual(['pastes.terrace', 'Pastes.csv', 'sleep.terrace', 'sleepstudy.csv']);
    const { tableId } = await first.window.call('app.info', {}).then(({ project }) => ({ tableId: project?.tables[0].id ?? '' }));
    const edit = { kind: 'cells', row: 0, columns: ['Reaction'], cells: [['300']] } as const;
    await first.window.call('table.edit', { job: 'edit', tableId, edit });
  });

  test('takes over when the first has ended, however it ended', async () => {
    await first.server.kill();
    const { state, recovered } = await second.window.call('project.open', { path: file('sleep.terrace') });
    expect(recovered).toBe(true);
    expect((await second.window.call('table.rows', { tableId: state.tables[0].id, from: 0, count: 1 })).columns[0]).toEqual([
      300,
    ]);
    expect(existsSync(file('pastes.terrace'))).toBe(true);
    first = await start();
    const { state: pastes } = await first.window.call('project.open', { path: file('pastes.terrace') });
    expect(pastes.tables[0].rows).toBe(60);
  });
});
