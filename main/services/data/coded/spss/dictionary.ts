import type { ByteOrder } from '../byteOrder.ts';
import { DamagedFile, type FileBytes } from '../fileBytes.ts';

/** The records before the data as they stand in the file; texts are bytes until their encoding is known. */
export interface SavDictionary {
  readonly numbers: ByteOrder;
  /** One for each eight bytes of a row; continuations of a long text have width −1. */
  readonly records: SavRecord[];
  readonly valueLabels: SavLabels[];
  /** By subtype. */
  readonly extensions: Map<number, Buffer>;
  readonly systemMissing: number;
}

export interface SavRecord {
  /** 0 for numbers, bytes for texts. */
  readonly width: number;
  readonly name: Buffer;
  readonly label: Buffer | null;
  /** Type of the print format. */
  readonly format: number;
  /** As written: a range when `isRange`. */
  readonly missing: readonly Buffer[];
  readonly isRange: boolean;
}

/** Labels of values, and the slots (from 1) of the variables they belong to. */
export interface SavLabels {
  readonly labels: readonly { readonly value: Buffer; readonly label: Buffer }[];
  readonly slots: readonly number[];
}

const mostNegative = -Number.MAX_VALUE;
const kind = { variable: 2, labels: 3, labelled: 4, documents: 6, extension: 7, end: 999 } as const;

/** @throws DamagedFile */
export async function readDictionary(bytes: FileBytes, numbers: ByteOrder): Promise<SavDictionary> {
  const found: SavDictionary = { numbers, records: [], valueLabels: [], extensions: new Map(), systemMissing: mostNegative };
  for (;;) {
    const record = numbers.int32(await bytes.take(4), 0);
    if (record === kind.end) break;
    await readRecord(record, bytes, found);
  }
  bytes.skip(4);
  const floats = found.extensions.get(4);
  return floats && floats.length >= 8 ? { ...found, systemMissing: numbers.float64(floats, 0) } : found;
}

async function readRecord(record: number, bytes: FileBytes, found: SavDictionary): Promise<void> {
  const { numbers } = found;
  switch (record) {
    case kind.variable:
      found.records.push(await readVariable(bytes, numbers));
      return;
    case kind.labels:
      found.valueLabels.push(await readLabels(bytes, numbers));
      return;
    case kind.documents:
      return bytes.skip(80 * numbers.int32(await bytes.take(4), 0));
    case kind.extension: {
      const head = await bytes.take(12);
      const [subtype, size, count] = [0, 4, 8].map((at) => numbers.int32(head, at));
      if (size < 0 || count < 0) throw new DamagedFile(`Extension ${subtype} has a negative size`);
      found.extensions.set(subtype, Buffer.from(await bytes.take(size * count)));
      return;
    }
    default:
      throw new DamagedFile(`There is no record of type ${record}`);
  }
}

async function readVariable(bytes: FileBytes, numbers: ByteOrder): Promise<SavRecord> {
  const head = Buffer.from(await bytes.take(28));
  const [width, hasLabel, missing, print] = [0, 4, 8, 12].map((at) => numbers.int32(head, at));
  if (width < -1 || width > 255 || Math.abs(missing) > 3) throw new DamagedFile(`A variable of width ${width}`);
  const label = hasLabel === 1 ? await readPadded(bytes, numbers.uint32(await bytes.take(4), 0)) : null;
  const codes: Buffer[] = [];
  for (let i = 0; i < Math.abs(missing); i++) codes.push(Buffer.from(await bytes.take(8)));
  return { width, name: head.subarray(20, 28), label, format: (print >> 16) & 0xff, missing: codes, isRange: missing < 0 };
}

/** Text filled up to a multiple of four bytes. */
async function readPadded(bytes: FileBytes, length: number): Promise<Buffer> {
  const padded = await bytes.take(Math.ceil(length / 4) * 4);
  return Buffer.from(padded.subarray(0, length));
}

async function readLabels(bytes: FileBytes, numbers: ByteOrder): Promise<SavLabels> {
  const count = numbers.int32(await bytes.take(4), 0);
  if (count < 0 || count * 16 > bytes.left) throw new DamagedFile(`${count} value labels`);
  const labels = [];
  for (let i = 0; i < count; i++) {
    const value = Buffer.from(await bytes.take(8));
    const length = (await bytes.take(1))[0];
    const label = Buffer.from((await bytes.take(Math.ceil((length + 1) / 8) * 8 - 1)).subarray(0, length));
    labels.push({ value, label });
  }
  const next = await bytes.take(8);
  const used = numbers.int32(next, 4);
  if (numbers.int32(next, 0) !== kind.labelled || used < 0) throw new DamagedFile('Value labels without variables');
  const slots = await bytes.take(4 * used);
  return { labels, slots: Array.from({ length: used }, (_, i) => numbers.int32(slots, 4 * i)) };
}
