import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RecentFile } from '../../../main/api.ts';
import { openServerWindow } from '../../support/serverWindow.ts';
import type { ServerWindow } from '../../support/serverWindow.ts';
import { startServer, temporaryFolder } from '../../support/startServer.ts';
import type { RunningServer } from '../../support/startServer.ts';

const samples = join(import.meta.dirname, '../../../resources/samples');

let folder: string;
let csv: string;
let server: RunningServer;
let window: ServerWindow;

async function start(): Promise<void> {
  server = await startServer({ dataFolder: join(folder, 'data') });
  window = await openServerWindow(server.url);
}

beforeEach(async () => {
  folder = temporaryFolder();
  csv = join(folder, 'hsb.csv');
  cpSync(join(samples, 'hsb.csv'), csv);
  await start();
});

afterEach(() => server.kill());

async function importHsb(): Promise<string> {
  const { tableId } = await window.call('data.import', { job: 'import', path: csv, options: null });
  const spec = { kind: 'model', formula: 'mAch ~ cses + (1 | school)', criterion: 'REML' } as const;
  const { id } = await window.call('model.create', { tableId, spec, name: null });
  return id;
}

async function recent(): Promise<readonly RecentFile[]> {
  return (await window.call('app.info', {})).recent;
}

describe.each(['stop', 'kill'] as const)('on the welcome page after the end of the program (%s)', (end) => {
  test('work without a file stands first, under the name of its data, and opens as it was', async () => {
    const id = await importHsb();
    expect((await window.call('app.info', {})).project?.name).toBe('hsb');
    await server[end]();

    await start();
    const listed = await recent();
    expect(listed.map(({ name, kind }) => [name, kind])).toEqual([
      ['hsb', 'project'],
      ['hsb.csv', 'data'],
    ]);
    const { state, recovered } = await window.call('project.open', { path: listed[0].path });
    expect(recovered).toBe(false);
    expect(state).toMatchObject({ name: 'hsb', path: null, tables: [{ rows: 7185 }], models: [{ id }] });
  });

  test('a saved project is found once, with what was done last', async () => {
    const path = join(folder, 'thesis.terrace');
    const id = await importHsb();
    await window.call('project.saveAs', { path, overwrite: false });
    await window.call('model.rename', { id, name: 'the last change' });
    await server[end]();

    await start();
    const projects = (await recent()).filter(({ kind }) => kind === 'project');
    expect(projects.map((file) => file.path)).toEqual([path]);
    const { state, recovered } = await window.call('project.open', { path: projects[0].path });
    expect(recovered).toBe(end === 'kill');
    expect(state.models[0].name).toBe('the last change');
  });
});
