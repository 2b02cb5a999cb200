/**
 * The sentences of *In words*. Numbers come in as texts, rounded already.
 */
import type { FitResult, IccEntry } from '../contract/index.ts';
import { listed, type Category } from './words.ts';

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
  /** The model's only predictor: there are no others to be equal. */
  readonly alone: boolean;
}

export function sampleSentence(nobs: number, groups: FitResult['groups'], dropped: number): string {
  const within = groups.length ? ` in ${listed(groups.map(({ name, levels }) => `${count(levels, 'group')} by ${name}`))}` : '';
  const left = dropped ? ` ${count(dropped, 'row')} with missing values ${dropped === 1 ? 'is' : 'are'} left out.` : '';
  return `The model is fitted to ${count(nobs, 'row')}${within}.${left}`;
}

/** `averaged`: factors whose coding puts the intercept in the middle of their categories. */
export function interceptSentence(outcome: string, estimate: string, predictors: boolean, averaged: readonly string[]): string {
  if (!predictors) return `On average, ${outcome} is ${estimate}.`;
  const means = averaged.length ? `, and over the categories of ${listed(averaged)} with equal weights` : '';
  return `Where all predictors are 0 or at their reference category${means}, ${outcome} is ${estimate} on average.`;
}

export function slopeSentence(name: string, effect: Effect): string {
  return `With each additional unit of ${name}, ${effect.outcome} is ${effect.size} ${effect.direction} on average ${support(effect)}${condition(effect)}.`;
}

export function categorySentence({ factor, level, reference }: Category, effect: Effect): string {
  if (reference === null)
    return `Where ${factor} is ${level}, ${effect.outcome} is ${effect.value} on average ${support(effect)}.`;
  return `Where ${factor} is ${level}, ${effect.outcome} is ${effect.size} ${effect.direction} on average than where it is ${reference} ${support(effect)}${condition(effect)}.`;
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
  const unit = others.every(({ kind }) => kind === 'number') ? 'for each additional unit of' : 'with';
  return `The ${effectOf(first)} changes by ${effect.value} ${unit} ${listed(others.map(partName))} ${support(effect)}${more(effect)}.`;
}

function effectOf(part: Part): string {
  if (part.kind !== 'category' || part.reference === null) return `effect of ${partName(part)}`;
  return `difference between ${part.factor} ${part.level} and ${part.reference}`;
}

function partName(part: Part): string {
  return part.kind === 'category' ? `${part.factor} ${part.level}` : part.name;
}

function condition(effect: Effect): string {
  return more(effect) || (effect.alone ? '' : ', other predictors being equal');
}

function more({ where }: Effect): string {
  return where.length ? `, where ${listed(where)}` : '';
}

export function moreEffects(more: number): string {
  return `${count(more, 'more effect')} ${more === 1 ? 'is' : 'are'} in the table.`;
}

export function interceptSDSentence(group: string, outcome: string, sd: string): string {
  return `Between the groups of ${group}, ${outcome} differs with a standard deviation of ${sd} that no predictor explains.`;
}

export function slopeSDSentence(group: string, column: string, sd: string): string {
  return `The effect of ${column} itself differs between the groups of ${group} with a standard deviation of ${sd}.`;
}

export function residualSentence(sd: string): string {
  return `Single rows lie around what the model expects for them with a standard deviation of ${sd}.`;
}

export function residualOnly(sd: string, rSquared: string | null): string {
  const explained = rSquared === null ? '' : ` The predictors account for ${rSquared} of the variance.`;
  return residualSentence(sd) + explained;
}

export function iccSentence({ grp, residual }: IccEntry, share: string): string {
  return `Of ${residual ? 'the variance that the predictors leave unexplained' : 'all variance'}, ${share} lies between the groups of ${grp} (intraclass correlation).`;
}

function support({ interval, p }: Effect): string {
  return `(95\u00a0% confidence interval ${interval}, p\u00a0${/^[<>]/.test(p) ? p.replace(' ', '\u00a0') : `=\u00a0${p}`})`;
}

/** `1 row`, `7 185 rows`: thousands apart by a narrow space, as on the rest of the screen. */
function count(n: number, noun: string): string {
  return `${n.toLocaleString('en').replaceAll(',', '\u202f')}\u00a0${noun}${n === 1 ? '' : 's'}`;
}
