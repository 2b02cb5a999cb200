/**
 * A fitted model in plain words, with the variables' own names.
 */
import type { CoefficientTest, FitResult } from '../contract/index.ts';
import * as words from '../text/interpretation.ts';
import { termParts } from '../text/words.ts';
import { formatNumber } from './formatNumber.ts';

/** Effects told one by one; the others are counted. */
const TOLD = 6;
/** Normal quantile of a 95 % interval: in words the difference to Student's t does not show. */
const REACH = 1.96;

/** Paragraphs: the sample, the fixed effects, the groups. Numbers are rounded as in the tables. */
export function interpret(fit: FitResult): string[] {
  return [words.sampleSentence(fit.nobs, fit.groups, fit.droppedRows), fixedParagraph(fit), groupParagraph(fit)].filter(Boolean);
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
  return words.interceptSentence(fit.outcome, estimate(test.estimate, test.se), fit.coefNames.length > 1);
}

function effectSentence(fit: FitResult, test: CoefficientTest): string {
  const { estimate: value, se, p } = test;
  const shown = {
    outcome: fit.outcome,
    size: estimate(Math.abs(value), se),
    direction: value < 0 ? ('lower' as const) : ('higher' as const),
    interval: `${estimate(value - REACH * se, se)} to ${estimate(value + REACH * se, se)}`,
    p: formatNumber(p, 'p'),
  };
  const category = categoryOf(fit, test.name);
  const parts = termParts(test.name);
  if (parts.length > 1) return words.interactionSentence(parts, estimate(value, se), shown);
  return category ? words.categorySentence(category, shown) : words.slopeSentence(test.name, shown);
}

/** The factor, category and reference that a treatment-coded coefficient stands for; null for any other coefficient. */
function categoryOf(fit: FitResult, name: string): words.Category | null {
  for (const { name: factor, levels, contrast } of fit.factors) {
    const level = levels.find((label) => factor + label === name);
    if (level !== undefined && contrast === 'treatment') return { factor, level, reference: levels[0] };
  }
  return null;
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
