import { failure, type Notice } from '../../../engine/contract/index.ts';
import { tooBig } from '../../../engine/text/dataFailures.ts';
import * as words from '../../../engine/text/dataNotices.ts';
import type { ImportOptions } from '../../api.ts';
import { readCoded } from './coded/readCoded.ts';
import { columnNotices } from './columnNotices.ts';
import type { FinishedColumn } from './columns/finishColumn.ts';
import { fileFailure, lookAtFile, type LookedAt } from './lookAtFile.ts';
import { notice } from './notice.ts';
import { readText } from './text/readText.ts';
import type { Extent, RawRead, ReadData, ReadHooks } from './types.ts';
import { readWorkbook } from './workbook/readWorkbook.ts';

type Reader = (file: LookedAt, options: ImportOptions, extent: Extent, hooks: ReadHooks) => Promise<RawRead>;

const readers: Readonly<Record<LookedAt['format'], Reader>> = {
  csv: readText,
  xlsx: readWorkbook,
  ods: readWorkbook,
  sav: (file, ...rest) => readCoded({ ...file, format: 'sav' }, ...rest),
  dta: (file, ...rest) => readCoded({ ...file, format: 'dta' }, ...rest),
  xpt: (file, ...rest) => readCoded({ ...file, format: 'xpt' }, ...rest),
  rds: (file, ...rest) => readCoded({ ...file, format: 'rds' }, ...rest),
};

/**
 * Read a whole data file into a table: delimited text, a workbook of Excel or OpenDocument, or a file of SPSS, Stata, SAS or R.
 *
 * @param options what a person has said; everything else is found out and told in the notices
 * @throws Failure 'import.…' of lookAtFile.ts, text/readText.ts, workbook/readWorkbook.ts; 'job.cancelled' from the hooks
 */
export async function readFile(path: string, options: ImportOptions | null, hooks: ReadHooks): Promise<ReadData> {
  return (await readExtent(path, options, 'whole', hooks)).read;
}

/** As `readFile`, also for the front of a file alone. */
export async function readExtent(
  path: string,
  options: ImportOptions | null,
  extent: Extent,
  hooks: ReadHooks,
): Promise<{ read: ReadData; sheets: readonly string[]; rowCount: number | null }> {
  const file = await lookAtFile(path);
  try {
    const raw = await readers[file.format](file, options ?? {}, extent, hooks);
    return { read: readData(file, raw, options?.kinds), sheets: raw.sheets, rowCount: raw.rowCount };
  } catch (thrown) {
    throw memoryFailure(thrown, file) ?? fileFailure(thrown, path, file.name);
  }
}

function readData(file: LookedAt, raw: RawRead, kinds: ImportOptions['kinds']): ReadData {
  const columns = raw.columns.filter((column, j) => !isNothing(column, raw.written[j]));
  return {
    name: file.title,
    format: file.format,
    table: { rows: raw.rows, columns: columns.map(({ column }) => column) },
    options: kinds ? { ...raw.options, kinds } : raw.options,
    reasons: columns.map(({ reason }) => reason),
    notices: [...raw.notices, ...nameNotices(raw), ...columnNotices(columns)],
    labels: raw.labels ?? {},
    codebook: raw.codebook ?? {},
  };
}

function nameNotices(raw: RawRead): Notice[] {
  const named = raw.columns.map((column, j) => ({ column, name: column.column.name, written: raw.written[j].trim() }));
  const cut = named.filter(({ column, written }) => isNothing(column, written)).length;
  const made = named
    .filter(({ column, name, written }) => name !== written && !isNothing(column, written))
    .map(({ name, written }) => ({ name, written }));
  return [
    ...(cut > 0 ? [notice('info', 'import.empty-columns-cut', { columns: cut }, words.emptyColumnsCut(cut))] : []),
    ...(made.length > 0 && raw.options.header
      ? [notice('caution', 'import.names-made', { names: made.slice(0, 100) }, words.namesMade(made.map(({ name }) => name)))]
      : []),
  ];
}

/** Neither name nor value: what a delimiter at the end of each line leaves. */
const isNothing = ({ facts }: FinishedColumn, written: string): boolean => written.trim() === '' && facts.allMissing === true;

function memoryFailure(thrown: unknown, file: LookedAt): Error | null {
  if (!(thrown instanceof RangeError) || !/allocation failed|Invalid (typed )?array( buffer)? length/i.test(thrown.message))
    return null;
  const available = process.availableMemory();
  return failure('import.too-big', { name: file.name, needed: file.size, available }, tooBig(file.name, file.size, available));
}
