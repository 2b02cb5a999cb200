import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { quietHooks, readFile } from '../../../../main/services/data/index.ts';
import { cells, codes, fixtures, read } from './files.ts';

describe('a semicolon file with decimal commas in Latin-1', () => {
  test('gives every cell as it was meant', async () => {
    const { table, options, notices } = await readFile(join(fixtures, 'german-latin1.csv'), null, quietHooks);
    expect(cells(table)).toEqual({
      Schüler: ['Anna', 'Björn', 'Çelik', 'Dörte', 'Eva'],
      Größe: [1.52, 1.6, null, -0.75, 0.5],
      Gewicht: [41.5, null, 52.25, 1052.5, 48],
      Note: [2, 3, 1, null, 4],
      Schule: ['Mühle', 'Mühle', 'Süd', 'Süd', null],
      Bemerkung: [null, 'fehlt; entschuldigt', 'sagt "ja"', 'sagt "nein"', null],
    });
    expect(options).toMatchObject({ delimiter: ';', decimal: ',', encoding: 'windows-1252', header: true });
    expect(notices.map(({ code }) => code)).toEqual(
      expect.arrayContaining([
        'import.delimiter',
        'import.decimal-comma',
        'import.encoding',
        'import.missing-mark',
        'import.thousands',
      ]),
    );
  });

  test('reads the same again with the options in force', async () => {
    const path = join(fixtures, 'german-latin1.csv');
    const first = await readFile(path, null, quietHooks);
    const second = await readFile(path, first.options, quietHooks);
    expect(second.table).toEqual(first.table);
  });
});

describe('rows and quotes', () => {
  test('keeps delimiters, quotes and line breaks inside quotes', async () => {
    const { table } = await read('a,b\n"x, y",1\n"he said ""hi""",2\n"two\nlines",3\n"",4\n');
    expect(cells(table)).toEqual({ a: ['x, y', 'he said "hi"', 'two\nlines', null], b: [1, 2, 3, 4] });
  });

  test.each([
    ['LF', 'a,b\n1,x\n2,y\n'],
    ['CR LF', 'a,b\r\n1,x\r\n2,y\r\n'],
    ['CR', 'a,b\r1,x\r2,y\r'],
    ['no end on the last line', 'a,b\n1,x\n2,y'],
    ['blank lines between', 'a,b\n\n1,x\n\n\n2,y\n\n'],
  ])('reads lines that end with %s', async (_, text) => {
    expect(cells((await read(text)).table)).toEqual({ a: [1, 2], b: ['x', 'y'] });
  });

  test('takes a quote inside a cell as it stands', async () => {
    expect(cells((await read('pipe,n\n5" wide,1\n"6"" wide",2\n')).table).pipe).toEqual(['5" wide', '6" wide']);
  });

  test('fills short rows with missing values and says which', async () => {
    const data = await read('a,b,c\n1,2,3\n4,5\n6\n7,8,9\n');
    expect(cells(data.table)).toEqual({ a: [1, 4, 6, 7], b: [2, 5, null, 8], c: [3, null, null, 9] });
    expect(data.notices.find(({ code }) => code === 'import.short-rows')).toMatchObject({
      severity: 'caution',
      details: { count: 2, first: [2, 3] },
    });
  });

  test('lets empty cells beyond the last column go', async () => {
    expect(cells((await read('a,b\n1,2,\n3,4,,\n')).table)).toEqual({ a: [1, 3], b: [2, 4] });
  });

  test('drops a column that has neither name nor value', async () => {
    const data = await read('a,b,\n1,2,\n3,4,\n');
    expect(Object.keys(cells(data.table))).toEqual(['a', 'b']);
    expect(codes(data)).toContain('import.empty-columns-cut');
  });

  test('keeps rows of missing values between others and cuts those at the end', async () => {
    const data = await read('a;b\n1;2\n;\n3;4\n;\n;\n');
    expect(cells(data.table)).toEqual({ a: [1, null, 3], b: [2, null, 4] });
    expect(data.notices.find(({ code }) => code === 'import.empty-rows')?.details).toEqual({ rows: 2 });
  });

  test('keeps a missing value of a file with one column', async () => {
    expect(cells((await read('x\n1\n\n3\n')).table)).toEqual({ x: [1, null, 3] });
  });
});

