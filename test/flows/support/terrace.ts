import { cpSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launchBrowser } from '../../support/launchBrowser.ts';
import { startServer, temporaryFolder } from '../../support/startServer.ts';
import type { RunningServer } from '../../support/startServer.ts';
import { countActions } from './countActions.ts';

/** Samples that ship with the program. */
export const samples = join(import.meta.dirname, '../../../resources/samples');
/** Data beside the checkout that is not ours to ship; flows on it run where it is. */
export const sharedData = join(import.meta.dirname, '../../../../shared/data');

/** One person at one computer: a home folder, Terrace's data folder, the program in a process of its own and a window in a real Chromium. */
export interface Terrace {
  readonly home: string;
  readonly dataFolder: string;
  readonly page: Page;
  readonly server: RunningServer;
  /** Ends the program and starts it again in a new process, with a fresh window. */
  restart(how: 'stop' | 'kill'): Promise<Terrace>;
  end(): Promise<void>;
}

export interface Wishes {
  /** Files to lie in the person's home folder. */
  readonly files?: readonly string[];
  readonly context?: BrowserContextOptions;
}

export async function terrace({ files = [], context = {} }: Wishes = {}): Promise<Terrace> {
  const folder = temporaryFolder();
  const home = join(folder, 'home');
  mkdirSync(home);
  for (const file of files) cpSync(file, join(home, basename(file)));
  return begin(home, join(folder, 'data'), context);
}

async function begin(home: string, dataFolder: string, context: BrowserContextOptions): Promise<Terrace> {
  const [server, browser] = await Promise.all([startServer({ dataFolder, home }), launchBrowser()]);
  const page = await openWindow(browser, server.url, context);
  const close = async (how: 'stop' | 'kill') => {
    await browser.close();
    await server[how]();
  };
  return {
    home,
    dataFolder,
    page,
    server,
    restart: async (how) => {
      await close(how);
      return begin(home, dataFolder, context);
    },
    end: () => close('stop'),
  };
}

async function openWindow(browser: Browser, url: string, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, acceptDownloads: true, ...options });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(url).origin });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  await countActions(page);
  failOnTrouble(page);
  await page.goto(url);
  return page;
}

/** A script error or a breach of the content security policy in the window fails the flow that met it. */
function failOnTrouble(page: Page): void {
  const stop = (what: string) => {
    throw new Error(`In the window: ${what}`);
  };
  page.on('pageerror', (error) => stop(error.stack ?? error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') stop(message.text());
  });
}
