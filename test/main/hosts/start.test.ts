import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import type { ToWindow } from '../../../main/api.ts';
import { electronProgram, runElectron } from '../../../main/hosts/electronProgram.ts';
import { defaultDataFolder } from '../../../main/hosts/folders.ts';
import { hasDisplay } from '../../../main/hosts/openAddress.ts';
import { parseOptions } from '../../../main/hosts/options.ts';
import { enter } from '../../support/serverWindow.ts';
import { startServer, temporaryFolder } from '../../support/startServer.ts';
import type { RunningServer } from '../../support/startServer.ts';

let server: RunningServer | null = null;

afterEach(async () => {
  await server?.kill();
  server = null;
});

/** Asks one thing and answers the reply. */
async function ask(url: string, name: string, carried: unknown): Promise<Extract<ToWindow, { kind: 'reply' }>['reply']> {
  const { origin, host } = new URL(url);
  const socket = new WebSocket(`ws://${host}/conversation`, { headers: { origin, cookie: await enter(url) } });
  socket.on('open', () => socket.send(JSON.stringify({ serial: 1, name, ask: carried })));
  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.on('message', (data) => {
      const frame = JSON.parse(String(data)) as ToWindow;
      if (frame.kind !== 'reply') return;
      resolve(frame.reply);
      socket.close();
    });
  });
}

describe('npm start -- --browser --no-open', () => {
  test('prints one line with the address, answers there, and ends when asked to', async () => {
    server = await startServer({ dataFolder: temporaryFolder() });
    expect(server.output()).toMatch(/^Terrace: http:\/\/127\.0\.0\.1:\d+\/\S+\n$/);
    expect(await ask(server.url, 'app.info', {})).toMatchObject({ answer: { project: null } });
    expect(await server.stop()).toBe(0);
    expect(server.output().split('\n')).toHaveLength(2);
  });

  test('tells the first window of a file that it could not open', async () => {
    server = await startServer({ dataFolder: temporaryFolder(), args: ['--open', '/nowhere/none.terrace'] });
    const { origin, host } = new URL(server.url);
    const socket = new WebSocket(`ws://${host}/conversation`, { headers: { origin, cookie: await enter(server.url) } });
    const frame = await new Promise((resolve) => socket.on('message', (data) => resolve(JSON.parse(String(data)))));
    socket.close();
    expect(frame).toMatchObject({ kind: 'event', name: 'app.trouble', event: { code: 'project.not-found' } });
  });

  test('opens the file it is given', async () => {
    const dataFolder = temporaryFolder();
    const path = join(dataFolder, 'small.csv');
    writeFileSync(path, 'g,y\na,1\nb,2\n');
    server = await startServer({ dataFolder, args: ['--open', path] });
    expect(await ask(server.url, 'app.info', {})).toMatchObject({
      answer: { project: { tables: [{ name: 'small', rows: 2 }] } },
    });
  });

  test.runIf(process.platform === 'linux')('leaves no workers behind when it is killed', async () => {
    server = await startServer({ dataFolder: temporaryFolder() });
    const children = () => readFileSync(`/proc/${server?.pid}/task/${server?.pid}/children`, 'utf8').trim().split(' ');
    await vi.waitFor(() => expect(children()).toHaveLength(2), 10_000);
    const workers = children();
    await server.kill();
    await vi.waitFor(() => expect(workers.filter((pid) => existsSync(`/proc/${pid}`))).toEqual([]), 10_000);
  });

  test('takes the port it is given, and says when it is taken', async () => {
    server = await startServer({ dataFolder: temporaryFolder() });
    const { port } = new URL(server.url);
    const second = startServer({ dataFolder: temporaryFolder(), args: ['--port', port] });
    await expect(second).rejects.toThrow(`Another program uses port ${port} already`);
    await expect(second).rejects.toThrow('leave --port out');
    expect(await ask(server.url, 'app.info', {})).toHaveProperty('answer');
  });

  test('publishes what is not published yet before it ends', async () => {
    const dataFolder = temporaryFolder();
    const path = join(dataFolder, 'mine.terrace');
    server = await startServer({
      dataFolder,
      args: ['--open', join(import.meta.dirname, '../../../resources/samples/sleepstudy.csv')],
    });
    await ask(server.url, 'project.saveAs', { path, overwrite: false });
    await server.stop();
    server = await startServer({ dataFolder: temporaryFolder(), args: ['--open', path] });
    expect(await ask(server.url, 'app.info', {})).toMatchObject({ answer: { project: { path, tables: [{ rows: 180 }] } } });
  });
});

describe('the options of npm start', () => {
  test('mean a window, any port and the person’s own data folder unless told', () => {
    expect(parseOptions([])).toMatchObject({ browser: false, openWindow: true, port: 0, file: null });
  });

  test.each([['--port', 'x'], ['--port', '70000'], ['--colour']])('are refused where they make no sense: %s %s', (...args) => {
    expect(() => parseOptions(args)).toThrow();
  });

  test.each([
    ['linux', { XDG_DATA_HOME: '/data' }, '/data/terrace'],
    ['linux', {}, /\.local\/share\/terrace$/],
    ['darwin', {}, /Library\/Application Support\/Terrace$/],
    ['win32', { APPDATA: '/roaming' }, '/roaming/Terrace'],
  ] as const)('keep data where %s keeps it', (platform, env, folder) => {
    expect(defaultDataFolder(platform, env)).toMatch(folder);
  });

  test('lead to the browser where Electron cannot be, and say why', async () => {
    expect(await electronProgram(false)).toEqual({ reason: 'there is no display' });
    const options = { ...parseOptions([]), dataFolder: temporaryFolder() };
    expect(await runElectron('/nowhere/electron', options)).toEqual({ reason: 'Electron could not be started here' });
  }, 60_000);

  test('know a system without a display', () => {
    expect(hasDisplay('linux', {})).toBe(false);
    expect(hasDisplay('linux', { WAYLAND_DISPLAY: 'wayland-0' })).toBe(true);
    expect(hasDisplay('darwin', {})).toBe(true);
  });
});