describe('delimiter, decimal mark and header', () => {
  test.each([
    ['comma', 'a,b,c\n1.5,x,2\n2.5,y,3\n', ',', '.'],
    ['semicolon with decimal point', 'a;b;c\n1.5;x;2\n2.5;y;3\n', ';', '.'],
    ['semicolon with decimal comma', 'a;b;c\n1,5;x;2\n2,5;y;3\n', ';', ','],
    ['semicolon, two columns of decimal commas', 'a;c\n1,5;2,0\n2,5;3,0\n', ';', ','],
    ['tab with decimal comma', 'a\tb\tc\n1,5\tx\t2\n2,5\ty\t3\n', '\t', ','],
    ['vertical bar', 'a|b|c\n1.5|x|2\n2.5|y|3\n', '|', '.'],
    ['runs of spaces', '  a  b   c\n 1.5 x  2\n 2.5 y  3\n', ' ', '.'],
    ['comma with quoted decimal commas', 'a,b,c\n"1,5",x,2\n"2,5",y,3\n', ',', ','],
  ])('finds out: %s', async (_, text, delimiter, decimal) => {
    const data = await read(text);
    expect(data.options).toMatchObject({ delimiter, decimal, header: true });
    expect(cells(data.table)).toEqual({
      a: [1.5, 2.5],
      ...(text.includes('b') ? { b: ['x', 'y'] } : {}),
      c: text.includes('2,0') ? [2, 3] : [2, 3],
    });
  });

  test('does not take commas in texts for delimiters', async () => {
    const { options } = await read('id;remark\n1;good, very good\n2;bad\n3;so, so, so\n');
    expect(options.delimiter).toBe(';');
  });

  test('reads one column of numbers with decimal commas as one column', async () => {
    expect(cells((await read('score\n1,5\n2,25\n')).table)).toEqual({ score: [1.5, 2.25] });
  });

  test('obeys the line with which Excel announces the delimiter', async () => {
    expect(cells((await read('sep=;\na;b\n1;x,y\n2;z\n')).table)).toEqual({ a: [1, 2], b: ['x,y', 'z'] });
  });

  test('sees that the first row is data', async () => {
    const data = await read('1,x,2.5\n2,y,3.5\n3,x,4.5\n');
    expect(cells(data.table)).toEqual({ V1: [1, 2, 3], V2: ['x', 'y', 'x'], V3: [2.5, 3.5, 4.5] });
    expect(codes(data)).toContain('import.no-header');
  });

  test('sees a header above columns of text', async () => {
    expect((await read('name,group\nAnna,a\nBea,b\nCleo,a\n')).options.header).toBe(true);
    expect((await read('Anna,a\nBea,b\nCleo,a\n')).options.header).toBe(false);
  });

  test('names the row names that R leaves without a header', async () => {
    expect(cells((await read('x y\nr1 1 2\nr2 3 4\n')).table)).toEqual({ row: ['r1', 'r2'], x: [1, 3], y: [2, 4] });
  });

  test('does what it is told', async () => {
    const data = await read('1;2,5\n3;4,5\n', { delimiter: ';', decimal: '.', header: true });
    expect(cells(data.table)).toEqual({ '1': [3], '2,5': ['4,5'] });
  });

  test('turns to the decimal comma when it shows only late', async () => {
    const whole = Array.from({ length: 40_000 }, (_, i) => `${i};${i % 7}`).join('\n');
    const data = await read(`a;b\n${whole}\n40000;2,5\n`);
    expect(data.options.decimal).toBe(',');
    expect(data.table.columns[1]).toMatchObject({ kind: 'number' });
    expect(cells(data.table).b.at(-1)).toBe(2.5);
  });
});

