import { open, type FileHandle } from 'node:fs/promises';
import { failure, type Notice } from '../../../../engine/contract/index.ts';
import * as failures from '../../../../engine/text/dataFailures.ts';
import * as words from '../../../../engine/text/dataNotices.ts';
import type { ImportOptions } from '../../../api.ts';
import { readNumber, type DecimalMark } from '../columns/parseNumber.ts';
import { readColumns } from '../columns/readColumns.ts';
import { checkMemory } from '../checkMemory.ts';
import type { LookedAt } from '../lookAtFile.ts';
import { notice } from '../notice.ts';
import type { Extent, RawRead, ReadHooks } from '../types.ts';
import { detectEncoding, type Encoding } from './encoding.ts';
import type { Sample } from './sampleRows.ts';
import { textLayout, type TextLayout } from './textLayout.ts';
import { TextRows, type RowTrouble } from './textRows.ts';
import { utf8Chunks, type Chunk } from './utf8Chunks.ts';

const sampleBytes = 200_000;
/** A sample grows until it has a few lines: a header may be megabytes long. */
const largestSample = 2 ** 25;
const linesSampled = 3;

/**
 * Read delimited text, the whole file or (for a preview) its front.
 *
 * @throws Failure of text/encoding.ts, text/textLayout.ts, text/rowsOfChunks.ts; 'import.ragged'; 'import.too-big'
 */
export async function readText(file: LookedAt, options: ImportOptions, extent: Extent, hooks: ReadHooks): Promise<RawRead> {
  const handle = await open(file.path);
  const front = await readFront(handle, file.size, sampleBytes);
  const encoding = await detectEncoding(handle, file.name, front, options.encoding).finally(() => handle.close());
  const sample = await readSample(file, encoding);
  const layout = textLayout(file.name, sample, options);
  const read = await readWith({ file, sample, encoding, extent }, layout, hooks);
  const other = options.decimal ? null : laterDecimal(read, layout);
  if (other) return readText(file, { ...options, decimal: other }, extent, hooks);
  return read;
}

interface TextToRead {
  readonly file: LookedAt;
  readonly sample: Sample;
  readonly encoding: Encoding;
  readonly extent: Extent;
}

async function readWith(text: TextToRead, layout: TextLayout, hooks: ReadHooks): Promise<RawRead> {
  const { file, sample, encoding, extent } = text;
  if (extent === 'whole') checkMemory(file, estimatedRows(file.size, sample), layout.names.length);
  const source = new TextRows(() => chunksOf(text), layout, file.size);
  const { rows, columns } = await readColumns(source, layout.plans, layout.syntax, hooks);
  if (extent === 'whole' && source.trouble.long.length > 0) throw ragged(source.trouble, layout);
  if (rows === 0) throw headerOnly(file, layout.names);
  const { delimiter, decimal, header, missing, written } = layout;
  return {
    rows,
    columns,
    written,
    options: { delimiter, decimal, encoding: encoding.label, header, missing },
    sheets: [],
    rowCount: extent === 'whole' || sample.isWhole ? rows : null,
    notices: [...layoutNotices(layout, encoding), ...rowNotices(source.trouble, layout)],
  };
}

function chunksOf({ file, sample, encoding, extent }: TextToRead): AsyncIterable<Chunk> | Iterable<Chunk> {
  if (extent === 'whole') return utf8Chunks(file.path, encoding);
  return [{ bytes: sample.bytes, done: sample.bytes.length, isLast: sample.isWhole }];
}

const headerOnly = ({ name }: LookedAt, columns: readonly string[]): Error =>
  failure('import.header-only', { name, columns: columns.length }, failures.headerOnly(name, columns));

async function readFront(handle: FileHandle, size: number, most: number): Promise<Buffer> {
  const front = Buffer.alloc(Math.min(size, most));
  const { bytesRead } = await handle.read(front, 0, front.length, 0);
  return front.subarray(0, bytesRead);
}

async function readSample(file: LookedAt, encoding: Encoding): Promise<Sample> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  let lines = 0;
  for await (const chunk of utf8Chunks(file.path, encoding, sampleBytes)) {
    parts.push(Buffer.from(chunk.bytes));
    bytes += chunk.bytes.length;
    lines += lineEnds(chunk.bytes);
    if (chunk.isLast) return { bytes: Buffer.concat(parts), isWhole: true };
    if (lines >= linesSampled || bytes >= largestSample) break;
  }
  return { bytes: Buffer.concat(parts), isWhole: false };
}

function lineEnds(bytes: Uint8Array): number {
  return bytes.reduce((count, byte, i) => count + Number(byte === 10 || (byte === 13 && bytes[i + 1] !== 10)), 0);
}

function estimatedRows(size: number, sample: Sample): number {
  return Math.ceil((size / Math.max(1, sample.bytes.length)) * lineEnds(sample.bytes));
}

/** The other decimal mark, when the rows after the sample show that it is the right one. */
function laterDecimal(read: RawRead, layout: TextLayout): DecimalMark | null {
  const other = layout.decimal === '.' ? ',' : '.';
  const columns = read.columns.map(({ column }) => column);
  const needsOther = columns.some(
    (column, j) =>
      column.kind === 'factor' &&
      column.scale === 'nominal' &&
      layout.plans[j].asked === null &&
      column.levels.every((level) => readNumber(level, other).kind === 'number'),
  );
  const usesThis = () =>
    columns.some((column) => column.kind === 'number' && column.values.some((value) => value % 1 !== 0 && !Number.isNaN(value)));
  return needsOther && !usesThis() ? other : null;
}

function ragged({ long }: RowTrouble, layout: TextLayout): Error {
  const details = { rows: long, columns: layout.names.length, delimiter: layout.delimiter };
  return failure('import.ragged', details, failures.ragged(long, layout.names.length, layout.delimiter, layout.header));
}

function layoutNotices(layout: TextLayout, encoding: Encoding): Notice[] {
  const notices: Notice[] = [];
  const { delimiter, decimal } = layout;
  if (delimiter !== ',') notices.push(notice('info', 'import.delimiter', { delimiter }, words.delimiterFound(delimiter)));
  if (decimal === ',') notices.push(notice('info', 'import.decimal-comma', {}, words.decimalComma()));
  if (encoding.how === 'guessed')
    notices.push(notice('caution', 'import.encoding', { encoding: encoding.label }, words.encodingGuessed(encoding.label)));
  if (encoding.label.startsWith('utf-16'))
    notices.push(notice('info', 'import.encoding', { encoding: encoding.label }, words.encodingFound(encoding.label)));
  if (encoding.broken)
    notices.push(notice('problem', 'import.bad-characters', { encoding: encoding.label }, words.badCharacters(encoding.label)));
  if (!layout.header) notices.push(notice('info', 'import.no-header', {}, words.noHeader(layout.names)));
  if (layout.rowNames) notices.push(notice('info', 'import.row-names', {}, words.rowNamesFound(layout.names[0])));
  return notices;
}

function rowNotices({ short, long, emptyAtEnd }: RowTrouble, layout: TextLayout): Notice[] {
  const notices: Notice[] = [];
  const columns = layout.names.length;
  if (short.count > 0)
    notices.push(
      notice('caution', 'import.short-rows', { ...short, columns }, words.shortRows(short.count, short.first, columns)),
    );
  if (long.length > 0)
    notices.push(notice('problem', 'import.long-rows', { rows: long, columns }, words.longRows(long, columns, layout.delimiter)));
  if (emptyAtEnd > 0) notices.push(notice('info', 'import.empty-rows', { rows: emptyAtEnd }, words.emptyRowsCut(emptyAtEnd)));
  return notices;
}
