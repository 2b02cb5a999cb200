import { copyFileSync, mkdirSync, readFileSync, truncateSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { failure, failureOf } from '../../../../engine/contract/index.ts';
import { previewFile, quietHooks, readFile } from '../../../../main/services/data/index.ts';
import { checkMemory } from '../../../../main/services/data/checkMemory.ts';
import { fileFailure, lookAtFile } from '../../../../main/services/data/lookAtFile.ts';
import { codes, failureFrom, fileOf, fixtures, read } from './files.ts';

const readPath = (path: string) => readFile(path, null, quietHooks);

describe('a file that cannot be had', () => {
  test('is not there', async () => {
    expect(await failureFrom(readPath(join(fixtures, 'nowhere.csv')))).toMatchObject({
      code: 'import.not-found',
      message: 'There is no file “nowhere.csv” at this place.',
    });
  });

  test('is a folder', async () => {
    expect((await failureFrom(readPath(fixtures))).code).toBe('import.folder');
  });

  test.each([
    ['EACCES', 'import.no-permission'],
    ['EPERM', 'import.no-permission'],
    ['EIO', 'import.unreadable'],
  ])('is refused by the system with %s', (code, expected) => {
    const thrown = fileFailure(Object.assign(new Error(code), { code }), '/data/a.csv', 'a.csv');
    expect(failureOf(thrown)?.code).toBe(expected);
  });

  test('a bug is no trouble with a file', () => {
    const bug = new TypeError('x is undefined');
    expect(fileFailure(bug, '/data/a.csv', 'a.csv')).toBe(bug);
  });

  test('lies in a folder that is a file', async () => {
    expect((await failureFrom(readPath(join(fileOf('x'), 'data.csv')))).code).toBe('import.not-found');
  });
});

describe('a file with nothing to read', () => {
  test.each(['', '\n\n\n', '\uFEFF', '  \n'])('empty: %j', async (content) => {
    expect((await failureFrom(read(content))).code).toBe('import.empty');
  });

  test.each(['name,score\n', 'name;score', 'name,score\r\n\r\n', 'name,score\n,\n'])('a header alone: %j', async (content) => {
    const failed = await failureFrom(read(content));
    expect(failed.code).toBe('import.header-only');
    expect(failed.message).toContain('name, score');
  });
});

describe('rows with more cells than the header', () => {
  const content = 'name,town,score\nAnna,Ulm,1\nBea,Halle, Saale,2\nCleo,Bonn,3\nDora,Köln, Rhein,4\n';

  test('are refused, named and explained', async () => {
    const failed = await failureFrom(read(content));
    expect(failed).toMatchObject({
      code: 'import.ragged',
      message: 'Rows 2, 4 have more cells than the 3 columns named in the header. Row 2 has 4: Bea,Halle, Saale,2',
      details: { columns: 3, delimiter: ',' },
    });
    expect(failed.remedy).toContain('comma');
  });

  test('are shown in the preview, so that another delimiter can be chosen', async () => {
    const preview = await previewFile(fileOf(content), null, quietHooks);
    expect(codes(preview)).toContain('import.long-rows');
    expect(preview.rows).toHaveLength(4);
  });

  test('are found a million bytes into the file', async () => {
    const rows = Array.from({ length: 100_000 }, (_, i) => `${i},${i % 9}`);
    rows[99_998] = '1,2,3';
    expect((await failureFrom(read(`a,b\n${rows.join('\n')}\n`))).message).toContain('Row 99999 has');
  });
});

test('a quote that is never closed is found at the row where it opens', async () => {
  const failed = await failureFrom(read('a,b\n1,x\n2,"y\n3,z\n'));
  expect(failed).toMatchObject({ code: 'import.unclosed-quote', details: { row: 3 } });
});

test('more than a hundred thousand columns are refused', async () => {
  const line = Array.from({ length: 100_001 }, (_, j) => j).join(',');
  expect((await failureFrom(read(`${line}\n${line}\n`, { header: true }))).code).toBe('import.too-many-columns');
});

test('a table larger than the free memory is refused before it is read', () => {
  const thrown = (() => {
    try {
      return checkMemory({ name: 'huge.csv' }, 1e9, 100, 8 * 2 ** 30);
    } catch (error) {
      return error;
    }
  })();
  expect(failureOf(thrown)).toMatchObject({
    code: 'import.too-big',
    message: '“huge.csv” needs about 745.1 GB of memory, and 8.0 GB are free.',
  });
  expect(() => checkMemory({ name: 'small.csv' }, 1e6, 10, 8 * 2 ** 30)).not.toThrow();
});

describe('options that cannot be', () => {
  test('an encoding nobody knows', async () => {
    expect((await failureFrom(read('a,b\n1,2\n', { encoding: 'klingon' }))).code).toBe('import.unknown-encoding');
  });

  test('a delimiter of two characters', async () => {
    expect((await failureFrom(read('a,b\n1,2\n', { delimiter: '::' }))).code).toBe('import.delimiter');
  });
});

describe('files of other kinds', () => {
  const bytes = (...parts: (string | number[])[]) =>
    Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))));
  test.each([
    ['photo.csv', bytes([0x89], 'PNG', [0, 0, 13, 10, 0, 7]), 'import.binary'],
    ['packed.csv', gzipSync('a,b\n1,2\n'), 'import.binary'],
    ['survey.sav', bytes('$FL2@(#) SPSS DATA FILE'), 'import.damaged-data'],
    ['renamed.csv', bytes('$FL2@(#) SPSS DATA FILE'), 'import.damaged-data'],
    ['panel.dta', bytes('<stata_dta><header>'), 'import.damaged-data'],
    ['old.dta', bytes([0x72, 2, 1, 0]), 'import.damaged-data'],
    ['data.sas7bdat', bytes([0, 0, 0, 0]), 'import.unsupported'],
    ['data.RData', bytes('RDX3\nX\n'), 'import.damaged-data'],
    ['data.xpt', bytes('HEADER RECORD*******LIBRARY HEADER RECORD'), 'import.damaged-data'],
    ['data.ods', bytes('PK', [3, 4], 'mimetypeapplication/vnd.oasis.opendocument.spreadsheet'), 'import.damaged-workbook'],
    ['text.odt', bytes('PK', [3, 4], 'mimetypeapplication/vnd.oasis.opendocument.text'), 'import.unsupported'],
    ['paper.pdf', bytes('%PDF-1.7'), 'import.unsupported'],
    ['work.terrace', bytes('SQLite format 3', [0]), 'import.project'],
    ['download.xls', bytes('<html><table><tr><td>1</td></tr></table>'), 'import.web-page'],
    ['old.xls', bytes([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], 'Workbook'), 'import.old-excel'],
    ['binary.xlsb', bytes('PK', [3, 4]), 'import.binary-excel'],
    ['broken.xlsx', bytes('PK', [3, 4], 'nothing that a workbook has'), 'import.damaged-workbook'],
  ])('%s', async (name, content, code) => {
    expect((await failureFrom(readPath(fileOf(content, name)))).code).toBe(code);
  });

  test('an encrypted workbook', async () => {
    const content = await writeXlsx({
      sheets: [{ name: 'a', rows: [['x'], [1]] }],
      encryption: { password: 'secret', spinCount: 100 },
    });
    expect((await failureFrom(readPath(fileOf(content, 'secret.xlsx')))).code).toBe('import.encrypted');
  });

  test.each([0.3, 0.6, 0.9])('a workbook cut off at %f of its length', async (share) => {
    const path = fileOf('', `cut-${share}.xlsx`);
    copyFileSync(join(fixtures, 'pupils.xlsx'), path);
    truncateSync(path, Math.floor(readFileSync(path).length * share));
    expect((await failureFrom(readPath(path))).code).toBe('import.damaged-workbook');
  });

  test('text with the ending of a workbook is read as text', async () => {
    expect((await lookAtFile(fileOf('a,b\n1,2\n', 'export.xls'))).format).toBe('csv');
  });
});

