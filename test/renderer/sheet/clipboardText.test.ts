import { describe, expect, it } from 'vitest';
import { blockToHtml, blockToTsv, filled, parseBlock } from '../../../renderer/sheet/clipboardText.ts';

describe('text from the clipboard', () => {
  it('is a block of rows and cells', () => {
    expect(parseBlock('1\t2\r\n3\t4\r\n')).toEqual([
      ['1', '2'],
      ['3', '4'],
    ]);
  });

  it('keeps empty cells, also the last of a row and whole empty rows', () => {
    expect(parseBlock('a\t\n\n\tb')).toEqual([['a', ''], [''], ['', 'b']]);
  });

  it('reads quoted cells with tabs, line ends and doubled quotes as spreadsheets write them', () => {
    expect(parseBlock('"two\nlines"\t"a ""quote"""\nx\ty')).toEqual([
      ['two\nlines', 'a "quote"'],
      ['x', 'y'],
    ]);
  });

  it('takes a quote that closes nothing as a character', () => {
    expect(parseBlock('5" pipe\t"open\n"a"b')).toEqual([['5" pipe', '"open'], ['"a"b']]);
  });

  it('reads old Mac line ends and single cells', () => {
    expect(parseBlock('a\rb')).toEqual([['a'], ['b']]);
    expect(parseBlock('7.5')).toEqual([['7.5']]);
  });

  it('reads a large block in a moment', () => {
    const text = 'some text\t1.5\n'.repeat(100_000);
    expect(parseBlock(text)).toHaveLength(100_000);
  });
});

describe('a block for the clipboard', () => {
  it('comes back from its own text unchanged', () => {
    const block = [
      ['a\tb', 'c"d', ''],
      ['line\nend', '', '−1.5'],
    ];
    expect(parseBlock(blockToTsv(block))).toEqual(block);
  });

  it('is a table without open markup', () => {
    expect(blockToHtml([['<b>', 'a & "b"']])).toBe('<table><tr><td>&lt;b&gt;</td><td>a &amp; &quot;b&quot;</td></tr></table>');
  });
});

describe('a pasted block', () => {
  it('fills a selection from one cell or from a part that repeats', () => {
    expect(filled([['1']], 2, 2)).toEqual([
      ['1', '1'],
      ['1', '1'],
    ]);
    expect(filled([['a', 'b']], 3, 2)).toEqual([
      ['a', 'b'],
      ['a', 'b'],
      ['a', 'b'],
    ]);
  });

  it('keeps its own size where it does not divide the selection', () => {
    expect(filled([['1'], ['2']], 3, 1)).toEqual([['1'], ['2']]);
  });

  it('is made rectangular', () => {
    expect(filled([['1', '2'], ['3']], 1, 1)).toEqual([
      ['1', '2'],
      ['3', ''],
    ]);
  });
});
