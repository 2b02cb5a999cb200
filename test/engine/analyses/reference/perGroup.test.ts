import { describe, expect, it } from 'vitest';
import type { ColumnTable, ReferenceCase } from '../../../../engine/contract/index.ts';
import { answerLmList } from '../../../../engine/analyses/reference/perGroup.ts';

const ONE_CATEGORY = ['a', 'b', 'a', 'b', 'a', 'a', 'b', 'a', 'b', 'a', 'a', 'a', 'a', 'a', 'a'];

describe('A model for every group', () => {
  it('goes on without a group where a factor has one category, as R does', () => {
    const results = answerLmList(asked('y ~ x + f | g'), table(ONE_CATEGORY));
    expect(results.groups).toBe(3);
    expect(results.pooled_df).toBe(4);
    expect(results.pooled_sd).toBeCloseTo(1.460593, 6);
  });

  it('is refused where no group can be fitted', () => {
    expect(() => answerLmList(asked('y ~ x + f | g'), table(ONE_CATEGORY.map(() => 'a')))).toThrow(/“f”|f/);
    expect(() => answerLmList(asked('y ~ nothing | g'), table(ONE_CATEGORY))).toThrow(/nothing/);
  });
});

function asked(formula: string): ReferenceCase {
  const quantities = ['groups', 'pooled_sd', 'pooled_df'];
  return { id: 'list', engine: 'lmList', data: { file: '', columns: {} }, model: { formula }, want: { quantities } };
}

function table(f: readonly string[]): ColumnTable {
  const factor = (name: string, levels: readonly string[], labels: readonly string[]) =>
    ({
      kind: 'factor',
      name,
      levels,
      codes: Int32Array.from(labels, (label) => levels.indexOf(label)),
      scale: 'nominal',
    }) as const;
  const number = (name: string, values: readonly number[]) =>
    ({ kind: 'number', name, values: Float64Array.from(values) }) as const;
  const groups = ['p', 'q', 'r'].flatMap((group) => new Array<string>(5).fill(group));
  const columns = [
    number('y', [1, 3, 2, 5, 4, 6, 9, 8, 7, 3, 2, 5, 1, 4, 2]),
    number(
      'x',
      groups.map((_, i) => 1 + (i % 5)),
    ),
    factor('f', ['a', 'b'], f),
    factor('g', ['p', 'q', 'r'], groups),
  ];
  return { rows: groups.length, columns };
}