describe('watching and stopping', () => {
  const content = Array.from({ length: 400_000 }, (_, i) => `${i},${i % 9},text ${i % 100}`).join('\n');

  test('tells how far it is, up to the whole file', async () => {
    const told: number[] = [];
    await readFile(fileOf(`a,b,c\n${content}\n`), null, {
      onProgress: ({ done, total }) => told.push(done / (total ?? NaN)),
      checkCancelled: () => {},
    });
    expect(told.length).toBeGreaterThan(2);
    expect(told.at(-1)).toBe(1);
    expect([...told].sort((a, b) => a - b)).toEqual(told);
  });

  test('stops when it is told to', async () => {
    let asked = 0;
    const checkCancelled = () => {
      if (++asked === 2) throw failure('job.cancelled', {}, { message: 'Stopped by hand.', remedy: 'Start again.' });
    };
    const failed = await failureFrom(readFile(fileOf(`a,b,c\n${content}\n`), null, { onProgress: () => {}, checkCancelled }));
    expect(failed.code).toBe('job.cancelled');
    expect(asked).toBe(2);
  });
});

test('a folder inside a folder is told by its own name', async () => {
  const inside = join(dirname(fileOf('x')), 'inside');
  mkdirSync(inside);
  expect((await failureFrom(readPath(inside))).message).toBe('“inside” is a folder, not a file.');
});
