/**
 * One side of a row: a process that stays warm and measures once each time it is asked.
 */
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { BenchRow } from './rows.ts';

export interface Measurement {
  /** CPU seconds of one piece of work, all threads of the process: the mean over the repetitions. */
  readonly seconds: number;
  readonly repetitions: number;
  /** REML criterion reached, of fits. */
  readonly criterion: number | null;
  /** The most memory the process has had so far. */
  readonly megabytes: number | null;
}

/** A side that could not measure; the reason is in the message. */
export class GivenUp extends Error {}

/** Linear algebra in R on one thread, whatever BLAS there is. */
const oneThread = { OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };

export class Contestant {
  readonly #process: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #lines: AsyncIterator<string>;
  readonly #limitSeconds: number;
  #lastWords = '';

  constructor(command: string, args: readonly string[], limitSeconds: number) {
    this.#process = spawn(command, args, { env: { ...process.env, ...oneThread }, stdio: ['pipe', 'pipe', 'pipe'] });
    this.#process.on('error', ({ message }) => (this.#lastWords = message));
    this.#process.stdin.on('error', () => undefined);
    this.#process.stderr.on('data', (text: Buffer) => (this.#lastWords = (this.#lastWords + text).slice(-600)));
    this.#lines = createInterface({ input: this.#process.stdout })[Symbol.asyncIterator]();
    this.#limitSeconds = limitSeconds;
  }

  /** What the side runs on; it has read its data and made what the work starts from. */
  async ready(): Promise<string> {
    return ((await this.#answer()) as { ready: string }).ready;
  }

  async measure(): Promise<Measurement> {
    this.#process.stdin.write('measure\n');
    return (await this.#answer()) as Measurement;
  }

  end(): void {
    this.#process.kill('SIGKILL');
  }

  async #answer(): Promise<unknown> {
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => late.reject(new GivenUp(`over ${this.#limitSeconds} s`)), this.#limitSeconds * 1000);
    try {
      const { value, done } = await Promise.race([this.#lines.next(), late.promise]);
      if (done) throw new GivenUp(this.#lastWords.trim() || 'ended without a word');
      return JSON.parse(value);
    } finally {
      clearTimeout(timer);
    }
  }
}

/** @param folder the row's table as files */
export function engineOn({ task, formula }: BenchRow, folder: string, limitSeconds: number): Contestant {
  const side = join(import.meta.dirname, 'engineSide.ts');
  return new Contestant(process.execPath, ['--expose-gc', side, task, formula, folder], limitSeconds);
}

export function rOn({ task, formula }: BenchRow, folder: string, limitSeconds: number): Contestant {
  return new Contestant('Rscript', ['--vanilla', join(import.meta.dirname, 'rSide.R'), task, formula, folder], limitSeconds);
}
