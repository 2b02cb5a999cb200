import { CodeBlocks } from './blocks.ts';
import { Dictionary } from './dictionary.ts';
import type { ColumnSink } from './numberSink.ts';

/** Takes cells as labels, exactly as written. What is missing and what is logical is decided on the distinct labels, at the end. */
export class TextSink implements ColumnSink {
  readonly dictionary = new Dictionary();
  private readonly codes = new CodeBlocks();

  addBytes(bytes: Uint8Array, from: number, to: number): void {
    this.codes.push(this.dictionary.code(bytes, from, to));
  }

  addText(cell: string): void {
    this.codes.push(this.dictionary.codeOf(cell));
  }

  addNumber(value: number): void {
    this.addText(String(value));
  }

  addMissing(): void {
    this.addText('');
  }

  /** How many rows hold each label of the dictionary, and the first of them (from 0). */
  tally(): { counts: Int32Array; first: Int32Array } {
    return this.codes.tally(this.dictionary.size);
  }

  /** One code per row: `recode[code in the dictionary]`. The codes are given up. */
  join(recode: Int32Array): Int32Array {
    return this.codes.join(recode);
  }
}
