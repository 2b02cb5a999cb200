import { failure } from '../../../../engine/contract/index.ts';
import * as failures from '../../../../engine/text/dataFailures.ts';
import { escapedCell, unquote, type RowScanner } from './rowScanner.ts';
import type { Chunk } from './utf8Chunks.ts';

/** A row longer than this, in bytes, is taken for an unclosed quote or a file that is no table. */
const longestRow = 2 ** 26;

/**
 * Runs the scanner over chunks and calls `onRow` for every row, blank lines included. Rows cut by the end of a chunk are put together.
 * Without the last chunk (`isLast` never true) a row cut at the end is left out.
 *
 * @param onRow cells are in scanner.from, .to, unquoted; returns false to stop
 * @param onChunk after each chunk, with the bytes of the file used up
 * @throws Failure 'import.unclosed-quote', 'import.row-too-long'
 */
export async function rowsOfChunks(
  chunks: AsyncIterable<Chunk> | Iterable<Chunk>,
  scanner: RowScanner,
  onRow: (bytes: Uint8Array) => boolean,
  onChunk: (done: number) => void = () => {},
): Promise<void> {
  let bytes = new Uint8Array(0);
  let kept = 0;
  let line = 0;
  for await (const chunk of chunks) {
    const end = kept + chunk.bytes.length;
    bytes = roomFor(bytes, kept, end + 1);
    bytes.set(chunk.bytes, kept);
    bytes[end] = 10;
    let at = 0;
    while (at < end) {
      const next = scanner.next(bytes, at, end, chunk.isLast);
      if (next < 0) break;
      line++;
      for (let j = 0; j < scanner.count; j++)
        if (scanner.kind[j] === escapedCell) scanner.to[j] = unquote(bytes, scanner.from[j], scanner.to[j]);
      if (!onRow(bytes)) return;
      at = next;
    }
    kept = end - at;
    checkRest(scanner, bytes, at, end, chunk.isLast, line);
    bytes.copyWithin(0, at, end);
    onChunk(chunk.done);
  }
}

function roomFor(bytes: Uint8Array<ArrayBuffer>, kept: number, needed: number): Uint8Array<ArrayBuffer> {
  if (needed <= bytes.length) return bytes;
  const larger = new Uint8Array(Math.max(needed, bytes.length * 2));
  larger.set(bytes.subarray(0, kept));
  return larger;
}

function checkRest(scanner: RowScanner, bytes: Uint8Array, at: number, end: number, isLast: boolean, line: number): void {
  if (at >= end || (!isLast && end - at < longestRow)) return;
  const row = line + 1;
  if (scanner.openQuote < 0) throw failure('import.row-too-long', { row }, failures.rowTooLong(row));
  const text = Buffer.from(bytes.subarray(scanner.openQuote, Math.min(end, scanner.openQuote + 30))).toString('utf8');
  throw failure('import.unclosed-quote', { row, text }, failures.unclosedQuote(row, text));
}
