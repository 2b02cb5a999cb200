import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { ElectronBridge, FromWindow, ToWindow } from '../../../main/api.ts';
import { servePages } from '../../../main/hosts/electron/protocol.ts';

import * as electron from '../../support/fakeElectron.ts';
import { temporaryFolder } from '../../support/startServer.ts';

vi.mock('electron', () => import('../../support/fakeElectron.ts'));

const own = 'app://terrace/';
const argv = process.argv;
let window: electron.BrowserWindow;
let dataFolder: string;

/** Boots the real host, as Electron would. */
beforeAll(async () => {
  dataFolder = temporaryFolder();
  process.argv = ['electron', '.', '--data-folder', dataFolder];
  await import('../../../main/hosts/electron/main.ts');
  await vi.waitFor(() => expect(electron.BrowserWindow.all).toHaveLength(1));
  window = electron.BrowserWindow.all[0];
});

afterAll(async () => {
  electron.app.emit('before-quit', { preventDefault: () => {} });
  await vi.waitFor(() => expect(electron.app.quit).toHaveBeenCalled());
  process.argv = argv;
});

describe('the window of the Electron host', () => {
  test('is sandboxed, isolated and without Node', () => {
    expect(window.options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
    });
    expect(Object.keys(window.options.webPreferences)).not.toContain('allowRunningInsecureContent');
  });

  test('shows the program’s own page', () => {
    expect(window.webContents.url).toBe(own);
  });

  test('opens no other windows', () => {
    expect(window.webContents.openHandler?.()).toEqual({ action: 'deny' });
  });

  test.each(['will-navigate', 'will-redirect', 'will-attach-webview'])('stays where it is: %s', (name) => {
    const event = { preventDefault: vi.fn() };
    window.webContents.emit(name, event, 'https://evil.example/');
    expect(event.preventDefault).toHaveBeenCalled();
  });

  test('may write to the clipboard and nothing else', () => {
    const given = (permission: string, url: string) => {
      const answers: (boolean | undefined)[] = [];
      electron.permissions.request?.({ getURL: () => url }, permission, (given) => answers.push(given));
      return [...answers, electron.permissions.check?.({ getURL: () => url }, permission)];
    };
    expect(given('clipboard-sanitized-write', own)).toEqual([true, true]);
    expect(given('clipboard-sanitized-write', 'https://evil.example/')).toEqual([false, false]);
    for (const permission of ['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal', 'fileSystem']) {
      expect(given(permission, own)).toEqual([false, false]);
    }
    expect(electron.permissions.check?.(null, 'clipboard-sanitized-write')).toBe(false);
    expect(electron.permissions.device?.()).toBe(false);
  });
});

describe('the pages of the Electron host', () => {
  beforeAll(() => {
    const pages = join(dataFolder, 'pages');
    mkdirSync(pages);
    writeFileSync(join(pages, 'index.html'), '<h1>Terrace</h1>');
    writeFileSync(join(dataFolder, 'secret.txt'), 'secret');
    servePages(pages);
  });

  const fetchPage = (url: string) => electron.protocol.handlers.get('app')?.(new Request(url)) as Promise<Response>;

  test('have an origin of their own, with the rights of no other', () => {
    expect(electron.protocol.schemes).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    ]);
  });

  test('are the built window', async () => {
    const page = await fetchPage(own);
    expect(await page.text()).toBe('<h1>Terrace</h1>');
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  });

  test.each([`${own}%2e%2e/secret.txt`, `${own}..%2fsecret.txt`, 'app://elsewhere/index.html', `${own}missing.js`])(
    'are nothing beside it: %s',
    async (url) => {
      expect((await fetchPage(url)).status).toBe(404);
    },
  );

  test.each([own, `${own}missing.js`])('carry the policy: %s', async (url) => {
    const policy = (await fetchPage(url)).headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(policy).toContain("connect-src 'self';");
  });
});

