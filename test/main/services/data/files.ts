import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect } from 'vitest';
import { failureOf, type ColumnTable, type Failure } from '../../../../engine/contract/index.ts';
import type { CellValue, ImportOptions } from '../../../../main/api.ts';
import { readFile, quietHooks, type ReadData } from '../../../../main/services/data/index.ts';

export const fixtures = join(import.meta.dirname, '../../../fixtures/data');

const folder = mkdtempSync(join(tmpdir(), 'terrace-data-'));
let made = 0;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A file with this content; its path. */
export function fileOf(content: string | Uint8Array, name = `file-${++made}.csv`): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

export const read = (content: string | Uint8Array, options: ImportOptions | null = null): Promise<ReadData> =>
  readFile(fileOf(content), options, quietHooks);

/** Every cell of a table by column, factors as their labels, missing as null. */
export function cells(table: ColumnTable): Record<string, CellValue[]> {
  return Object.fromEntries(
    table.columns.map((column) => [
      column.name,
      column.kind === 'number'
        ? Array.from(column.values, (value) => (Number.isNaN(value) ? null : value))
        : Array.from(column.codes, (code) => (code < 0 ? null : column.levels[code])),
    ]),
  );
}

export const codes = (data: { notices: readonly { code: string }[] }): string[] => data.notices.map(({ code }) => code);

/** The failure that work ends with. */
export async function failureFrom(work: Promise<unknown>): Promise<Failure> {
  const thrown = await work.then(
    () => null,
    (error: unknown) => error,
  );
  const failure = failureOf(thrown);
  if (!failure) throw thrown ?? new Error('nothing failed');
  expect(failure.message.endsWith('.') || failure.message.length > 10).toBe(true);
  expect(failure.remedy).not.toBe('');
  return failure;
}
