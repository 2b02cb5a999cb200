import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Bytes after which the log begins anew; the one before is kept beside it. */
const MAX_SIZE = 1_000_000;

/** The program's diary: one line per event, with its time. Never holds data. */
export type Log = (line: string) => void;

export function openLog(path: string, now: () => number): Log {
  mkdirSync(dirname(path), { recursive: true });
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > MAX_SIZE) renameSync(path, `${path}.old`);
  return (line) => appendFileSync(path, `${new Date(now()).toISOString()} ${line}\n`);
}
