import { NumberBlocks } from './blocks.ts';
import type { MissingMarks } from './missingMarks.ts';
import { plainNumber, readNumber, type DecimalMark } from './parseNumber.ts';

/** Takes the cells of one column, row by row. */
export interface ColumnSink {
  /** A cell as UTF-8 bytes[from, to). */
  addBytes(bytes: Uint8Array, from: number, to: number): void;
  addText(cell: string): void;
  addNumber(value: number): void;
  addMissing(): void;
}

/** The cell that keeps a column from being numbers. */
export interface Obstacle {
  /** Data row, from 1. */
  readonly row: number;
  readonly cell: string;
  readonly why: 'text' | 'padded' | 'long';
}

/** Takes cells as numbers; where one is not, either stops for good (`obstacle`) or, when a person insists on numbers, sets it missing. */
export class NumberSink implements ColumnSink {
  obstacle: Obstacle | null = null;
  /** How often each missing mark was met. */
  readonly marks = new Map<string, number>();
  /** Cells that a person's wish for numbers made missing: how many, and the first few. */
  readonly refused = { count: 0, first: [] as string[] };
  readonly thousands = { count: 0, first: '' };
  infinite = 0;
  private readonly numbers = new NumberBlocks();
  private readonly missing: MissingMarks;
  private readonly decimal: DecimalMark;
  private readonly decimalByte: number;
  private readonly insisted: boolean;

  constructor(missing: MissingMarks, decimal: DecimalMark, insisted: boolean) {
    this.missing = missing;
    this.decimal = decimal;
    this.decimalByte = decimal.charCodeAt(0);
    this.insisted = insisted;
  }

  addBytes(bytes: Uint8Array, from: number, to: number): void {
    if (this.obstacle) return;
    if (from === to) return this.numbers.push(NaN);
    const value = plainNumber(bytes, from, to, this.decimalByte);
    if (Number.isNaN(value)) this.addText(Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('utf8'));
    else this.addNumber(value);
  }

  addNumber(value: number): void {
    if (this.obstacle) return;
    if (this.missing.numbers.size > 0 && this.missing.numbers.has(value)) this.addMark(String(value));
    else this.numbers.push(value);
  }

  addText(written: string): void {
    if (this.obstacle) return;
    const cell = written.trim();
    if (cell === '') return this.numbers.push(NaN);
    if (this.missing.inNumbers.has(cell)) return this.addMark(cell);
    const reading = readNumber(cell, this.decimal);
    switch (reading.kind) {
      case 'number':
        return this.addNumber(reading.value);
      case 'thousands':
        return this.addGrouped(cell, reading.value);
      case 'infinite':
        return this.addInfinite();
      case 'padded':
      case 'long':
        return this.insisted
          ? this.addNumber(reading.value)
          : this.stop({ row: this.numbers.length + 1, cell, why: reading.kind });
      case 'text':
        return this.insisted ? this.refuse(cell) : this.stop({ row: this.numbers.length + 1, cell, why: reading.kind });
    }
  }

  addMissing(): void {
    if (!this.obstacle) this.numbers.push(NaN);
  }

  /** The values, missing as NaN. The sink is empty afterwards. */
  join(): Float64Array {
    return this.numbers.join();
  }

  private addMark(mark: string): void {
    this.marks.set(mark, (this.marks.get(mark) ?? 0) + 1);
    this.numbers.push(NaN);
  }

  private addGrouped(cell: string, value: number): void {
    if (this.thousands.count++ === 0) this.thousands.first = cell;
    this.addNumber(value);
  }

  private addInfinite(): void {
    this.infinite++;
    this.numbers.push(NaN);
  }

  private stop(obstacle: Obstacle): void {
    this.obstacle = obstacle;
    this.numbers.clear();
  }

  private refuse(cell: string): void {
    this.refused.count++;
    if (this.refused.first.length < 3) this.refused.first.push(cell);
    this.numbers.push(NaN);
  }
}
