import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { App } from '../../../main/createApp.ts';
import { startBrowserHost } from '../../../main/hosts/browser/server.ts';
import type { BrowserHost } from '../../../main/hosts/browser/server.ts';
import { ReceivedFiles } from '../../../main/hosts/receivedFiles.ts';
import { temporaryFolder } from '../../support/startServer.ts';

/** Answers every frame with itself: the host only carries. */
const echo: App = {
  attach: (send) => ({
    hear: (frame) => send({ kind: 'reply', serial: 1, reply: { answer: frame } }),
    detach: () => {},
  }),
  openFile: () => Promise.resolve(),
  reportBug: () => {},
  close: () => Promise.resolve(),
};

let host: BrowserHost;
let folder: string;
let origin: string;
let port: number;
let cookie: string;

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: string;
}

/** A request exactly as written: `fetch` would tidy the path and forbid the headers. */
function ask(
  path: string,
  { method = 'GET', headers = {}, body = '' }: { method?: string; headers?: Record<string, string>; body?: string | Buffer } = {},
) {
  return new Promise<Answer>((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
    });
    sent.on('error', reject).end(body);
  });
}

const known = () => ({ headers: { cookie } });
const pathOf = (url: string) => url.slice(origin.length);

beforeAll(async () => {
  folder = temporaryFolder();
  const pages = join(folder, 'pages');
  mkdirSync(join(pages, 'assets'), { recursive: true });
  writeFileSync(join(pages, 'index.html'), '<h1>Terrace</h1>');
  writeFileSync(join(pages, 'assets', 'app.js'), 'export {};');
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  symlinkSync(join(folder, 'secret.txt'), join(pages, 'link.txt'));
  host = await startBrowserHost({ app: echo, pages, received: new ReceivedFiles(join(folder, 'received')), port: 0 });
  origin = new URL(host.invite()).origin;
  port = Number(new URL(origin).port);
  const entered = await ask(pathOf(host.invite()));
  cookie = String(entered.headers['set-cookie']).split(';')[0];
});

afterAll(() => host.close());

describe('the door of the browser host', () => {
  test('is on the loopback interface only', () => {
    expect(origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  test('changes the token for a cookie that scripts and other sites cannot use, and takes it out of the address', async () => {
    const { status, headers } = await ask(pathOf(host.invite()));
    expect(status).toBe(303);
    expect(headers['location']).toBe('/');
    expect(String(headers['set-cookie'])).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/);
  });

  test('takes a token once', async () => {
    const path = pathOf(host.invite());
    await ask(path);
    expect((await ask(path)).status).toBe(403);
  });

  test('sends a browser that is in already on to the window', async () => {
    expect((await ask('/enter?token=used', known())).status).toBe(303);
  });

  test('serves nothing without the cookie, or with another', async () => {
    expect((await ask('/')).status).toBe(403);
    expect((await ask('/', { headers: { cookie: `${cookie}x` } })).status).toBe(403);
    expect((await ask('/', { headers: { cookie: cookie.replace(/=.*/, '=') } })).status).toBe(403);
  });

  test.each(['evil.example', 'localhost', '127.0.0.1', '127.0.0.1:1'])(
    'refuses the name “%s” for itself (DNS rebinding)',
    async (name) => {
      expect((await ask('/', { headers: { cookie, host: name } })).status).toBe(421);
    },
  );
});

describe('what the browser host serves', () => {
  test('the window, with its policy', async () => {
    const { status, headers, body } = await ask('/', known());
    expect(status).toBe(200);
    expect(body).toBe('<h1>Terrace</h1>');
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; " +
        `connect-src 'self' ws://127.0.0.1:${port}; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`,
    );
  });

  test('its scripts as scripts', async () => {
    expect((await ask('/assets/app.js?v=1', known())).headers['content-type']).toBe('text/javascript; charset=utf-8');
  });

  test.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/..%5csecret.txt',
    '/link.txt',
    '/index.html%00.txt',
    '/assets',
    '/%',
    '/missing.js',
  ])('nothing beside it: %s', async (path) => {
    const { status, body } = await ask(path, known());
    expect(status).toBe(404);
    expect(body).not.toContain('secret');
  });

  test('nothing to methods but GET', async () => {
    expect((await ask('/', { method: 'POST', headers: { cookie } })).status).toBe(405);
  });

  test('refusals carry the policy too', async () => {
    expect((await ask('/')).headers['content-security-policy']).toContain("default-src 'none'");
  });
});

describe('files dropped into the window', () => {
  const put = (name: string, body: string | Buffer, headers: Record<string, string>) =>
    ask(`/receive?name=${encodeURIComponent(name)}`, { method: 'PUT', headers, body });

  test('are kept whole under their own name, in a private folder', async () => {
    const bytes = Buffer.alloc(3_000_000, 'pupil;school\r\n');
    const { body } = await put('Schüler 2026.csv', bytes, { cookie, origin });
    const { answer } = JSON.parse(body) as { answer: string };
    expect(answer.startsWith(join(folder, 'received'))).toBe(true);
    expect(basename(answer)).toBe('Schüler 2026.csv');
    expect(readFileSync(answer).equals(bytes)).toBe(true);
  });

  test.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\data\\a.csv', 'a.csv'],
    ['.hidden', 'hidden'],
    ['a\tb?.csv', 'a_b_.csv'],
    ['..', 'data'],
    [`${'x'.repeat(400)}.csv`, `${'x'.repeat(116)}.csv`],
  ])('are kept under a plain file name: %s', async (name, plain) => {
    const { body } = await put(name, 'x', { cookie, origin });
    expect(basename((JSON.parse(body) as { answer: string }).answer)).toBe(plain);
  });

  test('are not taken from other pages', async () => {
    expect((await put('a.csv', 'x', { cookie, origin: 'http://evil.example' })).status).toBe(403);
    expect((await put('a.csv', 'x', { cookie })).status).toBe(403);
    expect((await put('a.csv', 'x', { origin })).status).toBe(403);
  });
});

describe('the conversation over a WebSocket', () => {
  /** The first message, or the status that the server refused with. */
  function converse(headers: Record<string, string>, message: string, path = '/conversation'): Promise<string> {
    return new Promise((resolve) => {
      const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers });
      socket.on('open', () => socket.send(message));
      socket.on('message', (data) => {
        resolve(String(data));
        socket.close();
      });
      socket.on('unexpected-response', (_request, response) => resolve(String(response.statusCode)));
      socket.on('close', (code) => resolve(`closed ${code}`));
      socket.on('error', () => {});
    });
  }

  test('carries frames both ways', async () => {
    const reply = { kind: 'reply', serial: 1, reply: { answer: { hello: 'ü' } } };
    expect(JSON.parse(await converse({ cookie, origin }, '{"hello":"ü"}'))).toEqual(reply);
  });

  test('is refused to pages of other origins, without the cookie, under other names and elsewhere', async () => {
    expect(await converse({ cookie, origin: 'http://evil.example' }, '{}')).toBe('403');
    expect(await converse({ cookie }, '{}')).toBe('403');
    expect(await converse({ origin }, '{}')).toBe('403');
    expect(await converse({ cookie, origin, host: 'evil.example' }, '{}')).toBe('403');
    expect(await converse({ cookie, origin }, '{}', '/')).toBe('403');
  });

  test('ends when something else than JSON arrives', async () => {
    expect(await converse({ cookie, origin }, 'hello')).toBe('closed 1007');
  });
});
