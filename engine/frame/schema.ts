import { failure, type FactorContrast } from '../contract/index.ts';
import { printExpression, walk, type Expression } from '../formula/index.ts';
import * as words from '../text/frameFailures.ts';
import { contrastCoding, dummyCoding, type FactorCoding } from './contrasts.ts';
import type { Learned, SchemaVariable } from './types.ts';
import type { FactorValue, Value } from './values.ts';

/** A variable of the model on the rows in use, ready to be coded into columns. */
export interface Variable {
  readonly label: string;
  readonly value: Value;
  /** Contrast of a factor; null for numbers. */
  readonly contrast: FactorContrast | null;
}

export type Variables = ReadonlyMap<string, Variable>;

/** One column a variable gives: numbers, or a number for each level with the levels' codes. */
export type Source =
  | { readonly kind: 'numbers'; readonly suffix: string; readonly values: Float64Array }
  | { readonly kind: 'coded'; readonly suffix: string; readonly codes: Int32Array; readonly weights: Float64Array };

/** Ordinal columns get polynomial contrasts, others treatment, where nothing else is asked for. */
export function contrastOf(
  expression: Expression,
  value: Value,
  asked: Readonly<Record<string, FactorContrast>>,
): FactorContrast | null {
  if (value.kind !== 'factor') return null;
  const name = expression.kind === 'name' ? expression.name : printExpression(expression);
  return Object.hasOwn(asked, name) ? asked[name] : value.scale === 'ordinal' ? 'polynomial' : 'treatment';
}

/**
 * The columns that stand for a variable in a term: for a factor one per level (`dummies`) or its contrasts.
 *
 * @throws Failure 'frame.one-level-factor', 'frame.list-as-value', and those of `contrastCoding`
 */
export function sourcesOf({ label, value, contrast }: Variable, dummies: boolean): Source[] {
  switch (value.kind) {
    case 'number':
      return [{ kind: 'numbers', suffix: '', values: value.values }];
    case 'matrix':
      return value.columns.map((values, j) => ({ kind: 'numbers', suffix: value.suffixes[j], values }));
    case 'factor':
      return codedSources(value, factorCoding(label, value, contrast ?? 'treatment', dummies));
    case 'list':
      throw failure('frame.list-as-value', { expression: label }, words.listAsValue(label));
  }
}

/** What is needed to build the same columns for new rows. */
export function schemaVariable(
  expression: Expression,
  { label, value, contrast }: Variable,
  memory: ReadonlyMap<string, Learned>,
): SchemaVariable {
  return {
    expression: label,
    kind: value.kind === 'list' ? 'number' : value.kind,
    levels: value.kind === 'factor' ? value.levels : [],
    contrast,
    remembered: rememberedIn(expression, memory),
  };
}

function factorCoding(label: string, { levels }: FactorValue, contrast: FactorContrast, dummies: boolean): FactorCoding {
  if (levels.length < 2)
    throw failure('frame.one-level-factor', { variable: label }, words.oneLevelFactor(label, levels[0] ?? null));
  return dummies ? dummyCoding(levels) : contrastCoding(contrast, label, levels);
}

function codedSources({ codes }: FactorValue, { suffixes, columns }: FactorCoding): Source[] {
  return columns.map((weights, j) => ({ kind: 'coded', suffix: suffixes[j], codes, weights }));
}

/** What the calls inside an expression learned. */
function rememberedIn(expression: Expression, memory: ReadonlyMap<string, Learned>): Record<string, Learned> {
  const calls = new Set<string>();
  walk(expression, (node) => {
    if (node.kind === 'call') calls.add(printExpression(node));
  });
  return Object.fromEntries([...memory].filter(([key]) => calls.has(key.slice(0, key.lastIndexOf('.')))));
}
