import type { FileHandle } from 'node:fs/promises';

/** The file ends, or contradicts itself, where its own dictionary says there is more. */
export class DamagedFile extends Error {}

const bite = 1 << 20;

/** A file read from front to back. Never more is asked for than there is, whatever sizes the file declares. */
export class FileBytes {
  position = 0;
  readonly size: number;
  readonly #handle: FileHandle;
  #buffer = Buffer.alloc(0);
  #bufferAt = 0;

  constructor(handle: FileHandle, size: number) {
    this.#handle = handle;
    this.size = size;
  }

  get left(): number {
    return this.size - this.position;
  }

  /** The next `count` bytes. @throws DamagedFile where there are fewer */
  async take(count: number): Promise<Buffer> {
    if (!(count >= 0) || count > this.left) throw new DamagedFile(`${count} bytes wanted at ${this.position} of ${this.size}`);
    await this.#reach(count);
    const from = this.position - this.#bufferAt;
    this.position += count;
    return this.#buffer.subarray(from, from + count);
  }

  /** The next bytes, as many as there are up to `count`. */
  upTo(count: number): Promise<Buffer> {
    return this.take(Math.min(count, this.left));
  }

  /** @throws DamagedFile where the file does not reach so far */
  seek(position: number): void {
    if (!(position >= 0 && position <= this.size)) throw new DamagedFile(`${position} is outside the file's ${this.size} bytes`);
    this.position = position;
  }

  skip(count: number): void {
    if (!(count >= 0)) throw new DamagedFile(`${count} bytes to pass over at ${this.position}`);
    this.seek(this.position + count);
  }

  close(): Promise<void> {
    return this.#handle.close();
  }

  async #reach(count: number): Promise<void> {
    const end = this.#bufferAt + this.#buffer.length;
    if (this.position >= this.#bufferAt && this.position + count <= end) return;
    const length = Math.min(Math.max(count, bite), this.size - this.position);
    const { bytesRead, buffer } = await this.#handle.read(Buffer.allocUnsafe(length), 0, length, this.position);
    if (bytesRead < count) throw new DamagedFile(`The file ended after ${this.position + bytesRead} bytes`);
    this.#buffer = buffer.subarray(0, bytesRead);
    this.#bufferAt = this.position;
  }
}
