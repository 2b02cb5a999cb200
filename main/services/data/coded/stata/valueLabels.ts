import { decoderFor } from '../encodings.ts';
import { DamagedFile, type FileBytes } from '../fileBytes.ts';
import { untilZero, type DtaLayout } from './layout.ts';

/** Sets of value labels by their name, each in the order of its values. */
export type DtaLabels = ReadonlyMap<string, ReadonlyMap<number, string>>;

/** Whole numbers above this are Stata's missing values, `.` and `.a` to `.z`. */
const largest = 2_147_483_620;

/** @throws DamagedFile */
export async function readValueLabels(bytes: FileBytes, layout: DtaLayout): Promise<DtaLabels> {
  const { valueLabelsAt, is } = layout;
  const sets = new Map<string, ReadonlyMap<number, string>>();
  const decode = decoderFor(is.encoding);
  const tag = is.types === 'pairs' ? '<lbl>'.length : 0;
  bytes.seek(Math.min(valueLabelsAt, bytes.size));
  while (bytes.left >= tag + 4) {
    if (tag > 0 && (await bytes.take(tag)).toString('latin1') !== '<lbl>') break;
    const length = layout.numbers.int32(await bytes.take(4), 0);
    const name = decode(untilZero(await bytes.take(is.name)));
    bytes.skip(3);
    sets.set(name, labelSet(await bytes.take(length), layout, decode));
    if (tag > 0) bytes.skip('</lbl>'.length);
  }
  return sets;
}

/** Count, length of the texts, where each text begins, the values, the texts. */
function labelSet(table: Buffer, { numbers }: DtaLayout, decode: (bytes: Buffer) => string): Map<number, string> {
  const count = table.length < 8 ? -1 : numbers.int32(table, 0);
  const textsAt = 8 + 8 * count;
  if (count < 0 || textsAt > table.length) throw new DamagedFile(`A set of ${count} value labels in ${table.length} bytes`);
  const labels = Array.from({ length: count }, (_, i): [number, string] => {
    const at = textsAt + numbers.uint32(table, 8 + 4 * i);
    return [numbers.int32(table, 8 + 4 * (count + i)), decode(untilZero(table.subarray(Math.min(at, table.length))))];
  });
  return new Map(labels.filter(([value]) => value <= largest).sort(([a], [b]) => a - b));
}
