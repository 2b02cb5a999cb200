import { DamagedFile, type FileBytes } from '../fileBytes.ts';
import type { DtaLayout } from './layout.ts';

/** Texts of any length stand after the data; cells point at them by variable and row. */
export type LongTexts = ReadonlyMap<string, Buffer>;

export const longTextKey = (variable: number, row: number): string => `${variable}/${row}`;

const mark = 'GSO';

/** @throws DamagedFile */
export async function readLongTexts(bytes: FileBytes, layout: DtaLayout): Promise<LongTexts> {
  const texts = new Map<string, Buffer>();
  const { longTextsAt, numbers, release } = layout;
  if (longTextsAt === null || !layout.variables.some(({ type }) => type.kind === 'longText')) return texts;
  const rowBytes = release === 117 ? 4 : 8;
  bytes.seek(longTextsAt);
  while (bytes.left >= mark.length && (await bytes.take(mark.length)).toString('latin1') === mark) {
    const head = Buffer.from(await bytes.take(4 + rowBytes + 5));
    const row = release === 117 ? numbers.uint32(head, 4) : numbers.int64(head, 4);
    const length = numbers.uint32(head, 4 + rowBytes + 1);
    if (length > bytes.left) throw new DamagedFile(`A text of ${length} bytes`);
    texts.set(longTextKey(numbers.uint32(head, 0), row), Buffer.from(await bytes.take(length)));
  }
  return texts;
}
