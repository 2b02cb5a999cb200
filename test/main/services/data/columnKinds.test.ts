import { describe, expect, test } from 'vitest';
import { cells, codes, read } from './files.ts';

const column = async (lines: string[], options = {}) =>
  (await read(`x,n\n${lines.map((line, i) => `${line},${i}`).join('\n')}\n`, options)).table.columns[0];

describe('what becomes a number', () => {
  test('every way of writing a number', async () => {
    const written = ['1', '-2.5', '+3', '.5', '5.', '1e3', '-1.5E-7', '0', '-0.0', '123456789.123456789', '9007199254740991'];
    expect(await column(written)).toEqual({ kind: 'number', name: 'x', values: Float64Array.from(written, Number) });
  });

  test('numbers with many digits come out as JavaScript reads them', async () => {
    const written = [
      '0.1000000000000000055511151231257827',
      '2.2250738585072014e-308',
      '1.7976931348623157e308',
      '0.30000000000000004',
    ];
    expect(await column(written)).toEqual({ kind: 'number', name: 'x', values: Float64Array.from(written, Number) });
  });

  test('numbers with marks between the thousands, told in a notice', async () => {
    const data = await read('x;n\n1.234,5;1\n12.345.678,25;2\n-1.000,5;3\n');
    expect(cells(data.table).x).toEqual([1234.5, 12345678.25, -1000.5]);
    expect(codes(data)).toContain('import.thousands');
  });

  test('an infinite value becomes missing and is told', async () => {
    const data = await read('x\n1\nInf\n-Inf\n2\n');
    expect(cells(data.table).x).toEqual([1, null, null, 2]);
    expect(data.notices.find(({ code }) => code === 'import.infinite')?.details).toEqual({ cells: 2, columns: ['x'] });
  });
});

describe('what stays a label', () => {
  test('numbers that begin with zeros', async () => {
    const data = await read('zip,n\n01234,1\n98765,2\n00007,3\n');
    expect(data.table.columns[0]).toMatchObject({ kind: 'factor', levels: ['00007', '01234', '98765'] });
    expect(codes(data)).toContain('import.kept-as-text');
  });

  test('numbers with more digits than a number holds', async () => {
    const data = await read('id,n\n12345678901234567891,1\n12345678901234567892,2\n');
    expect(cells(data.table).id).toEqual(['12345678901234567891', '12345678901234567892']);
  });

  test('a number column with one text far down keeps every cell as written', async () => {
    const written = Array.from({ length: 50_000 }, (_, i) => (i === 49_990 ? 'absent' : `${i}.50`));
    const data = await read(`n,x\n${written.map((cell, i) => `${i},${cell}`).join('\n')}\n`);
    expect(cells(data.table).x).toEqual(written);
    expect(data.notices.find(({ code }) => code === 'import.stray-cells')?.details).toMatchObject({
      count: 1,
      cell: 'absent',
      row: 49_991,
    });
  });

  test('dates, for now', async () => {
    const data = await read('day,n\n2024-02-29,1\n2024-03-01,2\n');
    expect(data.table.columns[0]).toMatchObject({ kind: 'factor', levels: ['2024-02-29', '2024-03-01'] });
    expect(codes(data)).toContain('import.dates');
  });
});

describe('levels', () => {
  test('stand in the order of an English dictionary, as R has them', async () => {
    const data = await column(['b', 'B', 'a', 'A', 'é', 'e', 'f', 'Z', 'z10', 'z9']);
    expect(data).toMatchObject({ levels: ['a', 'A', 'b', 'B', 'e', 'é', 'f', 'Z', 'z10', 'z9'] });
  });

  test('that are numbers stand by size when a person wants categories', async () => {
    const data = await column(['10', '9', '1.5', '-2', '100'], { kinds: { x: 'factor' } });
    expect(data).toMatchObject({ kind: 'factor', levels: ['-2', '1.5', '9', '10', '100'], scale: 'nominal' });
  });

  test('that differ by outer spaces only are one', async () => {
    const data = await read('g,n\n"a",1\n"a ",2\n"b",3\n');
    expect(cells(data.table).g).toEqual(['a', 'a', 'b']);
    expect(codes(data)).toContain('import.labels-merged');
  });
});

