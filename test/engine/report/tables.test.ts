import { describe, expect, it } from 'vitest';
import type { TableBlock } from '../../../engine/contract/index.ts';
import { layoutTable, tableToCsv, tableToHtml, tableToText, tableToTsv } from '../../../engine/report/index.ts';

const table: TableBlock = {
  kind: 'table',
  id: 'comparison',
  title: 'Models & co',
  columns: [
    { id: 'name', title: '', format: 'text' },
    { id: 'a', title: 'Null, plain', subtitle: 'REML', format: 'estimate' },
    { id: 'b', title: 'a "b" <c>', format: 'estimate' },
  ],
  rows: [
    { id: 's', heading: 'Fixed effects', cells: {} },
    {
      id: 'x',
      cells: { name: '(Intercept)', a: { value: 12.6369, aside: 0.2443, p: 0.0001 }, b: { value: -0.5, aside: 0.25, p: 0.04 } },
    },
    { id: 'y', level: 2, cells: { name: 'SES\tmean', a: null, b: { value: 'left out', explanation: 'dependent' } } },
    { id: 'h', heading: 'Fit', cells: {} },
    { id: 'n', format: 'count', level: 1, explanation: 'rows', cells: { name: 'N', a: 7185, b: 7185 } },
  ],
  notes: ['A note.'],
};

describe('layoutTable', () => {
  const layout = layoutTable(table, { stars: true });

  it('keeps headings as rows without cells and gives every other row a cell per column', () => {
    expect(layout.rows.map(({ heading, cells }) => heading ?? cells.length)).toEqual(['Fixed effects', 3, 3, 'Fit', 3]);
  });

  it('rounds by the standard error, brackets it and adds stars', () => {
    expect(layout.rows[1].cells.map(({ text, aside, stars }) => text + stars + aside)).toEqual([
      '(Intercept)',
      '12.64***(0.24)',
      '−0.50*(0.25)',
    ]);
  });

  it('takes a row’s own format before the column’s', () => {
    expect(layout.rows[4].cells[1].text).toBe('7185');
  });

  it('keeps the full numbers beside the texts', () => {
    expect(layout.rows[1].cells[1]).toMatchObject({ value: 12.6369, asideValue: 0.2443, p: 0.0001 });
  });

  it('joins neighbouring columns under one heading', () => {
    const over = table.columns.map((column, index) => (index ? { ...column, over: 'Models' } : column));
    expect(layoutTable({ ...table, columns: over }).over).toEqual([
      { text: '', span: 1 },
      { text: 'Models', span: 2 },
    ]);
  });

  it('takes decimals for one column alone', () => {
    const [, row] = layoutTable(table, { decimals: { b: 4 } }).rows;
    expect(row.cells.map(({ text }) => text)).toEqual(['(Intercept)', '12.64', '−0.5000']);
  });
});

describe('tableToCsv', () => {
  it('writes full precision, standard errors and p values apart, and quotes what needs it', () => {
    expect(tableToCsv(table)).toBe(
      [
        'section,name,"Null, plain","Null, plain SE","Null, plain p","a ""b"" <c>","a ""b"" <c> SE","a ""b"" <c> p"',
        'Fixed effects,(Intercept),12.6369,0.2443,0.0001,-0.5,0.25,0.04',
        'Fixed effects,SES\tmean,,,,left out,,',
        'Fit,N,7185,,,7185,,',
        '',
      ].join('\r\n'),
    );
  });

  it('separates by semicolons where the decimal mark is a comma', () => {
    expect(tableToCsv(table, { decimalMark: ',' }).split('\r\n')[1]).toBe(
      'Fixed effects;(Intercept);12,6369;0,2443;0,0001;-0,5;0,25;0,04',
    );
  });
});

describe('tableToTsv', () => {
  it('writes what is shown, with a hyphen for minus and no tab inside a cell', () => {
    expect(tableToTsv(table)).toBe(
      [
        '\tNull, plain\ta "b" <c>',
        'Fixed effects',
        '(Intercept)\t12.64 (0.24)\t-0.50 (0.25)',
        'SES mean\t\tleft out',
        'Fit',
        'N\t7185\t7185',
      ].join('\r\n'),
    );
  });
});

describe('tableToHtml', () => {
  const html = tableToHtml(table);

  it('escapes every text', () => {
    expect(html).toContain('a &quot;b&quot; &lt;c&gt;');
    expect(html).toContain('Models &amp; co');
    expect(html).not.toContain('<c>');
  });

  it('has a heading row across the table and a cell for each column', () => {
    expect(html.match(/colspan="3"/g)).toHaveLength(2);
    expect(html.match(/<td(?! colspan)/g)).toHaveLength(9);
  });

  it('carries its styles in its elements and shows numbers as on screen', () => {
    expect(html).not.toMatch(/<style|class=/);
    expect(html).toContain('>−0.50 (0.25)</td>');
  });
});

describe('tableToText', () => {
  it('lines columns up', () => {
    const lines = tableToText(table).split('\n');
    expect(lines[3].indexOf('12.64')).toBe(lines[6].indexOf('7185') - 8);
    expect(lines.at(-1)).toBe('A note.');
  });
});
