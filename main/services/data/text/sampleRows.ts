import { escapedCell, RowScanner, unquote } from './rowScanner.ts';

/** The front of a text file, as UTF-8. */
export interface Sample {
  readonly bytes: Uint8Array;
  /** The file ends here. */
  readonly isWhole: boolean;
}

/** The first rows of a sample as strings, blank lines left out. A row cut off by the sample's end is left out too. */
export function sampleRows(sample: Sample, delimiter: string, most: number): string[][] {
  const end = sample.bytes.length;
  const bytes = Buffer.alloc(end + 1, 10);
  bytes.set(sample.bytes);
  const scanner = new RowScanner(delimiter);
  const rows: string[][] = [];
  for (let at = 0; at < end && rows.length < most;) {
    at = scanner.next(bytes, at, end, sample.isWhole);
    if (at < 0) break;
    const row = rowText(bytes, scanner);
    if (row.length > 1 || row[0] !== '') rows.push(row);
  }
  return rows;
}

function rowText(bytes: Buffer, scanner: RowScanner): string[] {
  return Array.from({ length: scanner.count }, (_, j) => {
    const to = scanner.kind[j] === escapedCell ? unquote(bytes, scanner.from[j], scanner.to[j]) : scanner.to[j];
    return bytes.toString('utf8', scanner.from[j], to);
  });
}
