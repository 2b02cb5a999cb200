/**
 * How large the parts of a zip file say they are unpacked, told by its directory before anything is unpacked.
 *
 * @see PKWARE, APPNOTE.TXT §4.3.12 and §4.3.16
 */

export interface ZipPart {
  readonly packed: number;
  readonly unpacked: number;
}

const endMark = 0x06054b50;
const partMark = 0x02014b50;
const endBytes = 22;
const partBytes = 46;
/** The directory's end may be followed by a comment of this length. */
const longestComment = 0xffff;

/** The parts in the order of the directory; none where there is no directory. */
export function zipParts(bytes: Buffer): ZipPart[] {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]), bytes.length - endBytes);
  if (end < bytes.length - endBytes - longestComment || end < 0 || bytes.readUInt32LE(end) !== endMark) return [];
  const parts: ZipPart[] = [];
  let at = bytes.readUInt32LE(end + 16);
  while (at + partBytes <= end && bytes.readUInt32LE(at) === partMark) {
    parts.push({ packed: bytes.readUInt32LE(at + 20), unpacked: bytes.readUInt32LE(at + 24) });
    at += partBytes + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return parts;
}

/** A sheet of numbers packs to a tenth or so. What packs to less than this share of a large part is made to burst. */
const leastShare = 1 / 200;
const largePart = 100 * 2 ** 20;
const largestPart = 2 ** 30;

/** The bytes of the first part that no computer should be made to unpack; null where there is none. */
export function burstingSize(bytes: Buffer): number | null {
  const found = zipParts(bytes).find(
    ({ packed, unpacked }) => unpacked > largestPart || (unpacked > largePart && packed < leastShare * unpacked),
  );
  return found?.unpacked ?? null;
}
