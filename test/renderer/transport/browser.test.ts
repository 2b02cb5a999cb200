import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import type { AppClient, Connection } from '../../../main/api.ts';
import type { App } from '../../../main/createApp.ts';
import { startBrowserHost } from '../../../main/hosts/browser/server.ts';
import type { BrowserHost } from '../../../main/hosts/browser/server.ts';
import { ReceivedFiles } from '../../../main/hosts/receivedFiles.ts';
import { connectBrowser } from '../../../renderer/transport/browser.ts';
import { enter } from '../../support/serverWindow.ts';
import { temporaryFolder } from '../../support/startServer.ts';

/** Answers every call with its name. */
const answering: App = {
  attach: (send) => ({
    hear: (frame) => {
      const { serial, name } = frame as { serial: number; name: string };
      send({ kind: 'reply', serial, reply: { answer: name } });
    },
    detach: () => {},
  }),
  openFile: () => Promise.resolve(),
  reportBug: () => {},
  close: () => Promise.resolve(),
};

let folder: string;
let host: BrowserHost;
let port: number;
/** What the browser holds; every tab of it sends it along. */
let cookie: string;
let client: AppClient;
const states: Connection[] = [];

async function start(onPort: number): Promise<void> {
  const received = new ReceivedFiles(join(folder, 'received'));
  host = await startBrowserHost({ app: answering, pages: join(folder, 'pages'), received, port: onPort });
}

/** As much of a browser's page as the transport uses. */
function becomePage(): void {
  const { origin } = new URL(host.invite());
  class SocketOfPage extends WebSocket {
    constructor(url: URL) {
      super(url, { headers: { origin, cookie } });
      this.on('error', () => {});
    }
  }
  vi.stubGlobal('location', { href: `${origin}/` });
  vi.stubGlobal('WebSocket', SocketOfPage);
  const { fetch } = globalThis;
  vi.stubGlobal('fetch', (url: URL) => fetch(url, { headers: { cookie } }));
}

const reached = (state: Connection) => vi.waitFor(() => expect(states.at(-1)).toBe(state), { timeout: 5000, interval: 20 });
/** Longer than the window waits between two attempts. */
const someAttempts = () => new Promise((resolve) => setTimeout(resolve, 1200));

beforeAll(async () => {
  folder = temporaryFolder();
  mkdirSync(join(folder, 'pages'));
  writeFileSync(join(folder, 'pages', 'index.html'), '<h1>Terrace</h1>');
  await start(0);
  port = Number(new URL(host.invite()).port);
  cookie = await enter(host.invite());
  becomePage();
  client = connectBrowser();
  client.onConnection((state) => states.push(state));
  await reached('live');
});

afterAll(() => host.close());

describe('a window of the browser host', () => {
  test('is told that main does not answer, once', async () => {
    await host.close();
    await reached('lost');
    await someAttempts();
    expect(states).toEqual(['live', 'lost']);
    await expect(client.call('project.close', {})).rejects.toHaveProperty('failure.code', 'app.connection-lost');
  });

  test('is told that the program was started anew and does not know it, once', async () => {
    await start(port);
    await reached('refused');
    await someAttempts();
    expect(states).toEqual(['live', 'lost', 'refused']);
  });

  test('goes on when its browser was let in by the new address', async () => {
    cookie = await enter(host.invite());
    await reached('live');
    expect(await client.call('project.close', {})).toBe('project.close');
  });
});