describe('logical columns', () => {
  test.each([
    [
      ['TRUE', 'FALSE', 'TRUE'],
      ['TRUE', 'FALSE', 'TRUE'],
    ],
    [
      ['true', 'False', 'TRUE'],
      ['TRUE', 'FALSE', 'TRUE'],
    ],
    [
      ['T', 'F', 'NA'],
      ['TRUE', 'FALSE', null],
    ],
    [
      ['TRUE', 'TRUE', ''],
      ['TRUE', 'TRUE', null],
    ],
  ])('%j', async (written, values) => {
    const data = await read(`x,n\n${written.map((cell, i) => `${cell},${i}`).join('\n')}\n`);
    expect(data.table.columns[0]).toMatchObject({ kind: 'factor', scale: 'logical', levels: ['FALSE', 'TRUE'] });
    expect(cells(data.table).x).toEqual(values);
  });

  test('F alone may be female', async () => {
    expect(await column(['F', 'F', 'F'])).toMatchObject({ scale: 'nominal', levels: ['F'] });
    expect(await column(['F', 'M', 'F'])).toMatchObject({ scale: 'nominal', levels: ['F', 'M'] });
  });
});

describe('missing marks', () => {
  test('are found out and told with their number', async () => {
    const data = await read('x,g\n1,a\nNA,NA\n#N/A,b\n.,c\n-,-\nNULL,NULL\n,\n2,a\n');
    expect(cells(data.table)).toEqual({
      x: [1, null, null, null, null, null, null, 2],
      g: ['a', null, 'b', 'c', '-', null, null, 'a'],
    });
    expect(
      data.notices.filter(({ code }) => code === 'import.missing-mark').map(({ details }) => [details.mark, details.cells]),
    ).toEqual([
      ['NA', 2],
      ['#N/A', 1],
      ['.', 1],
      ['-', 1],
      ['NULL', 2],
    ]);
  });

  test('are those a person gives, and no others', async () => {
    const data = await read('x,g\n1,NA\n-99,b\n-99.0,b\n2,none\n', { missing: ['-99', 'none'] });
    expect(cells(data.table)).toEqual({ x: [1, null, null, 2], g: ['NA', 'b', 'b', null] });
  });

  test('that are numbers are proposed, never taken', async () => {
    const ages = Array.from({ length: 50 }, (_, i) => String(20 + (i % 30)));
    const data = await read(`age,n\n${[...ages, '-99', '999'].map((age, i) => `${age},${i}`).join('\n')}\n`);
    expect(cells(data.table).age.slice(-2)).toEqual([-99, 999]);
    expect(codes(data)).toContain('import.suspect-code');
  });

  test('an ordinary 99 raises no suspicion', async () => {
    const data = await read(`score\n${Array.from({ length: 100 }, (_, i) => i).join('\n')}\n`);
    expect(codes(data)).not.toContain('import.suspect-code');
  });

  test('a column without values is told', async () => {
    const data = await read('x,y\n1,\n2,NA\n');
    expect(data.table.columns[1]).toEqual({ kind: 'number', name: 'y', values: Float64Array.of(NaN, NaN) });
    expect(codes(data)).toContain('import.empty-columns');
  });
});

test('a column made numbers by a person loses only what is no number, and says so', async () => {
  const data = await read('x,n\n1,1\nten,2\n007,3\n', { kinds: { x: 'number' } });
  expect(cells(data.table).x).toEqual([1, null, 7]);
  expect(data.notices.find(({ code }) => code === 'import.not-numbers')?.details).toMatchObject({
    column: 'x',
    count: 1,
    first: ['ten'],
  });
});
