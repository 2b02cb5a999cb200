import type { SavHeader } from './header.ts';

const command = { pad: 0, end: 252, literal: 253, spaces: 254, missing: 255 } as const;

/**
 * Unpacks cells that were written as one-byte commands: a small whole number, eight spaces, *missing*, or eight bytes as they are.
 * Input may be cut anywhere.
 */
export class Bytecode {
  /** The rows have come to their end. */
  ended = false;
  readonly #bias: number;
  readonly #little: boolean;
  readonly #missing: number;
  readonly #commands = new Uint8Array(8);
  #next = 8;

  constructor({ bias, numbers }: SavHeader, systemMissing: number) {
    this.#bias = bias;
    this.#little = numbers.little;
    this.#missing = systemMissing;
  }

  /** Fills `cells` from `filled` on as far as `input` from `used` on reaches; both in bytes, cells in eights. */
  unpack(input: Buffer, used: number, cells: DataView, filled: number): { used: number; filled: number } {
    let [from, to] = [used, filled];
    while (to < cells.byteLength && !this.ended) {
      if (this.#next === 8) {
        if (input.length - from < 8) break;
        this.#commands.set(input.subarray(from, from + 8));
        from += 8;
        this.#next = 0;
      }
      const code = this.#commands[this.#next];
      if (code === command.literal) {
        if (input.length - from < 8) break;
        for (let i = 0; i < 8; i++) cells.setUint8(to + i, input[from + i]);
        from += 8;
      } else if (code === command.end) this.ended = true;
      else if (code === command.spaces) for (let i = 0; i < 8; i++) cells.setUint8(to + i, 0x20);
      else if (code === command.missing) cells.setFloat64(to, this.#missing, this.#little);
      else if (code !== command.pad) cells.setFloat64(to, code - this.#bias, this.#little);
      if (code !== command.pad && code !== command.end) to += 8;
      this.#next++;
    }
    return { used: from, filled: to };
  }
}
