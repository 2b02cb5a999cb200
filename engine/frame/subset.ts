import { failure } from '../contract/index.ts';
import { checkNames, parseExpression } from '../formula/index.ts';
import * as words from '../text/frameFailures.ts';
import { evaluate, type Evaluation } from './evaluate.ts';
import { numbersOf } from './values.ts';

/**
 * 1 for each row of the table where the condition is true, 0 where it is false or missing.
 *
 * @throws Failure 'formula.…' where the condition cannot be read, 'frame.not-condition' where it is none
 */
export function subsetMask(condition: string, on: Evaluation): Uint8Array {
  const expression = parseExpression(condition);
  checkNames(expression, [...on.columns.keys()]);
  const value = evaluate(expression, on);
  const isCondition = value.kind === 'factor' ? value.scale === 'logical' : value.kind === 'list' && value.items.length === 1;
  if (!isCondition) throw failure('frame.not-condition', { condition }, words.notCondition(condition));
  const truth = numbersOf(value, condition, 'condition');
  const mask = new Uint8Array(on.rows);
  for (let i = 0; i < mask.length; i++) mask[i] = isTrue(typeof truth === 'number' ? truth : truth[i]);
  return mask;
}

function isTrue(truth: number): number {
  return truth !== 0 && !Number.isNaN(truth) ? 1 : 0;
}
