import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { bundledChromium } from './bundledChromium.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Beside what Playwright silences already: nothing in the background asks the network for anything. */
const quietly = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--no-pings',
  '--no-first-run',
  '--disable-features=OptimizationHints,MediaRouter,Translate,AutofillServerCommunication,CertificateTransparencyComponentUpdater',
];

/**
 * A real Chromium: the installed one if there is one, otherwise the one that comes with the npm packages. `TERRACE_BROWSER=bundled`
 * or `installed` decides; `TERRACE_BROWSER=/path/to/chrome` names one.
 */
export async function launchBrowser(): Promise<Browser> {
  const { path, env } = await chooseBrowser(process.env['TERRACE_BROWSER'] ?? '');
  return chromium.launch({ executablePath: path, env: { ...inherited(), ...env }, args: [...quietly, ...asRoot()] });
}

/** Which browser `launchBrowser` takes, for test names and logs. */
export function browserName(): 'installed' | 'bundled' {
  const wish = process.env['TERRACE_BROWSER'] ?? '';
  return wish !== 'bundled' && (wish.includes('/') || installedBrowser()) ? 'installed' : 'bundled';
}

async function chooseBrowser(wish: string): Promise<{ path: string; env: Record<string, string> }> {
  if (wish.includes('/')) return { path: wish, env: {} };
  const installed = wish === 'bundled' ? null : installedBrowser();
  if (installed) return { path: installed, env: {} };
  if (wish === 'installed') throw new Error(`None of ${names.join(', ')} is installed.`);
  return bundledChromium();
}

function installedBrowser(): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isProgram) ?? null;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Chromium's sandbox does not start for root. */
function asRoot(): string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

function inherited(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
