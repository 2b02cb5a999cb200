import { seeded, type Seeded as Random } from '../support/seeded.ts';

type Mutation = (bytes: Buffer, random: Random) => Buffer;

const place = (random: Random, bytes: Buffer): number => random.below(Math.max(1, bytes.length));

/** Numbers that files trip over where they hold a size, a count or an offset. */
const sizes = [-1, 0, 1, 0x7f, 0xff, 0x7fff, 0xffff, 0x7fffffff, -0x80000000, 0x10000000];
const texts = ['"', '""', '\0', '\r', '\n', ',', ';;;;', '\t', 'NA', '1e999', '-', '"\n"', '\ufeff', '=1+1', '<', ']]>'];

const mutations: readonly Mutation[] = [
  /** Single bits turned over. */
  (bytes, random) => {
    const copy = Buffer.from(bytes);
    for (let i = 0; i <= random.below(8); i++) copy[place(random, copy)] ^= 1 << random.below(8);
    return copy;
  },
  /** Cut short. */
  (bytes, random) => bytes.subarray(0, place(random, bytes)),
  /** The front lost. */
  (bytes, random) => bytes.subarray(random.below(64)),
  /** A size, a count or an offset gone wrong, early in the file where they mostly are. */
  (bytes, random) => {
    const copy = Buffer.from(bytes);
    const at = random.below(Math.max(1, Math.min(copy.length - 4, random.uniform() < 0.7 ? 400 : copy.length)));
    if (copy.length >= 4) copy.writeInt32LE(sizes[random.below(sizes.length)], Math.max(0, at));
    return copy;
  },
  /** Part of the file twice. */
  (bytes, random) => {
    const [from, to] = [place(random, bytes), place(random, bytes)].sort((a, b) => a - b);
    return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)]);
  },
  /** Part of the file left out. */
  (bytes, random) => {
    const [from, to] = [place(random, bytes), place(random, bytes)].sort((a, b) => a - b);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
  },
  /** Zeros, or noise, over part of it. */
  (bytes, random) => {
    const copy = Buffer.from(bytes);
    const from = place(random, copy);
    const noise = random.uniform() < 0.5;
    for (let i = from; i < Math.min(copy.length, from + random.below(200)); i++) copy[i] = noise ? random.below(256) : 0;
    return copy;
  },
  /** Characters that mean something, where they are not expected; now and then very many of them. */
  (bytes, random) => {
    const at = place(random, bytes);
    const text = texts[random.below(texts.length)].repeat(random.uniform() < 0.1 ? 20_000 : 1 + random.below(4));
    return Buffer.concat([bytes.subarray(0, at), Buffer.from(text), bytes.subarray(at)]);
  },
];

/** File number `number` of a seed: one of the originals, damaged once to three times. */
export function mutant(originals: readonly Original[], seed: number, number: number): Original {
  const random = seeded(seed * 1_000_003 + number);
  const { name, bytes } = originals[random.below(originals.length)];
  let damaged = bytes;
  for (let i = 0; i <= random.below(3); i++) damaged = mutations[random.below(mutations.length)](damaged, random);
  return { name: `${number}-${name}`, bytes: damaged };
}

export interface Original {
  readonly name: string;
  readonly bytes: Buffer;
}
