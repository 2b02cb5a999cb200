import { readFile as readBytes } from 'node:fs/promises';
import { readOds, streamOdsRows } from 'hucre/ods';
import { readXlsx, streamXlsxRows, type CellValue, type MergeRange } from 'hucre/xlsx';
import { failure, failureOf } from '../../../../engine/contract/index.ts';
import * as failures from '../../../../engine/text/dataFailures.ts';
import type { LookedAt } from '../lookAtFile.ts';
import { burstingSize } from './unpackedSize.ts';

export type SheetCell = CellValue;

/** One row of a sheet; cells that a sheet leaves out are null, rows that it leaves out do not come. */
export interface SheetRow {
  /** From 0. */
  readonly index: number;
  readonly values: readonly SheetCell[];
}

/** A workbook of Excel or OpenDocument behind the few questions that reading a table asks. The only place that knows the library. */
export interface Workbook {
  readonly file: LookedAt;
  /** In the workbook's order. */
  readonly sheets: readonly { readonly name: string; readonly hidden: boolean }[];
  /** The rows of a sheet in order, at most `most` of them. */
  rows(sheet: string, most?: number): AsyncGenerator<SheetRow>;
  merges(sheet: string): Promise<readonly MergeRange[]>;
}

const oleMagic = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);

/** @throws Failure 'import.encrypted', 'import.old-excel', 'import.bursting', 'import.damaged-workbook' */
export async function openWorkbook(file: LookedAt): Promise<Workbook> {
  const bytes = await readBytes(file.path);
  if (bytes.indexOf(oleMagic) === 0) throw oleFailure(bytes, file.name);
  const size = burstingSize(bytes);
  if (size !== null) throw failure('import.bursting', { name: file.name, size }, failures.bursting(file.name, size));
  const found = new Map<string, { name: string; hidden: boolean }>();
  const list = {
    sheets: ({ name, hidden, veryHidden }: SheetInfo) =>
      found.set(name, { name, hidden: Boolean(hidden || veryHidden) }).size < 0,
  };
  const { read, stream } = libraries[file.format === 'ods' ? 'ods' : 'xlsx'];
  await guarded(file.name, () => read(bytes, list));
  return {
    file,
    sheets: [...found.values()],
    rows: (sheet, most) => guardedRows(file.name, stream(bytes, { sheet, maxRows: most })),
    merges: async (sheet) =>
      (await guarded(file.name, () => read(bytes, { sheets: [sheet], maxRows: 1 }))).sheets[0]?.merges ?? [],
  };
}

const libraries = {
  xlsx: { read: readXlsx, stream: streamXlsxRows },
  ods: { read: readOds, stream: streamOdsRows },
} as const;

interface SheetInfo {
  readonly name: string;
  readonly hidden?: boolean;
  readonly veryHidden?: boolean;
}

/** Old workbooks and encrypted new ones share their container; the encrypted part has a name of its own in it. */
function oleFailure(bytes: Buffer, name: string): Error {
  if (bytes.includes(Buffer.from('EncryptedPackage', 'utf16le')))
    return failure('import.encrypted', { name }, failures.encrypted(name));
  return failure('import.old-excel', { name }, failures.oldExcel(name));
}

async function guarded<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    throw damaged(thrown, name);
  }
}

async function* guardedRows(name: string, rows: AsyncGenerator<SheetRow>): AsyncGenerator<SheetRow> {
  try {
    yield* rows;
  } catch (thrown) {
    throw damaged(thrown, name);
  }
}

/** Whatever the library trips over comes from the file. */
function damaged(thrown: unknown, name: string): Error {
  if (failureOf(thrown)) return thrown as Error;
  const cause = thrown instanceof Error ? thrown.message : String(thrown);
  return failure('import.damaged-workbook', { name, cause }, failures.damagedWorkbook(name));
}
