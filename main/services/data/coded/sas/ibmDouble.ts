import type { NumberTaker } from '../takers.ts';

/**
 * A number as mainframes stored it, cut to `length` bytes: sign, exponent of 16 (excess 64), fraction. A first byte of `.`, `_` or a letter
 * with nothing behind it is a missing value.
 */
export function addIbmDouble(taker: NumberTaker, bytes: Buffer, at: number, length: number): void {
  const first = bytes[at];
  const rest = bytes.subarray(at + 1, at + length);
  if (rest.every((byte) => byte === 0)) {
    if (first === 0) return taker.add(0);
    if (first === 0x2e) return taker.add(NaN);
    if (first === 0x5f || (first >= 0x41 && first <= 0x5a))
      return taker.addMissing(`.${String.fromCharCode(first).toLowerCase()}`);
  }
  let fraction = 0;
  for (let i = rest.length - 1; i >= 0; i--) fraction = (fraction + rest[i]) / 256;
  taker.add((first & 0x80 ? -1 : 1) * fraction * 16 ** ((first & 0x7f) - 64));
}
