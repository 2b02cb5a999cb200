import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join, sep } from 'node:path';
import * as v from 'valibot';
import type { RecentFile } from '../api.ts';

/** Files remembered. */
const MAX = 12;

const Kept = v.array(v.object({ path: v.string(), name: v.string(), kind: v.picklist(['project', 'data']), opened: v.string() }));

/** Files opened last, newest first, kept in the data folder. Files of the program's own (received, samples) are not remembered. */
export class RecentFiles {
  readonly #file: string;
  readonly #own: readonly string[];
  readonly #now: () => number;

  constructor(dataFolder: string, own: readonly string[], now: () => number) {
    this.#file = join(dataFolder, 'recent.json');
    this.#own = [dataFolder, ...own];
    this.#now = now;
  }

  list(): RecentFile[] {
    try {
      return v.parse(Kept, JSON.parse(readFileSync(this.#file, 'utf8')));
    } catch {
      // None yet, or a file that somebody edited: not worth a word.
      return [];
    }
  }

  remember(path: string, kind: RecentFile['kind']): void {
    if (this.#own.some((folder) => path.startsWith(folder + sep))) return;
    const entry = { path, name: basename(path), kind, opened: new Date(this.#now()).toISOString() };
    const rest = this.list().filter((other) => other.path !== path);
    // Another Terrace with the same folder may do the same at this moment.
    const fresh = `${this.#file}.${process.pid}`;
    writeFileSync(fresh, JSON.stringify([entry, ...rest].slice(0, MAX), null, 1));
    renameSync(fresh, this.#file);
  }
}
