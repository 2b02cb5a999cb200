import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { defaultDataFolder } from './folders.ts';

export interface StartOptions {
  /** Use the browser host even where Electron could be had. */
  readonly browser: boolean;
  /** Open a browser window on the address; without it the address is only printed. */
  readonly openWindow: boolean;
  /** 0: any free port. */
  readonly port: number;
  readonly dataFolder: string;
  /** A project or data file to begin with. */
  readonly file: string | null;
}

export const usage = 'npm start -- [--browser] [--no-open] [--port N] [--data-folder DIR] [--open FILE]';

/** @throws Error when an option is unknown or its value makes no sense */
export function parseOptions(args: readonly string[]): StartOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      browser: { type: 'boolean', default: false },
      'no-open': { type: 'boolean', default: false },
      port: { type: 'string', default: '0' },
      'data-folder': { type: 'string' },
      open: { type: 'string' },
    },
  });
  const file = values.open ?? positionals[0];
  return {
    browser: values.browser,
    openWindow: !values['no-open'],
    port: portNumber(values.port),
    dataFolder: resolve(values['data-folder'] ?? defaultDataFolder(process.platform, process.env)),
    file: file === undefined ? null : resolve(file),
  };
}

function portNumber(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new Error(`--port takes a number from 0 to 65535, not “${text}”.`);
}
