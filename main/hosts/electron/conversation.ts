import { Readable } from 'node:stream';
import { ipcMain } from 'electron';
import type { IpcMainEvent, IpcMainInvokeEvent } from 'electron';
import type { App, Window } from '../../createApp.ts';
import type { ReceivedFiles } from '../receivedFiles.ts';
import { isOwnPage } from './page.ts';

/**
 * The conversation over Electron's IPC: frames both ways on one channel, so that events and replies keep their order. Only the main
 * frame of one of the program's own pages is heard.
 */
export function answerWindows(app: App, received: ReceivedFiles): void {
  const windows = new Map<number, Window>();

  ipcMain.on('frame', (event, frame: unknown) => {
    if (isOwnFrame(event)) windowOf(event).hear(frame);
  });

  ipcMain.handle('receive', (event, name: unknown, bytes: unknown) => {
    if (!isOwnFrame(event) || typeof name !== 'string' || !(bytes instanceof ArrayBuffer)) throw new Error('not accepted');
    return received.keep(name, Readable.from([Buffer.from(bytes)]));
  });

  function windowOf({ sender }: IpcMainEvent): Window {
    const known = windows.get(sender.id);
    if (known) return known;
    const window = app.attach((frame) => !sender.isDestroyed() && sender.send('frame', frame));
    windows.set(sender.id, window);
    sender.once('destroyed', () => {
      window.detach();
      windows.delete(sender.id);
    });
    return window;
  }
}

function isOwnFrame({ senderFrame }: IpcMainEvent | IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame.parent === null && isOwnPage(senderFrame.url);
}