describe('encodings', () => {
  const text = 'Stadt,n\nZürich,1\nŁódź,2\n東京,3\n';
  const utf16 = (mark: boolean, big: boolean) => {
    const bytes = Buffer.from((mark ? '\uFEFF' : '') + text, 'utf16le');
    return big ? bytes.swap16() : bytes;
  };
  test.each([
    ['UTF-8', Buffer.from(text), 'utf-8'],
    ['UTF-8 with its mark', Buffer.from('\uFEFF' + text), 'utf-8'],
    ['UTF-16 with its mark', utf16(true, false), 'utf-16le'],
    ['UTF-16 big end first with its mark', utf16(true, true), 'utf-16be'],
  ])('reads %s', async (_, bytes, encoding) => {
    const data = await read(bytes);
    expect(cells(data.table)).toEqual({ Stadt: ['Zürich', 'Łódź', '東京'], n: [1, 2, 3] });
    expect(data.options.encoding).toBe(encoding);
  });

  test('knows UTF-16 without a mark by its zero bytes', async () => {
    const western = 'name,score\nAnna,12\nBea,13\nZoë,14\n';
    expect(cells((await read(Buffer.from(western, 'utf16le'))).table)).toEqual({
      name: ['Anna', 'Bea', 'Zoë'],
      score: [12, 13, 14],
    });
    expect(cells((await read(Buffer.from(western, 'utf16le').swap16())).table)).toEqual({
      name: ['Anna', 'Bea', 'Zoë'],
      score: [12, 13, 14],
    });
  });

  test('takes a file whose only accent comes late for what it is', async () => {
    const ascii = Array.from({ length: 60_000 }, (_, i) => `p${i},a`).join('\n');
    const data = await read(Buffer.from(`id,town\n${ascii}\nlast,Z\u00fcrich\n`, 'latin1'));
    expect(data.options.encoding).toBe('windows-1252');
    expect(cells(data.table).town.at(-1)).toBe('Zürich');
  });

  test.each([
    [
      'windows-1250',
      'Małgorzata',
      'aW1p6ixtaWFzdG8sbgqjdWthc3oso/NknywwCk1hs2dvcnphdGEsR2Rh8XNrLDEKWm9maWEsjHdp6nRhIEfzcmEsMgpLcnp5nCxCaWGzeXN0b2ssMwo=',
    ],
    ['windows-1251', 'Пётр', '6Oz/LOPu8O7kLG4KwO3t4CzM7vHq4uAsMArPuPLwLMrg5+Dt/CwxCs7r/OPgLNLi5fD8LDIKwO3t4CzM7vHq4uAsMwo='],
    [
      'windows-1253',
      'Γιώργος',
      '/O3v7OEs8Pzr5yxuCqLt7eEsweje7eEsMArD6f7x4+/yLMjl8/Ph6+/t3+rnLDEKou3t4SzB6N7t4SwyCsPp/vHj7/IsyOXz8+Hr7+3f6ucsMwo=',
    ],
    [
      'shift_jis',
      '花子',
      'lryRTyyKd41aLG4Kkb6YWSyTjIueineNWiwwConUjnEskeWN44p3jVosMQqRvphZLJOMi56Kd41aLDIKidSOcSyR5Y3jineNWiwzCg==',
    ],
    [
      'gb18030',
      '李娜',
      '0NXD+yzRp9CjLG4KzfXOsCyxsb6p0afQoywwCsDuxMgsyc+6o9Gn0KMsMQrN9c6wLLGxvqnRp9CjLDIKwO7EyCzJz7qj0afQoywzCg==',
    ],
    [
      'euc-kr',
      '이영희',
      'wMy4pyzH0LGzLG4KsejDtrz2LLytv+/H0LGzLDAKwMy/tcjxLLrOu+rH0LGzLDEKsejDtrz2LLytv+/H0LGzLDIKwMy/tcjxLLrOu+rH0LGzLDMK',
    ],
    [
      'windows-1252',
      'François',
      'bm9tLHZpbGxlLG4KSOls6G5lLEJlc2Fu529uLDAKRnJhbudvaXMsT3Js6WFucywxClpv6yxO7m1lcyCWIFN1ZCwyCkjpbOhuZSxCZXNhbudvbiwzCg==',
    ],
  ])('takes five lines in %s for what they are', async (encoding, name, base64) => {
    const data = await read(Buffer.from(base64, 'base64'));
    expect(data.options.encoding).toBe(encoding);
    const [names] = data.table.columns;
    expect(names.kind === 'factor' && names.levels).toContain(name);
    expect(codes(data)).toContain('import.encoding');
  });

  test('reads an asked encoding and says when characters do not fit', async () => {
    const koi8 = Buffer.from([...Buffer.from('name,n\n'), 0xf0, 0xd2, 0xc9, ...Buffer.from(',1\n')]);
    expect(cells((await read(koi8, { encoding: 'koi8-r' })).table).name).toEqual(['При']);
    expect(codes(await read(koi8, { encoding: 'utf-8' }))).toContain('import.bad-characters');
  });

  test('cuts no character at the border of two chunks', async () => {
    const rows = Array.from({ length: 300_000 }, (_, i) => `ä€😀${i % 10},${i}`);
    const data = await read(`w,n\n${rows.join('\n')}\n`);
    const [words] = data.table.columns;
    expect(words.kind === 'factor' && words.levels).toEqual(Array.from({ length: 10 }, (_, i) => `ä€😀${i}`));
  });
});

describe('names', () => {
  test('keeps accents, spaces and any script, and makes names unique', async () => {
    const data = await read('Größe (cm),,x,x,x.1,学校\n1,2,3,4,5,6\n7,8,9,10,11,12\n');
    expect(data.table.columns.map(({ name }) => name)).toEqual(['Größe (cm)', 'V2', 'x', 'x.2', 'x.1', '学校']);
    expect(data.notices.find(({ code }) => code === 'import.names-made')?.details.names).toEqual([
      { name: 'V2', written: '' },
      { name: 'x.2', written: 'x' },
    ]);
  });

  test('opens a hundred thousand columns', async () => {
    const names = Array.from({ length: 100_000 }, (_, j) => `column${j}`);
    const data = await read(`${names.join(',')}\n${names.map((_, j) => j).join(',')}\n`);
    expect(data.table.columns).toHaveLength(100_000);
    expect(data.table.columns[99_999]).toEqual({ kind: 'number', name: 'column99999', values: Float64Array.of(99_999) });
  });
});
