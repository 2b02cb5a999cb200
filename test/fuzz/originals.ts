import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Original } from './mutate.ts';

const folders = ['../fixtures/data', '../fixtures/statistical', '../../resources/samples'];
const kinds = /\.(csv|tsv|xlsx|ods|sav|zsav|dta|xpt|rds|RData)$/;
/** Bytes above which a file would only make the rest slower. */
const largest = 60_000;

/** Sound files of every kind that can be read. */
export function originals(): Original[] {
  return folders.flatMap((folder) => {
    const path = join(import.meta.dirname, folder);
    const files = readdirSync(path).filter((name) => kinds.test(name) && statSync(join(path, name)).size <= largest);
    return files.sort().map((name) => ({ name, bytes: readFileSync(join(path, name)) }));
  });
}
