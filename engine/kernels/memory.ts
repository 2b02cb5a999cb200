/**
 * Arrays that compiled kernels can reach. Each model has a WebAssembly memory of its own, as large as its arrays and never grown: so no view
 * is ever cut off, models do not get into each other's way, and the collector frees the memory with the model.
 *
 * A memory costs some 0.2 ms to make; models too small to win that back stay in ordinary arrays.
 */
import { kernelMode, kernelsOn, type Kernels } from './runtime.ts';

export type Values = Float64Array | Int32Array;

/** Doubles or integers that are to be zero. */
export type Zeros = { readonly doubles: number } | { readonly ints: number };

export type Placed<T> = T extends Float64Array | { readonly doubles: number } ? Float64Array : Int32Array;

const PAGE = 65536;
/** At most what the module's own tables and the working space of products take. */
const OWN = 1 << 20;

export interface KernelSpace {
  readonly kernels: Kernels;
  /** Address of the working space of products. */
  readonly work: number;
  /** Copy values into the memory, or make room for zeros. */
  place<T extends Values | Zeros>(wanted: T): Placed<T>;
  /** An array of 32-bit words, for the structures that kernels are handed; its address. */
  words(values: readonly number[]): number;
}

/** Bytes that arrays and word lists take. */
export function spaceNeeded(wanted: Iterable<Values | Zeros>): number {
  let bytes = 0;
  for (const one of wanted) bytes += aligned(bytesOf(one));
  return bytes;
}

/** @returns null where plain TypeScript is to run, or there is no such memory to be had */
export function kernelSpace(bytes: number): KernelSpace | null {
  const mode = kernelMode();
  if (mode === 'typescript') return null;
  const memory = memoryOf(bytes + OWN);
  const kernels = memory && kernelsOn(memory, mode);
  if (!kernels) return null;
  let next = aligned(kernels.firstFree());
  const take = (size: number): number => {
    const address = next;
    next += aligned(size);
    if (next > memory.buffer.byteLength)
      throw new Error(`The kernels' memory is ${next - memory.buffer.byteLength} bytes short.`);
    return address;
  };
  const work = take(kernels.productWork());
  return {
    kernels,
    work,
    place: (wanted) => placedAt(memory.buffer, take(bytesOf(wanted)), wanted),
    words: (values) => {
      const address = take(4 * values.length);
      new Uint32Array(memory.buffer, address, values.length).set(values);
      return address;
    },
  };
}

function memoryOf(bytes: number): WebAssembly.Memory | null {
  try {
    return new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE) });
  } catch {
    return null;
  }
}

function bytesOf(wanted: Values | Zeros): number {
  if ('doubles' in wanted) return 8 * wanted.doubles;
  return 'ints' in wanted ? 4 * wanted.ints : wanted.byteLength;
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / 16) * 16;
}

function placedAt<T extends Values | Zeros>(buffer: ArrayBuffer, address: number, wanted: T): Placed<T> {
  if ('doubles' in wanted) return new Float64Array(buffer, address, wanted.doubles) as Placed<T>;
  if ('ints' in wanted) return new Int32Array(buffer, address, wanted.ints) as Placed<T>;
  const view =
    wanted instanceof Float64Array
      ? new Float64Array(buffer, address, wanted.length)
      : new Int32Array(buffer, address, wanted.length);
  view.set(wanted);
  return view as Placed<T>;
}
