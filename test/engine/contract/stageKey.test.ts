import { describe, expect, test } from 'vitest';
import { fitKey, stableHash, stageKey } from '../../../engine/contract/index.ts';
import type { ModelSpec } from '../../../engine/contract/index.ts';

const spec: ModelSpec = { kind: 'model', formula: 'y ~ x', criterion: 'REML', weights: 'w' };
const revisions = { columns: { y: 1, x: 2, w: 3 }, rows: 4 };

describe('stableHash', () => {
  test('does not depend on the order of fields nor on fields without a value', () => {
    expect(stableHash({ a: 1, b: [2, { c: null }] })).toBe(stableHash({ b: [2, { c: null }], z: undefined, a: 1 }));
  });

  test('tells apart what looks alike', () => {
    const values = [
      null,
      0,
      '0',
      '',
      [],
      {},
      [[]],
      ['a', 'b'],
      ['a,b'],
      'NaN',
      NaN,
      Infinity,
      -Infinity,
      true,
      'true',
      { a: 1 },
      ['a', 1],
    ];
    expect(new Set(values.map(stableHash)).size).toBe(values.length);
  });

  test('stays the same from one version of the program to the next', () => {
    expect(stableHash({ formula: 'y ~ x', rows: 4 })).toBe('0f1aea07e0f02d12119b46a3d0bd');
  });

  test('does not collide over many similar values', () => {
    const hashes = new Set(Array.from({ length: 200_000 }, (_, i) => stableHash({ columns: { y: i }, rows: 1 })));
    expect(hashes.size).toBe(200_000);
  });
});

describe('keys of stages', () => {
  test('change with the data, the model and the criterion', () => {
    const key = fitKey(spec, 'REML', revisions);
    expect(fitKey({ ...spec, criterion: 'ML' }, 'REML', revisions)).toBe(key);
    expect(fitKey(spec, 'ML', revisions)).not.toBe(key);
    expect(fitKey({ ...spec, formula: 'y ~ 1' }, 'REML', revisions)).not.toBe(key);
    expect(fitKey({ ...spec, weights: undefined }, 'REML', revisions)).not.toBe(key);
    expect(fitKey(spec, 'REML', { ...revisions, rows: 5 })).not.toBe(key);
    expect(fitKey(spec, 'REML', { ...revisions, columns: { y: 1, x: 2, w: 4 } })).not.toBe(key);
  });

  test('of the data do not depend on the model, those of the model not on the criterion', () => {
    expect(stageKey({ ...spec, formula: 'y ~ 1' }, 'data', revisions)).toBe(stageKey(spec, 'data', revisions));
    expect(stageKey({ ...spec, criterion: 'ML' }, 'model', revisions)).toBe(stageKey(spec, 'model', revisions));
    expect(stageKey({ ...spec, criterion: 'ML' }, 'estimation', revisions)).not.toBe(stageKey(spec, 'estimation', revisions));
  });
});

describe('the coding of a factor', () => {
  const coded = (contrasts: ModelSpec['contrasts']) => fitKey({ ...spec, contrasts }, 'REML', revisions);

  test('is part of the key, down to the weights of a comparison', () => {
    const custom = (weight: number) =>
      ({
        f: { kind: 'custom', comparisons: [{ name: 'a', weights: { a: weight, b: -weight } }] },
      }) as const;
    const keys = [
      coded(undefined),
      coded({ f: 'sum' }),
      coded({ f: { kind: 'treatment', reference: 'a' } }),
      coded({ f: { kind: 'treatment', reference: 'b' } }),
      coded(custom(1)),
      coded(custom(2)),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('gives the same key as before where none is chosen', () => {
    expect(coded(undefined)).toBe(fitKey(spec, 'REML', revisions));
  });
});
