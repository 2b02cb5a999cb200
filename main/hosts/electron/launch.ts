import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { app } from 'electron';

const option = '--data-folder';

/** The folder that `--data-folder DIR` names, or the system's place for programs' data. */
export function dataFolderOf(argv: readonly string[]): string {
  const at = argv.indexOf(option);
  return at >= 0 && argv[at + 1] ? resolve(argv[at + 1]) : join(app.getPath('appData'), 'Terrace');
}

/** The file that the program was started on, e.g. by a double click; Chromium's own switches are passed over. */
export function fileToOpen(argv: readonly string[]): string | null {
  const given = argv.slice(1).filter((argument, i, all) => !argument.startsWith('-') && all[i - 1] !== option);
  return given.map((argument) => resolve(argument)).findLast(isFile) ?? null;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