describe('the conversation of the Electron host', () => {
  const frame = (name: string): FromWindow => ({ serial: 7, name, ask: {} });
  const replies = () =>
    window.webContents.sent.map((message) => (message as [string, ToWindow])[1]).filter(({ kind }) => kind === 'reply');
  const sender = () => window.webContents;

  test('answers the main frame of its own page', async () => {
    electron.ipcMain.emit('frame', { sender: sender(), senderFrame: { url: own, parent: null } }, frame('app.info'));
    await vi.waitFor(() => expect(replies()).toHaveLength(1));
    expect(replies()[0]).toMatchObject({ serial: 7, reply: { answer: { version: '0.0.0' } } });
  });

  test.each([
    ['another page', { url: 'https://evil.example/', parent: null }],
    ['another host of the scheme', { url: 'app://elsewhere/', parent: null }],
    ['a frame inside the page', { url: own, parent: {} }],
    ['a frame that is gone', null],
  ])('does not hear %s', async (_who, senderFrame) => {
    const before = window.webContents.sent.length;
    electron.ipcMain.emit('frame', { sender: sender(), senderFrame }, frame('app.info'));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(window.webContents.sent).toHaveLength(before);
    expect(() => electron.ipcMain.handlers.get('receive')?.({ senderFrame }, 'a.csv', new ArrayBuffer(1))).toThrow();
  });

  test('keeps the bytes of a pasted file', async () => {
    const event = { senderFrame: { url: own, parent: null } };
    const bytes = new TextEncoder().encode('a,b\n1,2\n').buffer;
    const path = (await electron.ipcMain.handlers.get('receive')?.(event, '../pasted.csv', bytes)) as string;
    expect(path.startsWith(join(dataFolder, 'received'))).toBe(true);
    expect(readFileSync(path, 'utf8')).toBe('a,b\n1,2\n');
  });
});

describe('the preload script', () => {
  let bridge: ElectronBridge;

  beforeAll(async () => {
    await import('../../../main/hosts/electron/preload.ts');
    bridge = electron.contextBridge.exposed.get('terraceBridge') as ElectronBridge;
  });

  test('gives the page one object with three functions', () => {
    expect([...electron.contextBridge.exposed.keys()]).toEqual(['terraceBridge']);
    expect(Object.keys(bridge)).toEqual(['send', 'onFrame', 'receive']);
  });

  test('hands on frames without the events that carried them', () => {
    const heard = vi.fn();
    const leave = bridge.onFrame(heard);
    electron.ipcRenderer.emit('frame', { sender: 'secret' }, 'a frame');
    leave();
    electron.ipcRenderer.emit('frame', { sender: 'secret' }, 'another');
    expect(heard.mock.calls).toEqual([['a frame']]);
  });

  test('answers the path of a dropped file, and sends the bytes of a pasted one', async () => {
    expect(await bridge.receive({ path: '/home/me/a.csv' } as unknown as File)).toBe('/home/me/a.csv');
    const pasted = new File(['x'], 'pasted.csv');
    expect(await bridge.receive(pasted)).toBe('/received/pasted.csv');
    expect(electron.ipcRenderer.invoke).toHaveBeenCalledWith('receive', 'pasted.csv', expect.any(ArrayBuffer));
  });
});

describe('leaving the Electron host', () => {
  test('keeps where the window was', () => {
    window.emit('close');
    expect(JSON.parse(readFileSync(join(dataFolder, 'window.json'), 'utf8'))).toEqual({ x: 10, y: 20, width: 1000, height: 700 });
  });

  test('waits until everything is put away', async () => {
    const event = { preventDefault: vi.fn() };
    electron.app.emit('before-quit', event);
    expect(event.preventDefault).toHaveBeenCalledOnce();
    await vi.waitFor(() => expect(electron.app.quit).toHaveBeenCalled());
    electron.app.emit('before-quit', event);
    expect(event.preventDefault).toHaveBeenCalledOnce();
  });
});
