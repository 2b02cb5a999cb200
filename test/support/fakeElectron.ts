import { EventEmitter } from 'node:events';
import { vi } from 'vitest';

/**
 * As much of `electron` as the host uses, recording what it is told. `vi.mock('electron', () => import('…/fakeElectron.ts'))`.
 */

class FakeContents extends EventEmitter {
  readonly id = 1;
  readonly sent: unknown[] = [];
  openHandler: (() => { action: string }) | null = null;
  url = '';
  isDestroyed = () => false;
  getURL = () => this.url;
  send = (...message: unknown[]) => void this.sent.push(message);
  setWindowOpenHandler = (handler: () => { action: string }) => void (this.openHandler = handler);
}

export class BrowserWindow extends EventEmitter {
  static readonly all: BrowserWindow[] = [];
  static getAllWindows = () => BrowserWindow.all;
  readonly options: { webPreferences: Record<string, unknown> };
  readonly webContents = new FakeContents();

  constructor(options: { webPreferences: Record<string, unknown> }) {
    super();
    this.options = options;
    BrowserWindow.all.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }

  loadURL = (url: string) => {
    this.webContents.url = url;
    return Promise.resolve();
  };
  show = vi.fn();
  focus = vi.fn();
  restore = vi.fn();
  isMinimized = () => true;
  getNormalBounds = () => ({ x: 10, y: 20, width: 1000, height: 700 });
}

export const app = Object.assign(new EventEmitter(), {
  isPackaged: true,
  setPath: vi.fn(),
  getPath: (name: string) => `/system/${name}`,
  getAppPath: () => process.cwd(),
  getVersion: () => '0.0.0',
  requestSingleInstanceLock: () => true,
  whenReady: () => Promise.resolve(),
  quit: vi.fn(),
});

type Contents = { getURL(): string };
type RequestHandler = (contents: Contents, permission: string, answer: (given: boolean) => void) => void;
type CheckHandler = (contents: Contents | null, permission: string) => boolean;

export const permissions = {
  request: null as RequestHandler | null,
  check: null as CheckHandler | null,
  device: null as (() => boolean) | null,
};

export const session = {
  defaultSession: {
    setPermissionRequestHandler: (handler: RequestHandler) => void (permissions.request = handler),
    setPermissionCheckHandler: (handler: CheckHandler) => void (permissions.check = handler),
    setDevicePermissionHandler: (handler: () => boolean) => void (permissions.device = handler),
  },
};

export const protocol = {
  schemes: [] as unknown[],
  handlers: new Map<string, (request: Request) => Promise<Response>>(),
  registerSchemesAsPrivileged: (schemes: unknown[]) => void protocol.schemes.push(...schemes),
  handle: (scheme: string, handler: (request: Request) => Promise<Response>) => void protocol.handlers.set(scheme, handler),
};

export const ipcMain = Object.assign(new EventEmitter(), {
  handlers: new Map<string, (...args: unknown[]) => unknown>(),
  handle: (channel: string, handler: (...args: unknown[]) => unknown) => void ipcMain.handlers.set(channel, handler),
});

export const Menu = { buildFromTemplate: (template: unknown) => template, setApplicationMenu: vi.fn() };
export const dialog = { showOpenDialog: vi.fn(), showSaveDialog: vi.fn() };
export const screen = { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] };

/** Workers that never become ready: nothing here runs a job. */
export const utilityProcess = {
  fork: vi.fn(() =>
    Object.assign(new EventEmitter(), { pid: undefined, stdout: null, stderr: null, postMessage: vi.fn(), kill: vi.fn() }),
  ),
};

export const contextBridge = {
  exposed: new Map<string, unknown>(),
  exposeInMainWorld: (name: string, api: unknown) => void contextBridge.exposed.set(name, api),
};
export const ipcRenderer = Object.assign(new EventEmitter(), {
  send: vi.fn(),
  invoke: vi.fn(() => Promise.resolve('/received/pasted.csv')),
});
export const webUtils = { getPathForFile: (file: { path?: string }) => file.path ?? '' };
