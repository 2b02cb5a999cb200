/**
 * A fitted model in plain words, with the variables' own names.
 */
import type { CodedFactor, CoefficientTest, FitResult } from '../contract/index.ts';
import * as words from '../text/interpretation.ts';
import { categoryOf, plain, referenceOf, termParts } from '../text/words.ts';
import { formatNumber } from './formatNumber.ts';

/** Effects told one by one; the others are counted. */
const TOLD = 6;
/** Normal quantile of a 95 % interval: in words the difference to Student's t does not show. */
const REACH = 1.96;

/** Paragraphs: the sample, the fixed effects, the groups. Numbers are rounded as in the tables. */
export function interpret(fit: FitResult): string[] {
  return [words.sampleSentence(fit.nobs, fit.groups, fit.droppedRows), fixedParagraph(fit), groupParagraph(fit)]
    .filter(Boolean)
    .map(plain);
}

function fixedParagraph(fit: FitResult): string {
  const effects = fit.tests.filter(({ name }) => name !== '(Intercept)');
  const told = effects.slice(0, TOLD).map((test) => effectSentence(fit, test));
  const more = effects.length - told.length;
  return [interceptSentence(fit), ...told, more > 0 ? words.moreEffects(more) : ''].filter(Boolean).join(' ');
}

function interceptSentence(fit: FitResult): string {
  const test = fit.tests.find(({ name }) => name === '(Intercept)');
  if (!test) return '';
  const averaged = fit.factors.filter((factor) => referenceOf(factor) === null).map(({ name }) => name);
  return words.interceptSentence(fit.outcome, estimate(test.estimate, test.se), fit.coefNames.length > 1, averaged);
}

function effectSentence(fit: FitResult, test: CoefficientTest): string {
  const parts = termParts(test.name).map((part) => wordsFor(fit, part));
  const effect = shownEffect(fit, test);
  if (parts.length > 1) return words.interactionSentence(parts, effect);
  const [part] = parts;
  switch (part.kind) {
    case 'number':
      return words.slopeSentence(part.name, effect);
    case 'category':
      return words.categorySentence(part, effect);
    case 'coded':
      return words.codedSentence(part.name, effect);
  }
}

function shownEffect(fit: FitResult, { name, estimate: value, se, p }: CoefficientTest): words.Effect {
  return {
    outcome: fit.outcome,
    value: estimate(value, se),
    size: estimate(Math.abs(value), se),
    direction: value < 0 ? 'lower' : 'higher',
    interval: `${estimate(value - REACH * se, se)} to ${estimate(value + REACH * se, se)}`,
    p: formatNumber(p, 'p'),
    where: conditions(fit, name),
    alone: fit.terms.length === 1,
  };
}

/** A number, a category of a factor, or a column that means nothing by itself (a polynomial, a contrast). */
function wordsFor(fit: FitResult, part: string): words.Part {
  const category = categoryOf(fit, part);
  if (category) return { kind: 'category', ...category };
  const isCoded = fit.factors.some(({ name }) => part.startsWith(name)) || /^(poly|ns|bs)\(/.test(part);
  return { kind: isCoded ? 'coded' : 'number', name: part };
}

/** Where the other variables stand, of those whose product with this coefficient's variable is in the model too. */
function conditions(fit: FitResult, name: string): string[] {
  const term = fit.terms[fit.assign[fit.coefNames.indexOf(name)] - 1] ?? name;
  const own = termParts(term);
  const products = fit.terms
    .map(termParts)
    .filter((parts) => parts.length > own.length && own.every((part) => parts.includes(part)));
  const others = [...new Set(products.flat())].filter((part) => !own.includes(part));
  return others.map((other) => {
    const factor = fit.factors.find((candidate) => candidate.name === other);
    return factor ? atZero(factor) : `${other} is 0`;
  });
}

/** Where a factor's columns are all 0: at its reference; under other codings in the middle of its categories. */
function atZero(factor: CodedFactor): string {
  const reference = referenceOf(factor);
  return reference === null ? `${factor.name} is averaged over` : `${factor.name} is ${reference}`;
}

function groupParagraph(fit: FitResult): string {
  const variances = fit.varCorr.filter(({ var1, var2 }) => var1 !== null && var2 === null);
  const sentences = variances.map(({ grp, var1, sdcor }) => {
    const shown = formatNumber(sdcor ?? NaN, 'sd');
    return var1 === '(Intercept)'
      ? words.interceptSDSentence(grp, fit.outcome, shown)
      : words.slopeSDSentence(grp, var1 ?? '', shown);
  });
  if (!sentences.length)
    return words.residualOnly(formatNumber(fit.sigma, 'sd'), fit.rSquared ? percent(fit.rSquared.value) : null);
  return [
    ...sentences,
    words.residualSentence(formatNumber(fit.sigma, 'sd')),
    ...fit.icc.map((entry) => words.iccSentence(entry, percent(entry.value))),
  ].join(' ');
}

function estimate(value: number, se: number): string {
  return formatNumber(value, 'estimate', { precision: se });
}

function percent(share: number): string {
  return `${(100 * share).toFixed(share < 0.1 ? 1 : 0)}\u00a0%`;
}
