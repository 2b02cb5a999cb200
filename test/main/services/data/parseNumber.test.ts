import { describe, expect, test } from 'vitest';
import { plainNumber, readNumber } from '../../../../main/services/data/columns/parseNumber.ts';
import { seeded } from '../../../support/seeded.ts';

const fast = (text: string, decimal = '.') => plainNumber(Buffer.from(text), 0, text.length, decimal.charCodeAt(0));

test('the fast way is correctly rounded wherever it answers', () => {
  const random = seeded(1);
  let answered = 0;
  for (let i = 0; i < 20_000; i++) {
    const value = random.normal() * 10 ** (random.below(24) - 12);
    const text = [
      value.toFixed(random.below(15)),
      value.toPrecision(1 + random.below(15)),
      String(value),
      String(Math.round(value)),
    ][i % 4];
    const read = fast(text);
    if (Number.isNaN(read)) continue;
    answered++;
    expect(Object.is(read, Number(text)), text).toBe(true);
  }
  expect(answered).toBeGreaterThan(10_000);
});

test.each(['', '-', '.', '1e5', '1.2.3', '1,5', ' 1', '1 ', '007', '12345678901234567890', '--1', '1-', 'NA', '+', '0x10'])(
  'the fast way leaves %j to the careful one',
  (text) => expect(fast(text)).toBeNaN(),
);

test('reads a window of the bytes only', () => {
  const bytes = Buffer.from('99;12,5;77');
  expect(plainNumber(bytes, 3, 7, 44)).toBe(12.5);
});

describe('the careful way', () => {
  test.each([
    ['1.5', '.', { kind: 'number', value: 1.5 }],
    ['1,5', ',', { kind: 'number', value: 1.5 }],
    ['1,5', '.', { kind: 'text' }],
    ['1.5', ',', { kind: 'text' }],
    ['1.234', ',', { kind: 'thousands', value: 1234 }],
    ['1,234,567.8', '.', { kind: 'thousands', value: 1234567.8 }],
    ["1'234", '.', { kind: 'thousands', value: 1234 }],
    ['1\u202f234,5', ',', { kind: 'thousands', value: 1234.5 }],
    ['-1,234', '.', { kind: 'thousands', value: -1234 }],
    ['1,23,456', '.', { kind: 'text' }],
    ['1,234 567', '.', { kind: 'text' }],
    ['0,123', '.', { kind: 'text' }],
    ['\u22121.5', '.', { kind: 'number', value: -1.5 }],
    ['1e400', '.', { kind: 'infinite' }],
    ['-Inf', '.', { kind: 'infinite' }],
    ['-007', '.', { kind: 'padded', value: -7 }],
    ['0', '.', { kind: 'number', value: 0 }],
    ['00.5', '.', { kind: 'number', value: 0.5 }],
    ['9007199254740993', '.', { kind: 'long', value: 9007199254740992 }],
    ['12a', '.', { kind: 'text' }],
    ['1e', '.', { kind: 'text' }],
    ['', '.', { kind: 'text' }],
  ] as const)('%j with “%s”', (text, decimal, reading) => expect(readNumber(text, decimal)).toEqual(reading));
});
