import { readdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, extname, join, parse, resolve } from 'node:path';
import { failure } from '../../engine/contract/index.ts';
import { fileWords } from '../../engine/text/files.ts';
import type { FileEntry, FileListing } from '../api.ts';

const kinds: Readonly<Record<string, FileEntry['kind']>> = {
  '.terrace': 'project',
  '.csv': 'data',
  '.tsv': 'data',
  '.tab': 'data',
  '.txt': 'data',
  '.dat': 'data',
  '.data': 'data',
  '.xlsx': 'data',
  '.ods': 'data',
  '.sav': 'data',
  '.zsav': 'data',
  '.dta': 'data',
  '.xpt': 'data',
  '.rds': 'data',
  '.rda': 'data',
  '.rdata': 'data',
};

/** What kind of file Terrace takes a name for; null for what it does not open. */
export function kindOf(name: string): FileEntry['kind'] | null {
  return kinds[extname(name).toLowerCase()] ?? null;
}

/**
 * Folders and files that Terrace can open: folders first, by name. Hidden entries are left out.
 *
 * @throws Failure 'files.unreadable' where the folder is not there or may not be read
 */
export async function listFiles(directory: string | null): Promise<FileListing> {
  const folder = resolve(directory ?? homedir());
  const names = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    throw failure('files.unreadable', { folder, cause: error.code }, fileWords.unreadableFolder(folder));
  });
  const visible = names.filter((entry) => !entry.name.startsWith('.'));
  const entries = await Promise.all(visible.map((entry) => describe(join(folder, entry.name), entry.name)));
  return {
    directory: folder,
    parent: parse(folder).root === folder ? null : dirname(folder),
    places: await places(),
    entries: entries.filter((entry) => entry !== null).sort(foldersFirst),
  };
}

async function describe(path: string, name: string): Promise<FileEntry | null> {
  const found = await stat(path).catch(() => null);
  const kind = found?.isDirectory() ? 'folder' : found?.isFile() ? kindOf(name) : null;
  if (!found || !kind) return null;
  return { name, path, kind, size: kind === 'folder' ? null : found.size, modified: found.mtime.toISOString() };
}

async function places(): Promise<FileListing['places']> {
  const home = homedir();
  const wanted = [home, ...fileWords.places.map((name) => join(home, name))];
  const there = await Promise.all(
    wanted.map((path) =>
      stat(path).then(
        (found) => found.isDirectory(),
        () => false,
      ),
    ),
  );
  return wanted.filter((_, i) => there[i]).map((path) => ({ name: path === home ? fileWords.home : parse(path).base, path }));
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

function foldersFirst(a: FileEntry, b: FileEntry): number {
  return Number(a.kind !== 'folder') - Number(b.kind !== 'folder') || collator.compare(a.name, b.name);
}
