const blockLength = 65_536;

/**
 * Numbers that arrive one by one and whose count is not known: full blocks are never copied until the end,
 * so the extra memory while reading is one block, and one column while it is joined.
 */
export class NumberBlocks {
  readonly full: Float64Array[] = [];
  current = new Float64Array(64);
  filled = 0;

  get length(): number {
    return this.full.length * blockLength + this.filled;
  }

  push(value: number): void {
    if (this.filled === this.current.length) this.grow();
    this.current[this.filled++] = value;
  }

  /** One array of all the numbers; the blocks are given up. */
  join(): Float64Array {
    const all = new Float64Array(this.length);
    this.full.forEach((block, b) => all.set(block, b * blockLength));
    all.set(this.current.subarray(0, this.filled), this.full.length * blockLength);
    this.clear();
    return all;
  }

  clear(): void {
    this.full.length = 0;
    this.current = new Float64Array(0);
    this.filled = 0;
  }

  private grow(): void {
    if (this.filled === blockLength) {
      this.full.push(this.current);
      this.current = new Float64Array(blockLength);
      this.filled = 0;
    } else {
      const larger = new Float64Array(Math.min(blockLength, Math.max(64, this.current.length * 4)));
      larger.set(this.current);
      this.current = larger;
    }
  }
}

/** As `NumberBlocks`, for the codes of labels. */
export class CodeBlocks {
  readonly full: Int32Array[] = [];
  current = new Int32Array(64);
  filled = 0;

  get length(): number {
    return this.full.length * blockLength + this.filled;
  }

  push(code: number): void {
    if (this.filled === this.current.length) this.grow();
    this.current[this.filled++] = code;
  }

  /** How often each of `size` codes was pushed, and where it was pushed first (from 0). */
  tally(size: number): { counts: Int32Array; first: Int32Array } {
    const counts = new Int32Array(size);
    const first = new Int32Array(size);
    let at = 0;
    for (const block of this.blocks()) {
      for (const code of block) {
        if (counts[code]++ === 0) first[code] = at;
        at++;
      }
    }
    return { counts, first };
  }

  /** One array with each code `c` replaced by `recode[c]`; the blocks are given up. */
  join(recode: Int32Array): Int32Array {
    const all = new Int32Array(this.length);
    let at = 0;
    for (const block of this.blocks()) for (const code of block) all[at++] = recode[code];
    this.full.length = 0;
    this.current = new Int32Array(0);
    this.filled = 0;
    return all;
  }

  private blocks(): Int32Array[] {
    return [...this.full, this.current.subarray(0, this.filled)];
  }

  private grow(): void {
    if (this.filled === blockLength) {
      this.full.push(this.current);
      this.current = new Int32Array(blockLength);
      this.filled = 0;
    } else {
      const larger = new Int32Array(Math.min(blockLength, Math.max(64, this.current.length * 4)));
      larger.set(this.current);
      this.current = larger;
    }
  }
}
