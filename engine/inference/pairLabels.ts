/**
 * Names of pairwise differences, as R's emmeans writes them.
 */
import type { Margin } from './emmeans.ts';
import type { GridFactor } from './referenceGrid.ts';

/** `A - B`, `Diet1 - Diet2` where the levels are numbers, `(40-79) - (120+)` where they hold an operator. */
export function pairLabel(factors: readonly GridFactor[], first: Margin['levels'], second: Margin['levels']): string {
  return `${marginLabel(factors, first)} - ${marginLabel(factors, second)}`;
}

function marginLabel(factors: readonly GridFactor[], levels: Margin['levels']): string {
  const label = factors
    .map((factor) => (areNumbers(factor) ? `${factor.name}${levels[factor.name]}` : levels[factor.name]))
    .join(' ');
  return /[-+*/]/.test(label) ? `(${label})` : label;
}

function areNumbers({ levels }: GridFactor): boolean {
  return levels.every((level) => typeof level === 'number' || (level.trim() !== '' && Number.isFinite(Number(level))));
}
