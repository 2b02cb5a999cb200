import { failure, FailureError } from '../../engine/contract/index.ts';
import { appWords } from '../../engine/text/app.ts';
import type { AppClient, Connection, FromWindow, Reply, ToWindow } from '../../main/api.ts';
import { createConversation } from './conversation.ts';

/** Milliseconds between attempts to reach main again. */
const RETRY = 500;

/** The conversation over a WebSocket to the browser host that served this page. */
export function connectBrowser(): AppClient {
  const conversation = createConversation((frame) => wire.send(frame));
  const wire = openWire(conversation);
  return {
    host: 'browser',
    call: conversation.call,
    on: conversation.on,
    onConnection: conversation.onConnection,
    receive,
  };
}

/** Frames sent before the first connection wait for it; afterwards a wire that is down says so. */
function openWire(conversation: ReturnType<typeof createConversation>) {
  let socket: WebSocket;
  let early: FromWindow[] | null = [];
  let state: Connection | null = null;

  function connect(): void {
    socket = new WebSocket(new URL('/conversation', location.href.replace(/^http/, 'ws')));
    socket.onopen = () => {
      for (const frame of early ?? []) socket.send(JSON.stringify(frame));
      tell('live');
    };
    socket.onmessage = (message) => conversation.hear(JSON.parse(message.data as string) as ToWindow);
    socket.onclose = () => void tryAgain();
  }

  /** A window that is refused goes on trying: opening the new address lets the whole browser in. */
  async function tryAgain(): Promise<void> {
    if (state === 'live') tell('lost');
    if (await isRefused()) tell('refused');
    else if (!early) tell('lost');
    setTimeout(connect, RETRY);
  }

  function tell(next: Connection): void {
    early = null;
    if (next !== state) conversation.connection(next);
    state = next;
  }

  function send(frame: FromWindow): boolean {
    if (early) return early.push(frame) > 0;
    if (socket.readyState !== WebSocket.OPEN) return false;
    socket.send(JSON.stringify(frame));
    return true;
  }

  connect();
  return { send };
}

/** Whether somebody answers and does not know this window. A WebSocket is not told why it was turned away; an ordinary request is. */
async function isRefused(): Promise<boolean> {
  const response = await fetch(new URL('/', location.href), { cache: 'no-store' }).catch(() => null);
  return response?.status === 401 || response?.status === 403;
}

/** @throws Failure 'app.not-received' when main cannot take the file */
async function receive(file: File): Promise<string> {
  const response = await fetch(`/receive?name=${encodeURIComponent(file.name)}`, { method: 'PUT', body: file }).catch(() => null);
  if (!response?.ok)
    throw notReceived(file.name, response ? `${response.status} ${response.statusText}` : 'the connection was lost');
  const reply = (await response.json()) as Reply<string>;
  if ('failure' in reply) throw new FailureError(reply.failure);
  return reply.answer;
}

const notReceived = (name: string, reason: string) => failure('app.not-received', { name }, appWords.notReceived(name, reason));
