import { failureOf, type Failure } from '../../engine/contract/index.ts';
import { checkNames, DATA_FUNCTIONS, parseExpression } from '../../engine/formula/index.ts';

/** What is wrong with an expression as far as the text alone tells; null where nothing is, or nothing is written yet. */
export function checkedExpression(text: string, columns: readonly string[]): Failure | null {
  if (text.trim() === '') return null;
  try {
    checkNames(parseExpression(text), columns, DATA_FUNCTIONS);
    return null;
  } catch (thrown) {
    const failure = failureOf(thrown);
    if (failure) return failure;
    throw thrown;
  }
}
