import type { IncomingMessage, Server } from 'node:http';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import type { App } from '../../createApp.ts';
import type { Session } from './session.ts';

/** Bytes of the largest message taken from a window: a large paste. */
const MAX_MESSAGE = 64 * 1024 * 1024;

/** Lets windows of this server's own page converse with the app over `/conversation`. */
export function acceptWindows(server: Server, session: Session, app: App): { close(): void } {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE });
  server.on('upgrade', (request, stream, head) => {
    if (!mayConverse(request, session)) return stream.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
    sockets.handleUpgrade(request, stream, head, (socket) => converse(socket, app));
  });
  return {
    close: () => {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  };
}

function mayConverse(request: IncomingMessage, session: Session): boolean {
  return (
    request.url === '/conversation' && session.isAddressed(request) && session.isFromOwnPage(request) && session.isKnown(request)
  );
}

function converse(socket: WebSocket, app: App): void {
  const window = app.attach((frame) => socket.readyState === socket.OPEN && socket.send(JSON.stringify(frame)));
  socket.on('message', (data) => {
    const frame = parsed(String(data));
    if (frame === undefined) socket.close(1007, 'not JSON');
    else window.hear(frame);
  });
  socket.on('close', () => window.detach());
  socket.on('error', () => socket.terminate());
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
