import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { escapedCell, RowScanner } from '../../../../main/services/data/text/rowScanner.ts';
import { rowsOfChunks } from '../../../../main/services/data/text/rowsOfChunks.ts';
import { seeded, type Seeded } from '../../../support/seeded.ts';

/** All rows of a text cut into chunks of so many bytes. */
async function scan(text: string, delimiter: string, chunkBytes: number): Promise<string[][]> {
  const bytes = Buffer.from(text);
  const chunks = Array.from({ length: Math.max(1, Math.ceil(bytes.length / chunkBytes)) }, (_, i) => {
    const end = Math.min(bytes.length, (i + 1) * chunkBytes);
    return { bytes: bytes.subarray(i * chunkBytes, end), done: end, isLast: end === bytes.length };
  });
  const scanner = new RowScanner(delimiter);
  const rows: string[][] = [];
  await rowsOfChunks(chunks, scanner, (row) => {
    rows.push(
      Array.from({ length: scanner.count }, (_, j) => Buffer.from(row.subarray(scanner.from[j], scanner.to[j])).toString()),
    );
    return true;
  });
  return rows;
}

const pieces = ['a', 'bc', '1.5', '-7', 'ä€😀', 'x y', '"', '""', '\n', '\r\n', ',', ';', '\t', "it's", ''];
const randomCell = (random: Seeded): string =>
  Array.from({ length: random.below(4) }, () => pieces[random.below(pieces.length)])
    .join('')
    .trim();

describe('what another program writes', () => {
  test.each(Array.from({ length: 40 }, (_, seed) => seed))('is read back as it was, cut anywhere (table %i)', async (seed) => {
    const random = seeded(seed);
    const width = 2 + random.below(4);
    const table = Array.from({ length: 1 + random.below(12) }, () => Array.from({ length: width }, () => randomCell(random)));
    const delimiter = [',', ';', '\t', '|'][random.below(4)];
    const newline = ['\n', '\r\n', '\r'][random.below(3)];
    const text = Papa.unparse(table, { delimiter, newline }) + (random.below(2) ? newline : '');
    for (const chunkBytes of [1, 2, 3, 7, 64, 100_000]) expect(await scan(text, delimiter, chunkBytes)).toEqual(table);
  });
});

test('text after a closing quote belongs to the cell and swallows no row', async () => {
  expect(await scan('"Smith" John,1\n"x"y"z",2\n', ',', 1000)).toEqual([
    ['Smith John', '1'],
    ['xy"z"', '2'],
  ]);
});

test('spaces around a quoted cell do not count, those inside do', async () => {
  expect(await scan('a, " b " ,c\n', ',', 1000)).toEqual([['a', ' b ', 'c']]);
});

test('runs of spaces and tabs are one delimiter when the delimiter is a space', async () => {
  expect(await scan('  a \t "b c"   d  \n1 2 3\n', ' ', 2)).toEqual([
    ['a', 'b c', 'd'],
    ['1', '2', '3'],
  ]);
});

test('a cell of spaces is empty', async () => {
  expect(await scan('a,   ,b\n   ,\n', ',', 1000)).toEqual([
    ['a', '', 'b'],
    ['', ''],
  ]);
});

test('an escaped cell is marked before it is unquoted', () => {
  const scanner = new RowScanner(',');
  const bytes = Buffer.from('"a""b",c\n\n');
  expect(scanner.next(bytes, 0, 9, true)).toBe(9);
  expect(Array.from(scanner.kind.subarray(0, 2))).toEqual([escapedCell, 0]);
});
