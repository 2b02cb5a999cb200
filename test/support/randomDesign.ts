import type { ModelFrame } from '../../engine/frame/types.ts';
import { handMadeFrame, ones } from './handMadeFrame.ts';
import { seeded } from './seeded.ts';

/** A grouping factor of a made-up design: its levels, the standard deviations of its terms' columns (relative to σ), and what it lies in. */
export interface MadeFactor {
  readonly name: string;
  readonly levels: number;
  /** One list for each term: columns 0 (intercept), 1 (x), 2 (z) with the standard deviation each is given. */
  readonly terms: readonly (readonly { readonly column: 0 | 1 | 2; readonly sd: number }[])[];
  /** Name of an earlier factor each level lies in; without it, rows get a level at random. */
  readonly within?: string;
}

export interface MadeDesign {
  readonly seed: number;
  readonly n: number;
  readonly factors: readonly MadeFactor[];
  readonly weighted?: boolean;
  /** Added to x and to y. */
  readonly shift?: number;
}

const COLUMN_NAMES = ['(Intercept)', 'x', 'z'] as const;

/** A frame with fixed effects of an intercept, x and z, and an outcome that follows the model. */
export function randomDesign({ seed, n, factors, weighted, shift = 0 }: MadeDesign): ModelFrame {
  const random = seeded(seed);
  const x = Float64Array.from({ length: n }, () => shift + random.normal());
  const z = Float64Array.from({ length: n }, () => Math.round(3 * random.uniform()));
  const columns = [ones(n), x.map((value) => value - shift), z];
  const weights = weighted ? Float64Array.from({ length: n }, () => 0.5 + 2 * random.uniform()) : undefined;
  const y = Float64Array.from(
    { length: n },
    (_, i) => shift + 2 + x[i] - 0.5 * z[i] + random.normal() / Math.sqrt(weights?.[i] ?? 1),
  );
  const codes = new Map<string, Int32Array>();
  for (const factor of factors) {
    const own = drawCodes(factor, n, codes, random);
    codes.set(factor.name, own);
    for (const { column, sd } of factor.terms.flat()) {
      const effects = Float64Array.from({ length: Math.max(...own) + 1 }, () => sd * random.normal());
      for (let i = 0; i < n; i++) y[i] += effects[own[i]] * columns[column][i];
    }
  }
  const named = [ones(n), x, z];
  return handMadeFrame({
    y,
    fixed: { '(Intercept)': named[0], x, z },
    groups: factors.map(({ name }) => ({ name, codes: codes.get(name)! })),
    random: factors.flatMap(({ name, terms }) =>
      terms.map((term) => ({
        group: name,
        columns: Object.fromEntries(term.map(({ column }) => [COLUMN_NAMES[column], named[column]])),
      })),
    ),
    weights,
  });
}

function drawCodes(
  factor: MadeFactor,
  n: number,
  codes: ReadonlyMap<string, Int32Array>,
  random: { below(count: number): number },
): Int32Array {
  const outer = factor.within === undefined ? undefined : codes.get(factor.within);
  if (outer === undefined) return Int32Array.from({ length: n }, () => random.below(factor.levels));
  const groups = Math.max(...outer) + 1;
  const each = Math.max(1, Math.floor(factor.levels / groups));
  return outer.map((group) => group * each + random.below(each));
}
