/**
 * Philox 4x32 with ten rounds: a bijection of 128-bit counters under a 64-bit key. Random numbers are counters enciphered, so that any of
 * them can be had without those before it.
 *
 * @see Salmon, Moraes, Dror & Shaw (2011), Parallel random numbers: as easy as 1, 2, 3. Proc. SC11, §5.2
 */

/** Multipliers and key increments of the paper. */
const M0 = 0xd2511f53;
const M1 = 0xcd9e8d57;
const W0 = 0x9e3779b9;
const W1 = 0xbb67ae85;
const ROUNDS = 10;

/** Encipher four 32-bit words in place. */
export function philox(words: Uint32Array, key0: number, key1: number): void {
  let x0 = words[0] | 0;
  let x1 = words[1] | 0;
  let x2 = words[2] | 0;
  let x3 = words[3] | 0;
  for (let round = 0; round < ROUNDS; round++) {
    const high0 = highProduct(M0, x0);
    const high1 = highProduct(M1, x2);
    const low0 = Math.imul(M0, x0);
    x0 = high1 ^ x1 ^ (key0 + Math.imul(round, W0));
    x1 = Math.imul(M1, x2);
    x2 = high0 ^ x3 ^ (key1 + Math.imul(round, W1));
    x3 = low0;
  }
  words[0] = x0;
  words[1] = x1;
  words[2] = x2;
  words[3] = x3;
}

/** Upper 32 bits of the product of two unsigned words, from products of their halves, none of which leaves 32 bits. */
function highProduct(a: number, b: number): number {
  const aHigh = a >>> 16;
  const aLow = a & 0xffff;
  const bHigh = b >>> 16;
  const bLow = b & 0xffff;
  const cross = (Math.imul(aHigh, bLow) + (Math.imul(aLow, bLow) >>> 16)) >>> 0;
  const other = (Math.imul(aLow, bHigh) + (cross & 0xffff)) >>> 0;
  return (Math.imul(aHigh, bHigh) + (cross >>> 16) + (other >>> 16)) | 0;
}
