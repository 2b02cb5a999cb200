import { failure } from '../contract/index.ts';
import { printExpression, type EffectTerms, type Term } from '../formula/index.ts';
import * as words from '../text/frameFailures.ts';
import { sourcesOf, type Source, type Variables } from './schema.ts';

/** The columns of terms, before any is dropped. n × p, column-major. */
export interface Design {
  readonly X: Float64Array;
  readonly names: readonly string[];
  /** For each column its term: 0 the intercept, then 1-based. */
  readonly assign: readonly number[];
}

/** 2 GB of doubles. */
const MOST_CELLS = 2 ** 28;

/**
 * The columns of an intercept and terms, named and ordered as R's model.matrix does.
 *
 * @throws Failure 'frame.too-large', 'frame.one-level-factor'
 * @see Chambers & Hastie (1992), Statistical Models in S, §2.4 for the coding of factors
 */
export function designColumns(effects: EffectTerms, variables: Variables, n: number): Design {
  const dummies = dummyPattern(effects, (label) => variables.get(label)!.value.kind === 'factor');
  const blocks = effects.terms.map((term, t) =>
    term.factors.map((factor, f) => sourcesOf(variables.get(printExpression(factor))!, dummies[t][f])),
  );
  const sizes = blocks.map((factors) => factors.reduce((product, sources) => product * sources.length, 1));
  const p = sizes.reduce((sum, size) => sum + size, effects.intercept ? 1 : 0);
  if (n * p > MOST_CELLS) throw failure('frame.too-large', { n, p }, words.tooLarge(n, p));
  const design = { X: new Float64Array(n * p), names: [] as string[], assign: [] as number[] };
  if (effects.intercept) appendColumn(design, n, '(Intercept)', 0, []);
  effects.terms.forEach((term, t) => appendTerm(design, n, term, t + 1, blocks[t]));
  return design;
}

/**
 * Where a factor in a term is coded by one column per level rather than by contrasts: where no term before it holds the
 * rest of its term, and, without an intercept, in the first factor there is.
 */
export function dummyPattern({ intercept, terms }: EffectTerms, isFactor: (label: string) => boolean): boolean[][] {
  const sets = terms.map((term) => new Set(term.factors.map(printExpression)));
  let isFirstFree = !intercept;
  return sets.map((set, t) =>
    [...set].map((label) => {
      const rest = [...set].filter((other) => other !== label);
      const isMarginThere = rest.length === 0 || sets.slice(0, t).some((earlier) => rest.every((other) => earlier.has(other)));
      const takesIntercept = isFirstFree && isFactor(label);
      if (takesIntercept) isFirstFree = false;
      return takesIntercept || !isMarginThere;
    }),
  );
}

/** All products of one column of each factor; the first factor's columns run fastest. */
function appendTerm(
  design: { X: Float64Array; names: string[]; assign: number[] },
  n: number,
  term: Term,
  place: number,
  factors: readonly Source[][],
) {
  const labels = term.factors.map(printExpression);
  const count = factors.reduce((product, sources) => product * sources.length, 1);
  for (let column = 0; column < count; column++) {
    const chosen: Source[] = [];
    let rest = column;
    for (const sources of factors) {
      chosen.push(sources[rest % sources.length]);
      rest = Math.floor(rest / sources.length);
    }
    appendColumn(design, n, chosen.map(({ suffix }, f) => labels[f] + suffix).join(':'), place, chosen);
  }
}

function appendColumn(
  design: { X: Float64Array; names: string[]; assign: number[] },
  n: number,
  name: string,
  term: number,
  product: readonly Source[],
) {
  const start = design.names.length * n;
  const target = design.X.subarray(start, start + n);
  if (product.length === 0) target.fill(1);
  product.forEach((source, f) => (f === 0 ? copyInto(target, source) : multiplyInto(target, source)));
  design.names.push(name);
  design.assign.push(term);
}

function copyInto(target: Float64Array, source: Source): void {
  if (source.kind === 'numbers') target.set(source.values);
  else for (let i = 0; i < target.length; i++) target[i] = source.weights[source.codes[i]];
}

function multiplyInto(target: Float64Array, source: Source): void {
  if (source.kind === 'numbers') for (let i = 0; i < target.length; i++) target[i] *= source.values[i];
  else for (let i = 0; i < target.length; i++) target[i] *= source.weights[source.codes[i]];
}
