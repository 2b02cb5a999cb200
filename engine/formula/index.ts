/** Text of a model formula ⇄ terms. */
export type * from './syntax.ts';
export type { EffectTerms, ExpandedFormula, RandomGroup, RandomPart, Term } from './expand.ts';
export { expandFormula } from './expand.ts';
export { parseExpression, parseFormula } from './parse.ts';
export { printExpression, printFormula } from './print.ts';
export { checkNames } from './check.ts';
export { childrenOf, variablesOf, walk, withoutParens } from './walk.ts';
export { nameFromText, nameText } from './names.ts';
export { numberText } from './numberText.ts';
export { nearestNames } from './nearest.ts';
export { FUNCTIONS } from './vocabulary.ts';
export type { FunctionUsage } from './vocabulary.ts';
export { DATA_FUNCTIONS } from './dataVocabulary.ts';
export { stepExpression } from './stepExpression.ts';
export type { GridModel, GridRandom } from './grid.ts';
export { gridOf, whyNoGrid } from './grid.ts';
export { formulaOf } from './gridText.ts';
export * from './gridEdits.ts';
