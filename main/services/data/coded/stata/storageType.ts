import { DamagedFile } from '../fileBytes.ts';
import type { Release } from './releases.ts';

/** How the cells of a variable are stored. */
export interface StorageType {
  readonly kind: 'byte' | 'int' | 'long' | 'float' | 'double' | 'text' | 'longText';
  readonly bytes: number;
}

const numeric = [
  { kind: 'byte', bytes: 1 },
  { kind: 'int', bytes: 2 },
  { kind: 'long', bytes: 4 },
  { kind: 'float', bytes: 4 },
  { kind: 'double', bytes: 8 },
] as const;

/** Before Stata 8 types were letters, texts 127 and their length. */
const letters: Readonly<Record<string, StorageType>> = {
  b: numeric[0],
  i: numeric[1],
  l: numeric[2],
  f: numeric[3],
  d: numeric[4],
};

const longText = { code: 32_768, type: { kind: 'longText', bytes: 8 } } as const;

/** The type that a code means. @throws DamagedFile */
export function storageType(code: number, written: Release['types']): StorageType {
  const found = readings[written](code);
  if (!found) throw new DamagedFile(`There is no storage type ${code}`);
  return found;
}

const text = (bytes: number, longest: number): StorageType | undefined =>
  bytes >= 1 && bytes <= longest ? { kind: 'text', bytes } : undefined;

const readings: Readonly<Record<Release['types'], (code: number) => StorageType | undefined>> = {
  letters: (code) => letters[String.fromCharCode(code)] ?? text(code - 127, 80),
  bytes: (code) => numeric[code - 251] ?? text(code, 244),
  pairs: (code) => (code === longText.code ? longText.type : (numeric[65_530 - code] ?? text(code, 2045))),
};
