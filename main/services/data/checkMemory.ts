import { failure } from '../../../engine/contract/index.ts';
import { tooBig } from '../../../engine/text/dataFailures.ts';

const bytesPerCell = 8;
/** A share for the program itself and for one column held twice while it is joined. */
const usableShare = 0.7;

/**
 * Whether a table of this size fits in the memory that is free now.
 *
 * @throws Failure 'import.too-big'
 */
export function checkMemory(
  file: { readonly name: string },
  rows: number,
  columns: number,
  available = process.availableMemory(),
): void {
  const needed = rows * columns * bytesPerCell;
  if (needed > available * usableShare)
    throw failure('import.too-big', { name: file.name, needed, available }, tooBig(file.name, needed, available));
}
