/**
 * Standard output holds results and nothing else; whoever reads it may stop reading at any time.
 */

/** Ends the program quietly when the reader of its output has gone (`… | head`). */
export function endOnBrokenPipe(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
}

/** Resolves once the text is handed over, so that a slow reader slows the program instead of filling its memory. */
export function writeOut(text: string): Promise<void> {
  return new Promise((resolve) => void process.stdout.write(text, () => resolve()));
}

export function complain(line: string): void {
  process.stderr.write(`${line}\n`);
}
