import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Longest file name that is kept, and the longest ending in it; characters. */
const MAX_NAME = 120;
const MAX_ENDING = 12;

/** Files that were dropped or pasted into the window, in a private folder that is emptied when the program ends. */
export class ReceivedFiles {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Streams a file to disk under its own name; answers its path. */
  async keep(name: string, content: Readable): Promise<string> {
    const folder = join(this.#folder, randomBytes(6).toString('hex'));
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const path = join(folder, sanitised(name));
    await pipeline(content, createWriteStream(path, { mode: 0o600, flags: 'wx' }));
    return path;
  }

  async clear(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** A name that is one plain file name on every system: no folders, no control characters, no reserved signs, not hidden. */
export function sanitised(name: string): string {
  const base = name.split(/[/\\]/).at(-1) ?? '';
  const plain = base
    .replace(/[\p{Cc}<>:"|?*]/gu, '_')
    .replace(/^\.+/, '')
    .trim();
  const ending = extname(plain).slice(0, MAX_ENDING);
  const stem = plain.slice(0, plain.length - extname(plain).length).slice(0, MAX_NAME - ending.length);
  return stem + ending || 'data';
}
