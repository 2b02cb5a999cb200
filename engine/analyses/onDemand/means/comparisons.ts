/**
 * How means or slopes of a family are compared, chosen, and the table of their comparisons.
 */
import type { OneChoice, TableBlock } from '../../../contract/index.ts';
import { contrastsOf, type Margin, type MarginFamily } from '../../../inference/emmeans.ts';
import { contrastFamily, type ContrastFamily, type NamedContrast } from '../../../inference/marginContrasts.ts';
import type { Adjustment } from '../../../inference/multiplicity.ts';
import { marginWords as words } from '../../../text/means.ts';
import type { Chosen } from '../chosen.ts';
import { coverageOf } from '../coverage.ts';
import { table } from '../table.ts';
import { estimateCells, estimateColumns } from '../tests/estimateCells.ts';
import type { Tested } from '../tests/testMethod.ts';

type Compared = 'none' | 'pairs' | 'reference' | 'reference-last' | 'consecutive' | 'polynomial' | 'custom';

const compareOptions: readonly { readonly value: Compared; readonly label: string }[] = [
  { value: 'pairs', label: words.pairs },
  { value: 'reference', label: words.reference },
  { value: 'reference-last', label: words.referenceLast },
  { value: 'consecutive', label: words.consecutive },
  { value: 'polynomial', label: words.polynomial },
  { value: 'custom', label: words.custom },
  { value: 'none', label: words.none },
];

/** `custom` where weights of the person's own can be given. */
export function compareChoice(custom: boolean): OneChoice {
  const options = compareOptions.filter(({ value }) => custom || value !== 'custom');
  return { id: 'compare', kind: 'one', label: words.compare, options, value: 'pairs' };
}

export const adjustChoice: OneChoice = {
  id: 'adjust',
  kind: 'one',
  label: words.adjust,
  options: [
    { value: 'usual', label: words.usual },
    { value: 'tukey', label: words.tukey },
    { value: 'bonferroni', label: words.bonferroni },
    { value: 'holm', label: words.holm },
    { value: 'sidak', label: words.sidak },
    { value: 'none', label: words.unadjusted },
  ],
  value: 'usual',
};

/**
 * The comparisons within each family; none where nothing is to be compared.
 *
 * @param customOf the person's own contrast of a family's margins
 */
export function comparisonTables(
  id: string,
  families: readonly MarginFamily[],
  tested: Tested,
  chosen: Chosen,
  customOf?: (family: MarginFamily) => readonly NamedContrast[],
): TableBlock[] {
  const compared = chosen.one('compare') as Compared;
  const made = families.map((family) => ({ family, contrasts: contrastsFor(compared, family, customOf) }));
  const most = Math.max(...made.map(({ contrasts }) => contrasts.length));
  if (most === 0) return [];
  const adjustment = adjustmentFor(compared, chosen.one('adjust'));
  let isIdentical = false;
  const rows = made.flatMap(({ family, contrasts }, f) => {
    const weights = contrasts.map((contrast) => contrast.weights);
    const estimates = contrastsOf(family.margins, weights, tested, adjustment, coverageOf(chosen));
    isIdentical ||= estimates.some(({ se }) => se === 0);
    const lines = contrasts.map(({ label }, i) => ({ id: `${f}/${label}`, label, cells: estimateCells(estimates[i]) }));
    return families.length > 1 ? [{ id: `${f}`, heading: levelsText(family.by) }, ...lines] : lines;
  });
  return [
    table({
      id,
      title: words.comparisons,
      columns: [{ id: 'contrast', title: words.contrast, format: 'text' }, ...estimateColumns(words.difference)],
      rows,
      notes: [
        ...comparisonNotes(compared, chosen.one('adjust'), adjustment, most, made[0].contrasts),
        ...(isIdentical ? [words.identical] : []),
        ...tested.notes,
      ],
    }),
  ];
}

/** `4-H`, or `4-H, red` for several factors. */
export function marginText({ factors }: MarginFamily, { levels }: Margin): string {
  return factors.map(({ name }) => String(levels[name])).join(', ');
}

/** `Variety Victory, nitro 0.2`. */
export function levelsText(levels: Margin['levels']): string {
  return Object.entries(levels)
    .map(([name, level]) => `${name} ${level}`)
    .join(', ');
}

function contrastsFor(
  compared: Compared,
  family: MarginFamily,
  customOf: ((family: MarginFamily) => readonly NamedContrast[]) | undefined,
): readonly NamedContrast[] {
  if (compared === 'none') return [];
  if (compared === 'custom') return customOf?.(family) ?? [];
  const labels = family.margins.map((margin) => marginText(family, margin));
  const kind: ContrastFamily = compared === 'reference-last' ? 'reference' : compared;
  return contrastFamily(kind, labels, compared === 'reference-last' ? labels.length - 1 : 0);
}

/** Tukey's range is for all pairs alone; what R's emmeans puts in its place is Šidák's. */
function adjustmentFor(compared: Compared, asked: string): Adjustment {
  if (asked === 'usual') {
    if (compared === 'pairs') return 'tukey';
    return compared === 'polynomial' || compared === 'custom' ? 'none' : 'sidak';
  }
  return asked === 'tukey' && compared !== 'pairs' ? 'sidak' : (asked as Adjustment);
}

function comparisonNotes(
  compared: Compared,
  asked: string,
  adjustment: Adjustment,
  count: number,
  contrasts: readonly NamedContrast[],
): string[] {
  const isSum = contrasts.some(({ weights }) => Math.abs(weights.reduce((sum, weight) => sum + weight, 0)) > 1e-9);
  return [
    ...(count > 1 ? [words.adjusted(adjustment, count)] : []),
    ...(asked === 'tukey' && adjustment === 'sidak' ? [words.tukeyOnlyPairs] : []),
    ...(compared.startsWith('reference') && adjustment === 'sidak' ? [words.dunnett] : []),
    ...(compared === 'polynomial' ? [words.equallySpaced] : []),
    ...(compared === 'custom' && isSum ? [words.notAContrast] : []),
  ];
}
