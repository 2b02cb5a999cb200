import type { FileHandle } from 'node:fs/promises';
import { isUtf8 } from 'node:buffer';
import chardet from 'chardet';
import { failure } from '../../../../engine/contract/index.ts';
import * as failures from '../../../../engine/text/dataFailures.ts';

export interface Encoding {
  /** Name that `TextDecoder` knows. */
  readonly label: string;
  /** Bytes of the mark at the front of the file. */
  readonly mark: number;
  readonly how: 'mark' | 'nulls' | 'valid' | 'guessed' | 'asked';
  /** A person asked for UTF-8, and the file is not. */
  readonly broken: boolean;
}

/** Of a larger file only this much is checked before it is read. */
const checkedBytes = 2 ** 28;
const pieceBytes = 2 ** 22;

/**
 * The encoding of a text file: its byte order mark; UTF-16 by the zero bytes of plain letters; UTF-8 when all of it is valid; else what
 * chardet is sure of among encodings of several bytes a letter or other alphabets; else windows-1252.
 *
 * @param sample the file's first bytes
 * @throws Failure 'import.binary', 'import.unknown-encoding'
 */
export async function detectEncoding(
  file: FileHandle,
  name: string,
  sample: Uint8Array,
  asked: string | undefined,
): Promise<Encoding> {
  const marked = byMark(sample);
  if (asked && !isDecodable(asked))
    throw failure('import.unknown-encoding', { encoding: asked }, failures.unknownEncoding(asked));
  if (marked && (!asked || sameEncoding(asked, marked.label))) return marked;
  const nulls = byNulls(sample);
  if (nulls && !asked) return nulls;
  if (!nulls && isBinary(sample)) throw failure('import.binary', { name }, failures.binary(name));
  const valid = await isUtf8File(file);
  if (asked) return { label: asked, mark: 0, how: 'asked', broken: sameEncoding(asked, 'utf-8') && !valid };
  if (valid) return { label: 'utf-8', mark: 0, how: 'valid', broken: false };
  return { label: guess(sample), mark: 0, how: 'guessed', broken: false };
}

function byMark(bytes: Uint8Array): Encoding | null {
  const starts = (...mark: number[]) => mark.every((byte, i) => bytes[i] === byte);
  if (starts(0xef, 0xbb, 0xbf)) return { label: 'utf-8', mark: 3, how: 'mark', broken: false };
  if (starts(0xff, 0xfe)) return { label: 'utf-16le', mark: 2, how: 'mark', broken: false };
  if (starts(0xfe, 0xff)) return { label: 'utf-16be', mark: 2, how: 'mark', broken: false };
  return null;
}

/** Most letters of a data file are ASCII, so in UTF-16 every other byte of most pairs is zero. */
function byNulls(bytes: Uint8Array): Encoding | null {
  const pairs = Math.min(bytes.length >> 1, 2048);
  let even = 0;
  let odd = 0;
  for (let i = 0; i < pairs; i++) {
    if (bytes[2 * i] === 0) even++;
    if (bytes[2 * i + 1] === 0) odd++;
  }
  if (odd > 0.4 * pairs && even < 0.05 * pairs) return { label: 'utf-16le', mark: 0, how: 'nulls', broken: false };
  if (even > 0.4 * pairs && odd < 0.05 * pairs) return { label: 'utf-16be', mark: 0, how: 'nulls', broken: false };
  return null;
}

/** Zero bytes, or more than a few control characters. */
function isBinary(bytes: Uint8Array): boolean {
  let control = 0;
  for (const byte of bytes) {
    if (byte === 0) return true;
    if (byte < 9 || (byte > 13 && byte < 32 && byte !== 26 && byte !== 27)) control++;
  }
  return control > bytes.length * 0.01;
}

async function isUtf8File(file: FileHandle): Promise<boolean> {
  const piece = Buffer.alloc(pieceBytes + 4);
  let kept = 0;
  for (let position = 0; position < checkedBytes;) {
    const { bytesRead } = await file.read(piece, kept, pieceBytes, position);
    const length = kept + bytesRead;
    if (bytesRead === 0) return isUtf8(piece.subarray(0, kept));
    const whole = wholeCharacters(piece, length);
    if (!isUtf8(piece.subarray(0, whole))) return false;
    piece.copyWithin(0, whole, length);
    kept = length - whole;
    position += bytesRead;
  }
  return true;
}

/** Where the last character that may be cut off begins. */
function wholeCharacters(bytes: Uint8Array, length: number): number {
  for (let back = 1; back <= Math.min(3, length); back++) {
    const byte = bytes[length - back];
    if (byte < 0x80) return length;
    if (byte >= 0xc0) return length - back;
  }
  return length;
}

const western = /^(ISO-8859-(1|9|15)|windows-125[24])$/;
const sureFrom = 40;

function guess(sample: Uint8Array): string {
  const found = chardet
    .analyse(linesBeyondAscii(sample))
    .find(({ name, confidence }) => confidence >= sureFrom && name !== 'UTF-8');
  if (!found || western.test(found.name) || !isDecodable(found.name)) return 'windows-1252';
  return new TextDecoder(found.name).encoding;
}

/** The lines that tell something: ASCII looks the same in all encodings and drowns them. */
function linesBeyondAscii(sample: Uint8Array): Uint8Array {
  const lines = Buffer.from(sample)
    .toString('latin1')
    .split(/\r\n|\r|\n/);
  const telling = lines.filter((line) => /[\u0080-\u00ff]/.test(line)).map((line) => line.replace(/[\d.,;"\t]+/g, ' '));
  return Buffer.from(telling.join('\n'), 'latin1');
}

function isDecodable(label: string): boolean {
  try {
    return Boolean(new TextDecoder(label));
  } catch {
    return false;
  }
}

const sameEncoding = (a: string, b: string): boolean => new TextDecoder(a).encoding === new TextDecoder(b).encoding;
