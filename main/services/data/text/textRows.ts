import type { ColumnSink } from '../columns/numberSink.ts';
import type { RowSource } from '../columns/readColumns.ts';
import type { ReadHooks } from '../types.ts';
import { RowScanner } from './rowScanner.ts';
import { rowsOfChunks } from './rowsOfChunks.ts';
import type { TextLayout } from './textLayout.ts';
import type { Chunk } from './utf8Chunks.ts';

export interface LongRow {
  /** Data row, from 1. */
  readonly row: number;
  readonly cells: number;
  readonly text: string;
}

/** What was odd about the rows of a file. Data rows count from 1. */
export interface RowTrouble {
  short: { count: number; first: number[] };
  /** Rows with data beyond the last column; reading stops after a few. */
  long: LongRow[];
  emptyAtEnd: number;
}

const rowsNamed = 5;

/** The data rows of a text file. */
export class TextRows implements RowSource {
  trouble: RowTrouble = noTrouble();
  private readonly chunks: () => AsyncIterable<Chunk> | Iterable<Chunk>;
  private readonly layout: TextLayout;
  private readonly size: number;

  /** @param chunks starts at the front of the text each time it is called */
  constructor(chunks: () => AsyncIterable<Chunk> | Iterable<Chunk>, layout: TextLayout, size: number) {
    this.chunks = chunks;
    this.layout = layout;
    this.size = size;
  }

  async pass(sinks: readonly (ColumnSink | null)[], hooks: ReadHooks): Promise<number> {
    const scanner = new RowScanner(this.layout.delimiter);
    const trouble = (this.trouble = noTrouble());
    const width = sinks.length;
    let before = this.layout.rowsBefore;
    let rows = 0;
    let empty = 0;
    const onRow = (bytes: Uint8Array): boolean => {
      if (isEmpty(scanner)) {
        if (scanner.count > 1 || width === 1) empty++;
        return true;
      }
      if (before > 0) return --before >= 0;
      for (; empty > 0; empty--, rows++) addEmptyRow(sinks);
      rows++;
      if (scanner.count !== width) noteWidth(trouble, scanner, bytes, rows, width);
      addRow(sinks, scanner, bytes);
      return trouble.long.length < rowsNamed;
    };
    await rowsOfChunks(this.chunks(), scanner, onRow, (done) => {
      hooks.checkCancelled();
      hooks.onProgress({ stage: 'read', done, total: this.size });
    });
    trouble.emptyAtEnd = width === 1 ? 0 : empty;
    return rows;
  }
}

const noTrouble = (): RowTrouble => ({ short: { count: 0, first: [] }, long: [], emptyAtEnd: 0 });

function isEmpty(scanner: RowScanner): boolean {
  for (let j = 0; j < scanner.count; j++) if (scanner.to[j] > scanner.from[j]) return false;
  return true;
}

function addRow(sinks: readonly (ColumnSink | null)[], scanner: RowScanner, bytes: Uint8Array): void {
  const cells = Math.min(scanner.count, sinks.length);
  for (let j = 0; j < cells; j++) sinks[j]?.addBytes(bytes, scanner.from[j], scanner.to[j]);
  for (let j = cells; j < sinks.length; j++) sinks[j]?.addMissing();
}

function addEmptyRow(sinks: readonly (ColumnSink | null)[]): void {
  for (const sink of sinks) sink?.addMissing();
}

function noteWidth(trouble: RowTrouble, scanner: RowScanner, bytes: Uint8Array, row: number, width: number): void {
  if (scanner.count < width) {
    trouble.short.count++;
    if (trouble.short.first.length < rowsNamed) trouble.short.first.push(row);
    return;
  }
  for (let j = width; j < scanner.count; j++) {
    if (scanner.to[j] === scanner.from[j]) continue;
    const text = Buffer.from(bytes.subarray(scanner.from[0], scanner.to[scanner.count - 1])).toString('utf8');
    trouble.long.push({ row, cells: scanner.count, text: text.length > 60 ? `${text.slice(0, 60)}…` : text });
    return;
  }
}
