/**
 * The sentences of *In words*. Numbers come in as texts, rounded already.
 */
import type { FitResult, IccEntry } from '../contract/index.ts';
import { count, listed } from './words.ts';

export interface Category {
  readonly factor: string;
  readonly level: string;
  readonly reference: string;
}

interface Effect {
  readonly outcome: string;
  readonly size: string;
  readonly direction: 'lower' | 'higher';
  readonly interval: string;
  readonly p: string;
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
  return `One unit more of ${name} goes with ${effect.size} ${effect.direction} ${effect.outcome} ${support(effect)}, other predictors being equal.`;
}

export function categorySentence({ factor, level, reference }: Category, effect: Effect): string {
  return `${factor} ${level} is ${effect.size} ${effect.direction} in ${effect.outcome} than ${reference} ${support(effect)}, other predictors being equal.`;
}

export function interactionSentence(names: readonly string[], estimate: string, effect: Effect): string {
  return `The effect of ${names[0]} changes by ${estimate} with ${listed(names.slice(1))} ${support(effect)}.`;
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
