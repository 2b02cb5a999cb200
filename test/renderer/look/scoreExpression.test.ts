import { expect, test } from 'vitest';
import { scoreExpression } from '../../../renderer/look/scoreExpression.ts';

test('a score is the mean of the items, reversed ones counted from the other end', () => {
  const scale = { items: ['q1', 'q2', 'item 3'], reversed: ['q2'], least: 2, low: 1, high: 5 };
  expect(scoreExpression(scale)).toBe('rowmeans(q1, 6 - q2, `item 3`, least = 2)');
});
