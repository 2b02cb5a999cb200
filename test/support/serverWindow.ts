import { request } from 'node:http';
import { WebSocket } from 'ws';
import type { ToWindow } from '../../main/api.ts';
import { createConversation } from '../../renderer/transport/conversation.ts';
import type { Conversation } from '../../renderer/transport/conversation.ts';

/** A tab without a browser: the window's half of the conversation with a running server. */
export interface ServerWindow extends Pick<Conversation, 'call' | 'on'> {
  /** For a second tab of the same browser. */
  readonly cookie: string;
  close(): void;
}

/** Enters by the printed address, or as one who is in already. */
export async function openServerWindow(url: string, cookie?: string): Promise<ServerWindow> {
  const { origin, host } = new URL(url);
  const known = cookie ?? (await enter(url));
  const socket = new WebSocket(`ws://${host}/conversation`, { headers: { origin, cookie: known } });
  const conversation = createConversation((frame) => {
    socket.send(JSON.stringify(frame));
    return true;
  });
  socket.on('message', (data) => conversation.hear(JSON.parse(String(data)) as ToWindow));
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  socket.on('error', () => {});
  socket.on('close', () => conversation.connection('lost'));
  return { cookie: known, call: conversation.call, on: conversation.on, close: () => socket.terminate() };
}

/** Changes the address for the cookie, as a browser does. */
export function enter(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request(url, (response) => {
      resolve(String(response.headers['set-cookie']).split(';')[0]);
      response.resume();
    });
    sent.on('error', reject).end();
  });
}
