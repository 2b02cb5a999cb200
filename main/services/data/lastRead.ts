import { stat } from 'node:fs/promises';
import type { ImportOptions } from '../../api.ts';
import { readExtent } from './readFile.ts';
import type { ReadData, ReadHooks } from './types.ts';

interface WholeRead {
  readonly read: ReadData;
  readonly sheets: readonly string[];
}

/** The file read last, so that looking at it again in another way does not begin with reading it. */
export class LastRead {
  #key = '';
  #last: WholeRead | null = null;

  /** @throws Failure as `readFile` */
  async read(path: string, options: ImportOptions | null, hooks: ReadHooks): Promise<WholeRead> {
    const { size, mtimeMs } = await stat(path).catch(() => ({ size: -1, mtimeMs: 0 }));
    const key = JSON.stringify([path, size, mtimeMs, options]);
    if (this.#last && key === this.#key) return this.#last;
    this.forget();
    this.#last = await readExtent(path, options, 'whole', hooks);
    this.#key = key;
    return this.#last;
  }

  forget(): void {
    this.#last = null;
    this.#key = '';
  }
}
