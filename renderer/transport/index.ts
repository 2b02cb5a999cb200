import type { AppClient, ElectronBridge } from '../../main/api.ts';
import { connectBrowser } from './browser.ts';
import { connectElectron } from './electron.ts';

/** The conversation with main, over whatever this page was opened in. */
export function connect(): AppClient {
  const bridge = (globalThis as { terraceBridge?: ElectronBridge }).terraceBridge;
  return bridge ? connectElectron(bridge) : connectBrowser();
}
