import { normalQuantile } from './normalQuantile.ts';
import { philox } from './philox.ts';

/**
 * Random numbers that depend on a seed and a number only: stream i of a seed is the same whoever asks for it and whatever was drawn before,
 * so that work shared out among any number of workers comes to the same.
 */
export interface RandomStream {
  /** Uniform on [0, 1), a multiple of 2⁻⁵³. */
  uniform(): number;
  /** Standard normal, by inversion of a uniform of 52 bits. */
  normal(): number;
  fillNormal(into: Float64Array): void;
}

const TWO_26 = 2 ** 26;

/** @param seed, number whole numbers from 0 up; seed below 2⁵³, number below 2³² */
export function randomStream(seed: number, number: number): RandomStream {
  const words = new Uint32Array(4);
  let block = 0;
  let used = 4;
  const nextPair = (): number => {
    if (used === 4) {
      words.set([block >>> 0, Math.floor(block / 2 ** 32), number, 0]);
      philox(words, seed >>> 0, Math.floor(seed / 2 ** 32));
      block++;
      used = 0;
    }
    used += 2;
    return used - 2;
  };
  const uniform = (): number => {
    const at = nextPair();
    return ((words[at] >>> 5) * TWO_26 + (words[at + 1] >>> 6)) / 2 ** 53;
  };
  const normal = (): number => {
    const at = nextPair();
    return normalQuantile(((words[at] >>> 6) * TWO_26 + (words[at + 1] >>> 6) + 0.5) / 2 ** 52);
  };
  const fillNormal = (into: Float64Array): void => {
    for (let i = 0; i < into.length; i++) into[i] = normal();
  };
  return { uniform, normal, fillNormal };
}
