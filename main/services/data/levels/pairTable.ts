/** Which combinations of two codes occur and how often: a table of all of them where that is small, open addressing where it is not. */
export class PairTable {
  /** Combinations met so far; each has a number, in order of appearance. */
  size = 0;
  private readonly seconds: number;
  private readonly direct: Int32Array | null;
  private keys = new Float64Array(0);
  private slots = new Int32Array(0);
  /** The pair and the count of each combination. */
  private pairs = new Float64Array(64);
  private counts = new Int32Array(64);

  constructor(first: { readonly groups: number }, second: { readonly groups: number }) {
    this.seconds = second.groups;
    const all = first.groups * second.groups;
    this.direct = all <= 2 ** 22 ? new Int32Array(all) : null;
    if (this.direct === null) this.makeSlots(2 ** 16);
  }

  /** Counts one row with these codes; the number of its combination. */
  count(first: number, second: number): number {
    const pair = first * this.seconds + second;
    const known = this.direct === null ? this.find(pair) : this.direct[pair] - 1;
    if (known < 0) return this.add(pair);
    this.counts[known]++;
    return known;
  }

  firstOf(combination: number): number {
    return Math.floor(this.pairs[combination] / this.seconds);
  }

  countOf(combination: number): number {
    return this.counts[combination];
  }

  private add(pair: number): number {
    if (this.size === this.pairs.length) this.grow();
    this.pairs[this.size] = pair;
    this.counts[this.size] = 1;
    this.size++;
    if (this.direct !== null) this.direct[pair] = this.size;
    else this.place(pair, this.size);
    return this.size - 1;
  }

  private find(pair: number): number {
    const mask = this.slots.length - 1;
    for (let slot = hashOf(pair) & mask; this.slots[slot] !== 0; slot = (slot + 1) & mask)
      if (this.keys[slot] === pair) return this.slots[slot] - 1;
    return -1;
  }

  private place(pair: number, number: number): void {
    if (this.size * 2 > this.slots.length) {
      this.makeSlots(this.slots.length * 2);
      for (let each = 0; each < this.size - 1; each++) this.fill(this.pairs[each], each + 1);
    }
    this.fill(pair, number);
  }

  private fill(pair: number, number: number): void {
    const mask = this.slots.length - 1;
    let slot = hashOf(pair) & mask;
    while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
    this.keys[slot] = pair;
    this.slots[slot] = number;
  }

  private makeSlots(length: number): void {
    this.keys = new Float64Array(length);
    this.slots = new Int32Array(length);
  }

  private grow(): void {
    const pairs = new Float64Array(this.size * 2);
    const counts = new Int32Array(this.size * 2);
    pairs.set(this.pairs);
    counts.set(this.counts);
    this.pairs = pairs;
    this.counts = counts;
  }
}

/** Multiplicative hashing of both halves of the pair's number (Knuth, The Art of Computer Programming 3, §6.4). */
function hashOf(pair: number): number {
  const low = pair >>> 0;
  const high = Math.floor(pair / 2 ** 32);
  const mixed = Math.imul(low ^ Math.imul(high, 0x85ebca6b), 0x9e3779b1);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
