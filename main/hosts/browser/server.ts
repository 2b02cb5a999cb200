import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { failure } from '../../../engine/contract/index.ts';
import { appWords } from '../../../engine/text/app.ts';
import type { App } from '../../createApp.ts';
import type { ReceivedFiles } from '../receivedFiles.ts';
import { contentSecurityPolicy, securityHeaders } from '../securityHeaders.ts';
import { Session } from './session.ts';
import { acceptWindows } from './socket.ts';
import { serveStatic } from '../staticFiles.ts';

export interface BrowserHostOptions {
  readonly app: App;
  /** Folder of the built window. */
  readonly pages: string;
  readonly received: ReceivedFiles;
  /** 0: any free port. */
  readonly port: number;
}

export interface BrowserHost {
  /** A fresh address that lets one browser in, once. */
  invite(): string;
  close(): Promise<void>;
}

/**
 * Serves the window and its conversation on 127.0.0.1, to whoever opens the address that `invite` gives.
 *
 * @throws Failure 'host.port-taken', 'host.port-forbidden'
 */
export async function startBrowserHost({ app, pages, received, port }: BrowserHostOptions): Promise<BrowserHost> {
  const server = createServer((request, response) => void answer(request, response).catch(() => refuse(response, 500)));
  await listen(server, port);
  const actualPort = (server.address() as AddressInfo).port;
  const session = new Session(actualPort);
  const windows = acceptWindows(server, session, app);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(securityHeaders(contentSecurityPolicy(`'self' ws://127.0.0.1:${actualPort}`))))
      response.setHeader(name, value);
    if (!session.isAddressed(request)) return refuse(response, 421);
    const url = new URL(request.url ?? '/', session.origin);
    if (url.pathname === '/enter') return enter(url.searchParams.get('token') ?? '', session, request, response);
    if (!session.isKnown(request)) return refuse(response, 403);
    if (url.pathname === '/receive') return receive(url.searchParams.get('name') ?? '', request, response);
    if (request.method !== 'GET') return refuse(response, 405);
    await serveStatic(pages, url.pathname, response);
  }

  async function receive(name: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'PUT') return refuse(response, 405);
    if (!session.isFromOwnPage(request)) return refuse(response, 403);
    const path = await received.keep(name, request);
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ answer: path }));
  }

  return {
    invite: () => session.invite(),
    close: async () => {
      windows.close();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

async function listen(server: Server, port: number): Promise<void> {
  try {
    await new Promise<void>((listening, failed) => server.once('error', failed).listen(port, '127.0.0.1', listening));
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') throw failure('host.port-taken', { port }, appWords.portTaken(port));
    if (code === 'EACCES') throw failure('host.port-forbidden', { port }, appWords.portForbidden(port));
    throw thrown;
  }
}

/** Changes the token in the address for a cookie; a browser that is in already is simply sent on. */
function enter(token: string, session: Session, request: IncomingMessage, response: ServerResponse): void {
  const cookie = session.enter(token);
  if (!cookie && !session.isKnown(request)) return refuse(response, 403);
  response.writeHead(303, { Location: '/', ...(cookie && { 'Set-Cookie': cookie }) }).end();
}

const reasons: Readonly<Record<number, string>> = {
  403:
    'Terrace does not know this window. Open the address that it printed when it was started last, or go on in the window that it ' +
    'opened. An address lets in one browser, once; start Terrace again to get a new one. Your work is kept.',
  405: 'Not offered here.',
  421: 'Open Terrace under the address that it printed.',
  500: 'Terrace could not answer this.',
};

function refuse(response: ServerResponse, status: number): void {
  if (response.headersSent) return void response.destroy();
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(reasons[status] ?? '');
}
