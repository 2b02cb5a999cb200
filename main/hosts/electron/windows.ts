import { join } from 'node:path';
import { BrowserWindow } from 'electron';
import { pageAddress } from './page.ts';
import { keepBounds, keptBounds } from './windowState.ts';

/** Opens the window where it was last; it shows once its first picture is there. */
export function openWindow(dataFolder: string): BrowserWindow {
  const window = new BrowserWindow({
    ...keptBounds(dataFolder),
    minWidth: 900,
    minHeight: 600,
    show: false,
    autoHideMenuBar: true,
    title: 'Terrace',
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      spellcheck: false,
      navigateOnDragDrop: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  window.on('close', () => keepBounds(dataFolder, window));
  void window.loadURL(pageAddress());
  return window;
}

export function raiseWindow(): void {
  const [window] = BrowserWindow.getAllWindows();
  if (window?.isMinimized()) window.restore();
  window?.focus();
}
