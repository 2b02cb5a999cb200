import { rename, rm, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { failure, type ColumnTable, type Notice } from '../../../../engine/contract/index.ts';
import { writeWords as words } from '../../../../engine/text/writeFiles.ts';
import type { ExportFormat } from '../../../api.ts';
import { fileFailure } from '../lookAtFile.ts';
import type { ReadHooks } from '../types.ts';
import { FileSink } from './fileSink.ts';
import { writeDta } from './stata/writeDta.ts';
import { writeSav } from './spss/writeSav.ts';
import { writeText } from './writeText.ts';
import { writeWorkbook } from './writeWorkbook.ts';

/** A table as it leaves the program. */
export interface TableToWrite {
  readonly table: ColumnTable;
  /** What columns are called at length, by name. */
  readonly labels: Readonly<Record<string, string>>;
}

export interface WriteOptions {
  readonly format: ExportFormat;
  /** Of text files. */
  readonly decimal: '.' | ',';
  /** Between the columns of a CSV file; without it a comma, or a semicolon where that is the decimal mark. */
  readonly separator?: ',' | ';' | '\t';
  readonly overwrite: boolean;
  /** When the file says it was made. */
  readonly made: Date;
}

/** Writes all rows; answers what could not be said in the format. */
export type TableWriter = (sink: FileSink, asked: TableToWrite, options: WriteOptions, hooks: ReadHooks) => Promise<Notice[]>;

const writers: Readonly<Record<ExportFormat, TableWriter>> = {
  csv: writeText,
  tsv: writeText,
  xlsx: writeWorkbook,
  sav: writeSav,
  dta: writeDta,
};

/**
 * Write a table as a data file. The file is made beside its place and moved there when it is whole.
 *
 * @throws Failure 'export.exists', 'export.too-many-rows', 'import.no-permission' and others of the disk; 'job.cancelled' from the hooks
 */
export async function writeFile(path: string, asked: TableToWrite, options: WriteOptions, hooks: ReadHooks): Promise<Notice[]> {
  if (!options.overwrite && (await isThere(path))) throw failure('export.exists', { path }, words.exists(basename(path)));
  const beside = `${path}.part`;
  try {
    await rm(beside, { force: true });
    const notices = await writeBeside(beside, asked, options, hooks);
    await rename(beside, path);
    return notices;
  } catch (thrown) {
    await rm(beside, { force: true }).catch(() => undefined);
    throw fileFailure(thrown, path, basename(path));
  }
}

async function writeBeside(beside: string, asked: TableToWrite, options: WriteOptions, hooks: ReadHooks): Promise<Notice[]> {
  const sink = await FileSink.create(beside);
  try {
    const notices = await writers[options.format](sink, asked, options, hooks);
    await sink.finish();
    return notices;
  } catch (thrown) {
    await sink.close();
    throw thrown;
  }
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
