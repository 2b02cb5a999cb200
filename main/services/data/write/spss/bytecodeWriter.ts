import type { SavPiece } from './savVariables.ts';

/** What one-byte commands mean; those between stand for small whole numbers, this much larger. */
const command = { end: 252, literal: 253, spaces: 254, missing: 255 } as const;
export const bias = 100;
const space = 0x20;

/** Packs cells as one-byte commands, eight of them in front of the bytes that they call for. */
export class BytecodeWriter {
  readonly #done: Buffer[] = [];
  #commands = Buffer.alloc(8);
  #count = 0;
  #literals: Buffer[] = [];

  addNumber(value: number): void {
    if (Number.isNaN(value)) return this.#add(command.missing, null);
    if (Number.isInteger(value) && value > -bias && value <= command.end - 1 - bias && !Object.is(value, -0))
      return this.#add(value + bias, null);
    const bytes = Buffer.alloc(8);
    bytes.writeDoubleLE(value);
    this.#add(command.literal, bytes);
  }

  /** The text's bytes in eights, each piece filled up with spaces. */
  addText(text: Buffer, pieces: readonly SavPiece[]): void {
    for (const { width, from, length } of pieces) {
      const bytes = Buffer.alloc(Math.ceil(width / 8) * 8, space);
      text.subarray(from, from + length).copy(bytes);
      for (let at = 0; at < bytes.length; at += 8) this.#addEight(bytes.subarray(at, at + 8));
    }
  }

  /** What is complete so far. */
  take(): Buffer {
    return Buffer.concat(this.#done.splice(0));
  }

  end(): Buffer {
    if (this.#count > 0) {
      this.#commands.fill(0, this.#count);
      this.#flush();
    }
    return this.take();
  }

  #addEight(bytes: Buffer): void {
    if (bytes.every((byte) => byte === space)) this.#add(command.spaces, null);
    else this.#add(command.literal, bytes);
  }

  #add(code: number, literal: Buffer | null): void {
    this.#commands[this.#count++] = code;
    if (literal) this.#literals.push(literal);
    if (this.#count === 8) this.#flush();
  }

  #flush(): void {
    this.#done.push(this.#commands, ...this.#literals);
    this.#commands = Buffer.alloc(8);
    this.#literals = [];
    this.#count = 0;
  }
}
