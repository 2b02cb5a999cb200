/** The distinct labels of a column, each with a code in order of appearance. Labels are kept as UTF-8 bytes, not as strings. */
export class Dictionary {
  size = 0;
  private bytes = new Uint8Array(256);
  private used = 0;
  /** Where each label begins; label `c` ends where label `c + 1` begins. */
  private starts = new Int32Array(17);
  /** Open addressing: code + 1, or 0 where free. Its length is a power of two, at least twice `size`. */
  private slots = new Int32Array(32);
  private last = 0;
  private readonly scratch = new TextEncoder();

  /** The code of the label in bytes[from, to). */
  code(bytes: Uint8Array, from: number, to: number): number {
    if (this.size > 0 && this.equals(this.last, bytes, from, to)) return this.last;
    const mask = this.slots.length - 1;
    let slot = hash(bytes, from, to) & mask;
    while (this.slots[slot] !== 0) {
      if (this.equals(this.slots[slot] - 1, bytes, from, to)) return (this.last = this.slots[slot] - 1);
      slot = (slot + 1) & mask;
    }
    this.slots[slot] = this.size + 1;
    return (this.last = this.add(bytes, from, to));
  }

  codeOf(label: string): number {
    const bytes = this.scratch.encode(label);
    return this.code(bytes, 0, bytes.length);
  }

  labels(): string[] {
    const decoder = new TextDecoder();
    return this.bytesOfLabels().map((bytes) => decoder.decode(bytes));
  }

  /** The labels as they came, for encodings other than UTF-8. */
  bytesOfLabels(): Uint8Array[] {
    return Array.from({ length: this.size }, (_, code) => this.bytes.subarray(this.starts[code], this.starts[code + 1]));
  }

  private equals(code: number, bytes: Uint8Array, from: number, to: number): boolean {
    const start = this.starts[code];
    const length = to - from;
    if (this.starts[code + 1] - start !== length) return false;
    for (let i = 0; i < length; i++) if (this.bytes[start + i] !== bytes[from + i]) return false;
    return true;
  }

  private add(bytes: Uint8Array, from: number, to: number): number {
    this.bytes = withRoom(this.bytes, this.used + to - from);
    this.bytes.set(bytes.subarray(from, to), this.used);
    this.used += to - from;
    if (this.size + 2 > this.starts.length) this.starts = doubled(this.starts);
    this.starts[++this.size] = this.used;
    if (this.size * 2 > this.slots.length) this.rehash();
    return this.size - 1;
  }

  private rehash(): void {
    const mask = this.slots.length * 2 - 1;
    this.slots = new Int32Array(mask + 1);
    for (let code = 0; code < this.size; code++) {
      let slot = hash(this.bytes, this.starts[code], this.starts[code + 1]) & mask;
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
      this.slots[slot] = code + 1;
    }
  }
}

/** FNV-1a, 32 bits, with a final mix so that the low bits are good. */
function hash(bytes: Uint8Array, from: number, to: number): number {
  let h = 0x811c9dc5;
  for (let i = from; i < to; i++) h = Math.imul(h ^ bytes[i], 0x01000193);
  return h ^ (h >>> 15);
}

function doubled(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}

function withRoom(bytes: Uint8Array<ArrayBuffer>, needed: number): Uint8Array<ArrayBuffer> {
  if (needed <= bytes.length) return bytes;
  const larger = new Uint8Array(Math.max(needed, bytes.length * 2));
  larger.set(bytes);
  return larger;
}
