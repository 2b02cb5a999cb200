import { describe, expect, it } from 'vitest';
import { exactNumber, formatNumber } from '../../../engine/report/index.ts';

describe('formatNumber', () => {
  it.each([
    [12.6369, 0.244, '12.64'],
    [0.006097, 0.004964, '0.0061'],
    [-0.0077515, 0.0056987, '−0.0078'],
    [60.2364, 4.0119, '60.24'],
    [251405.1, 6824.6, '251405.10'],
    [1.4e-9, 3e-10, '1.40e−9'],
    [0, 0.5, '0.00'],
  ])('gives the estimate %d with standard error %d as %s', (value, precision, text) => {
    expect(formatNumber(value, 'estimate', { precision })).toBe(text);
  });

  it.each([
    [9.3422, 'sd', '9.34'],
    [0.0059406, 'sd', '0.0059'],
    [5836.09989, 'criterion', '5836.1'],
    [0.0004, 'p', '< .001'],
    [0.001, 'p', '.001'],
    [0.04952, 'p', '.050'],
    [0.9999, 'p', '> .999'],
    [0.18, 'share', '.18'],
    [0.00052, 'share', '.00052'],
    [1, 'share', '1.00'],
    [-0.813, 'correlation', '−.81'],
    [0.998, 'correlation', '.998'],
    [1, 'correlation', '1.00'],
    [-1, 'correlation', '−1.00'],
    [1190.62, 'df', '1190.6'],
    [5.5214, 'df', '5.52'],
    [144, 'df', '144'],
    [7185, 'count', '7185'],
    [Infinity, 'df', '∞'],
    [NaN, 'estimate', ''],
  ] as const)('gives %d as %s: %s', (value, format, text) => {
    expect(formatNumber(value, format)).toBe(text);
  });

  it('never shows a minus before zero', () => {
    expect(formatNumber(-0.0000001, 'criterion')).toBe('0.0');
    expect(formatNumber(-0.004, 'estimate', { decimals: 2 })).toBe('0.00');
  });

  it('writes a decimal comma and a hyphen where asked', () => {
    expect(formatNumber(-1.372, 'estimate', { decimals: 1, decimalMark: ',', minus: '-' })).toBe('-1,4');
  });
});

describe('exactNumber', () => {
  it('gives back the very number', () => {
    for (const value of [0.1 + 0.2, -1e-300, 12345678.9]) expect(Number(exactNumber(value))).toBe(value);
  });

  it('leaves what is not a number empty', () => {
    expect([exactNumber(NaN), exactNumber(Infinity)]).toEqual(['', '']);
  });
});
