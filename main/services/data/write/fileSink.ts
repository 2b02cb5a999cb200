import { open, type FileHandle } from 'node:fs/promises';

const bite = 1 << 20;

/** A file that grows at its end, in large bites. */
export class FileSink {
  written = 0;
  readonly #handle: FileHandle;
  #held: Uint8Array[] = [];
  #heldBytes = 0;

  private constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  static async create(path: string): Promise<FileSink> {
    return new FileSink(await open(path, 'wx'));
  }

  /** The bytes are kept, not copied, until they are written. */
  async add(bytes: Uint8Array): Promise<void> {
    this.#held.push(bytes);
    this.#heldBytes += bytes.length;
    this.written += bytes.length;
    if (this.#heldBytes >= bite) await this.#write();
  }

  /** Everything is on the disk when this ends. */
  async finish(): Promise<void> {
    await this.#write();
    await this.#handle.sync();
    await this.#handle.close();
  }

  close(): Promise<void> {
    return this.#handle.close();
  }

  async #write(): Promise<void> {
    const bytes = Buffer.concat(this.#held);
    this.#held = [];
    this.#heldBytes = 0;
    for (let at = 0; at < bytes.length;) at += (await this.#handle.write(bytes, at)).bytesWritten;
  }
}
