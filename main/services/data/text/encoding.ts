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
 * chardet takes for likeliest among those that fit how bytes beyond ASCII stand together; windows-1252 in doubt.
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

const latin = /^(ASCII|UTF-8|ISO-8859-(1|2|9|15)|windows-125[0247])$/;
/** Where chardet knows an alphabet by its older standard: the newer one has all its letters and more. */
const newer: Readonly<Record<string, string>> = { 'ISO-8859-7': 'windows-1253', 'ISO-8859-8': 'windows-1255' };
/** Accents stand alone among ASCII letters; letters of other alphabets stand together. */
const togetherInOtherAlphabets = 0.6;

function guess(sample: Uint8Array): string {
  const telling = linesBeyondAscii(sample);
  const found = chardet.analyse(telling);
  const isLatin = shareTogether(telling) < togetherInOtherAlphabets;
  if (isLatin) return centralEuropean(found) ?? 'windows-1252';
  const other = found.filter(({ name }) => !latin.test(name)).map(({ name }) => newer[name] ?? name);
  const fits = other.find((label) => isDecodable(label) && decodes(telling, label));
  return fits ? new TextDecoder(fits).encoding : 'windows-1252';
}

type Guesses = ReturnType<typeof chardet.analyse>;

/** Polish, Czech, Hungarian …: only when clearly likelier than the western languages, which share most of their accents. */
function centralEuropean(found: Guesses): string | null {
  const confidence = (names: readonly string[]) =>
    Math.max(0, ...found.filter(({ name }) => names.includes(name)).map((match) => match.confidence));
  const western = confidence(['ISO-8859-1', 'windows-1252', 'ISO-8859-15']);
  if (confidence(['windows-1250']) > western) return 'windows-1250';
  return confidence(['ISO-8859-2']) > western ? 'iso-8859-2' : null;
}

/** Share of the bytes beyond ASCII that have such a neighbour. */
function shareTogether(bytes: Uint8Array): number {
  let beyond = 0;
  let together = 0;
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] < 0x80) continue;
    beyond++;
    if (bytes[i - 1] >= 0x80 || bytes[i + 1] >= 0x80) together++;
  }
  return together / Math.max(1, beyond);
}

/** Without a character that the encoding does not have; the sample's end may cut one. */
const decodes = (bytes: Uint8Array, label: string): boolean =>
  !new TextDecoder(label).decode(bytes).slice(0, -1).includes('\ufffd');

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
