/**
 * How a factor is coded in the model at hand, as the builder shows and changes it.
 */
import type { FactorContrast, LevelComparison, ModelSpec } from '../../engine/contract/index.ts';
import type { ColumnState } from '../../main/api.ts';

type Coded = Pick<ColumnState, 'name' | 'scale' | 'levels'>;
type Contrasts = NonNullable<ModelSpec['contrasts']>;

export type CodingKind = 'treatment' | 'sum' | 'helmert' | 'difference' | 'polynomial' | 'custom';

export const codingKinds: readonly CodingKind[] = ['treatment', 'sum', 'difference', 'helmert', 'polynomial', 'custom'];

/** What is asked of a column, or what it has where nothing is asked. */
export function contrastOf({ name, scale }: Pick<Coded, 'name' | 'scale'>, contrasts: Contrasts): FactorContrast {
  return Object.hasOwn(contrasts, name) ? contrasts[name] : usual(scale);
}

function usual(scale: Coded['scale']): FactorContrast {
  return scale === 'ordinal' ? 'polynomial' : 'treatment';
}

export function kindOf(contrast: FactorContrast): CodingKind {
  return typeof contrast === 'string' ? contrast : contrast.kind;
}

/** A contrast of a kind to begin with. */
export function startOf(kind: CodingKind, { levels }: Coded): FactorContrast {
  return kind === 'custom' ? { kind, comparisons: [startComparison(levels, 0)] } : kind;
}

/** The next pair of neighbouring categories, as a comparison to be changed. */
export function startComparison(levels: readonly string[], at: number): LevelComparison {
  const [one, other] = [levels[at + 1], levels[at]];
  return { name: ` ${one} − ${other}`, weights: { [one]: 1, [other]: -1 } };
}

/** The contrasts with one column's changed; what a column has anyway is not written down. */
export function withContrast(contrasts: Contrasts, column: Coded, contrast: FactorContrast): ModelSpec['contrasts'] {
  const others = Object.entries(contrasts).filter(([name]) => name !== column.name);
  const isUsual = contrast === usual(column.scale) || isFirst(column, contrast);
  const all = isUsual ? others : [...others, [column.name, contrast] as const];
  return all.length ? Object.fromEntries(all) : undefined;
}

function isFirst({ scale, levels }: Coded, contrast: FactorContrast): boolean {
  return scale !== 'ordinal' && typeof contrast !== 'string' && contrast.kind === 'treatment' && contrast.reference === levels[0];
}

/** A weight as typed: a number, or a fraction such as 1/3; a comma counts as a point. null where it is neither; nothing typed is 0. */
export function weightFrom(text: string): number | null {
  const plain = text.trim().replace(/[−–]/g, '-').replaceAll(',', '.');
  if (plain === '') return 0;
  const [above, below = 1, ...more] = plain.split('/').map((part) => (part.trim() === '' ? NaN : Number(part)));
  const weight = above / below;
  return more.length === 0 && Number.isFinite(weight) ? weight : null;
}

/** A weight as text: simple fractions as such. */
export function weightText(weight: number): string {
  if (weight === 0) return '';
  for (const below of [1, 2, 3, 4, 5, 6, 7, 8, 9, 12]) {
    const above = Math.round(weight * below);
    if (Math.abs(above / below - weight) < 1e-12) return below === 1 ? String(above) : `${above}/${below}`;
  }
  return String(weight);
}

export function sumOf({ weights }: LevelComparison): number {
  const sum = Object.values(weights).reduce((total, weight) => total + weight, 0);
  return Math.abs(sum) < 1e-9 ? 0 : sum;
}
