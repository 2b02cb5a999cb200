/**
 * The sentences of *In words*. Numbers come in as texts, rounded already.
 */
import type { FitResult, IccEntry } from '../contract/index.ts';
import { count, listed, type Category } from './words.ts';

/** What a part of a coefficient's name stands for. */
export type Part = ({ readonly kind: 'category' } & Category) | { readonly kind: 'number' | 'coded'; readonly name: string };

export interface Effect {
  readonly outcome: string;
  readonly value: string;
  /** Without its sign. */
  readonly size: string;
  readonly direction: 'lower' | 'higher';
  readonly interval: string;
  readonly p: string;
  /** Conditions under which it holds, `Sector is Public`, where products with other variables are in the model. */
  readonly where: readonly string[];
}

export function sampleSentence(nobs: number, groups: FitResult['groups'], dropped: number): string {
  const within = groups.length ? ` in ${listed(groups.map(({ name, levels }) => `${count(levels, 'level')} of ${name}`))}` : '';
  return `The model describes ${count(nobs, 'row')}${within}${dropped ? `; ${count(dropped, 'row')} with missing values left out` : ''}.`;
}

export function interceptSentence(outcome: string, estimate: string, predictors: boolean): string {
  return predictors
    ? `Where all predictors are 0 or at their reference category, ${outcome} is expected to be ${estimate}.`
    : `On average, ${outcome} is expected to be ${estimate}.`;
}

export function slopeSentence(name: string, effect: Effect): string {
  return `One unit more of ${name} goes with ${effect.size} ${effect.direction} ${effect.outcome} ${support(effect)}, ${condition(effect)}.`;
}

export function categorySentence({ factor, level, reference }: Category, effect: Effect): string {
  if (reference === null)
    return `For ${factor} ${level}, ${effect.outcome} is expected to be ${effect.value} ${support(effect)}.`;
  return `${factor} ${level} is ${effect.size} ${effect.direction} in ${effect.outcome} than ${reference} ${support(effect)}, ${condition(effect)}.`;
}

export function codedSentence(name: string, effect: Effect): string {
  return `The coefficient of ${name} is ${effect.value} ${support(effect)}.`;
}

/** Two variables, of which at most one is left over as the effect that changes; more are only named. */
export function interactionSentence(parts: readonly Part[], effect: Effect): string {
  const category = parts.find((part) => part.kind === 'category' && part.reference !== null);
  if (parts.length > 2 || !category || category.kind !== 'category') return productSentence(parts, effect);
  const rest = parts[0] === category ? parts[1] : parts[0];
  return `The ${effectOf(rest)} is ${effect.size} ${effect.direction} for ${category.factor} ${category.level} than for ${category.reference} ${support(effect)}${more(effect)}.`;
}

function productSentence(parts: readonly Part[], effect: Effect): string {
  const [first, ...others] = parts;
  const unit = others.every(({ kind }) => kind === 'number') ? 'for each unit more of' : 'with';
  return `The ${effectOf(first)} changes by ${effect.value} ${unit} ${listed(others.map(partName))} ${support(effect)}${more(effect)}.`;
}

function effectOf(part: Part): string {
  if (part.kind !== 'category' || part.reference === null) return `effect of ${partName(part)}`;
  return `difference between ${part.factor} ${part.level} and ${part.reference}`;
}

function partName(part: Part): string {
  return part.kind === 'category' ? `${part.factor} ${part.level}` : part.name;
}

function condition({ where }: Effect): string {
  return where.length ? `where ${listed(where)}` : 'other predictors being equal';
}

function more({ where }: Effect): string {
  return where.length ? `, where ${listed(where)}` : '';
}

export function moreEffects(more: number): string {
  return `${count(more, 'further effect')} ${more === 1 ? 'stands' : 'stand'} in the table.`;
}

export function interceptSDSentence(group: string, outcome: string, sd: string): string {
  return `Levels of ${group} differ in ${outcome} with a standard deviation of ${sd} beyond that.`;
}

export function slopeSDSentence(group: string, column: string, sd: string): string {
  return `The effect of ${column} itself varies between levels of ${group} with a standard deviation of ${sd}.`;
}

export function residualSentence(sd: string): string {
  return `Single rows scatter around what the model expects with a standard deviation of ${sd}.`;
}

export function residualOnly(sd: string, rSquared: string | null): string {
  const explained = rSquared === null ? '' : ` The predictors account for ${rSquared} of the variance.`;
  return residualSentence(sd) + explained;
}

export function iccSentence({ grp, residual }: IccEntry, share: string): string {
  return `Of the variance ${residual ? 'that the predictors leave' : 'in all'}, ${share} lies between levels of ${grp}.`;
}

function support({ interval, p }: Effect): string {
  return `(95\u00a0% interval ${interval}, p ${/^[<>]/.test(p) ? p : `= ${p}`})`;
}
