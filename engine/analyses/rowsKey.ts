/**
 * A key of the rows and outcome values a model was fitted to: equal keys mean that likelihoods may be compared.
 */
import type { ModelFrame } from '../frame/types.ts';

/** 16 hexadecimal digits over row numbers, outcome, weights and offset. */
export function rowsKey(frame: ModelFrame): string {
  const parts = [frame.rowNumbers ?? frame.rows, frame.y, frame.weights, frame.offset].map((part) =>
    part ? hash(words(part)) : 'none',
  );
  return hash(Uint32Array.from(parts.join(' '), (character) => character.charCodeAt(0)));
}

function words(values: Int32Array | Float64Array): Uint32Array {
  return new Uint32Array(values.buffer, values.byteOffset, values.byteLength / 4);
}

/**
 * Two 32-bit lanes of multiply-and-rotate mixing, in the manner of MurmurHash.
 *
 * @see Appleby (2011), MurmurHash3 (its constants)
 */
function hash(values: Uint32Array): string {
  let [a, b] = [0x9747b28c, 0x2c1b3c6d];
  for (let at = 0; at < values.length; at++) {
    a = rotated(Math.imul(a ^ values[at], 0xcc9e2d51), 13);
    b = rotated(Math.imul(b ^ values[at], 0x1b873593), 15) + a;
  }
  return [a ^ values.length, b].map((lane) => finished(lane).toString(16).padStart(8, '0')).join('');
}

function rotated(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by));
}

function finished(lane: number): number {
  let h = lane;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
