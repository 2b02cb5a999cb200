import { NumberBlocks } from '../columns/blocks.ts';
import { TextSink } from '../columns/textSink.ts';
import type { CodedVariable, DeclaredMissing } from './codedFile.ts';

/** Takes the cells of one variable, row by row. */
export type CellTaker = NumberTaker | TextTaker;

/** Numbers; NaN is missing. What the file declares missing is counted by code and becomes missing. */
export class NumberTaker {
  readonly kind = 'number';
  /** How often each code was met that means *missing*. */
  readonly missing = new Map<string, number>();
  /** Cells that the file declares missing, with the numbers that stand in them. */
  readonly declaredRows: number[] = [];
  readonly declaredValues: number[] = [];
  readonly #values = new NumberBlocks();
  #rows = 0;
  readonly #declared: DeclaredMissing | null;

  constructor({ declaredMissing }: CodedVariable) {
    this.#declared = declaredMissing;
  }

  add(value: number): void {
    if (this.#declared !== null && isDeclared(this.#declared, value)) {
      this.declaredRows.push(this.#rows);
      this.declaredValues.push(value);
      this.addMissing(String(value));
    } else {
      this.#values.push(value);
      this.#rows++;
    }
  }

  /** A cell that is missing for a reason the file gives a name: a code, or Stata's `.a`. */
  addMissing(code: string): void {
    this.missing.set(code, (this.missing.get(code) ?? 0) + 1);
    this.#values.push(NaN);
    this.#rows++;
  }

  join(): Float64Array {
    return this.#values.join();
  }
}

function isDeclared({ values, range }: DeclaredMissing, value: number): boolean {
  return values.includes(value) || (range !== null && value >= range[0] && value <= range[1]);
}

/** Texts as bytes in the file's encoding, without the spaces or zeros that fill them up. */
export class TextTaker {
  readonly kind = 'text';
  readonly sink = new TextSink();

  addBytes(bytes: Uint8Array, from: number, to: number): void {
    let end = to;
    while (end > from && (bytes[end - 1] === 0x20 || bytes[end - 1] === 0)) end--;
    this.sink.addBytes(bytes, from, end);
  }
}

export const takerFor = (variable: CodedVariable): CellTaker =>
  variable.kind === 'number' ? new NumberTaker(variable) : new TextTaker();
