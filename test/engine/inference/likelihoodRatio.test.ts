import { describe, expect, it } from 'vitest';
import type { FitResult } from '../../../engine/contract/index.ts';
import { likelihoodRatio } from '../../../engine/inference/likelihoodRatio.ts';
import { isNested } from '../../../engine/inference/nesting.ts';
import { pchisq } from '../../../engine/stats/index.ts';
import { fittedModel } from '../../reference/models.ts';

const ml = (id: string): FitResult => fittedModel(id).fits.find(({ criterion }) => criterion === 'ML')!;
const why = (smaller: FitResult, larger: FitResult) => {
  const test = likelihoodRatio(smaller, larger);
  return test.kind === 'none' ? test.why : test.kind;
};

describe('likelihoodRatio', () => {
  it('refuses restricted fits', () => {
    expect(why(fittedModel('sleep-intercept').fits[0], ml('sleep-slope'))).toBe('no-ml');
  });

  it('refuses models on other rows or of another outcome', () => {
    expect(why(ml('sleep-intercept'), { ...ml('sleep-slope'), rowsKey: 'other' })).toBe('rows');
    expect(why(ml('sleep-intercept'), { ...ml('sleep-slope'), outcome: 'log(Reaction)' })).toBe('outcome');
  });

  it('gives no p value where neither model is the larger', () => {
    expect(why(ml('sleep-intercept'), ml('sleep-intercept'))).toBe('same-size');
  });

  it('refuses models of which neither is a special case of the other', () => {
    expect(why(ml('exam-null'), ml('exam-slope'))).toBe('test');
    expect(why({ ...ml('exam-null'), coefNames: ['(Intercept)', 'vr'], fixedSketch: undefined }, ml('exam-slope'))).toBe(
      'not-nested',
    );
  });

  it('gives a second p value where one variance is added, covariances with it', () => {
    const intercept = likelihoodRatio(ml('sleep-line'), ml('sleep-intercept'));
    const slope = likelihoodRatio(ml('sleep-intercept'), ml('sleep-slope'));
    if (intercept.kind !== 'test' || slope.kind !== 'test') throw new Error('There should be tests');
    expect(intercept.boundaryP).toBe(intercept.p / 2);
    expect(slope.boundaryP).toBe((slope.p + pchisq(slope.chisq, 1, true)) / 2);
    expect(likelihoodRatio({ ...ml('sleep-intercept'), isSingular: true }, ml('sleep-slope'))).toMatchObject({ boundaryP: null });
  });

  it('knows that a covariance alone has no boundary, and that two variances have no simple distribution', () => {
    const uncorrelated = ml('sleep-uncorrelated');
    expect(likelihoodRatio(uncorrelated, ml('sleep-slope'))).toMatchObject({ onBoundary: false, boundaryP: null });
    expect(likelihoodRatio(ml('sleep-line'), ml('sleep-slope'))).toMatchObject({ onBoundary: true, boundaryP: null });
  });

  it('says when a variance is tested at its boundary', () => {
    expect(likelihoodRatio(ml('sleep-intercept'), ml('sleep-slope'))).toMatchObject({ kind: 'test', onBoundary: true });
    expect(likelihoodRatio(ml('sleep-line'), ml('sleep-intercept'))).toMatchObject({ kind: 'test', df: 1, onBoundary: true });
  });
});

describe('isNested', () => {
  it('sees uncorrelated terms inside the correlated one', () => {
    expect(isNested(ml('sleep-uncorrelated'), ml('sleep-slope'))).toBe(true);
    expect(isNested(ml('sleep-slope'), ml('sleep-uncorrelated'))).toBe(false);
  });

  it('takes a:b and b:a as one column', () => {
    const fit = ml('sleep-intercept');
    expect(isNested({ ...fit, coefNames: ['a:b'] }, { ...fit, coefNames: ['b:a', 'c'] })).toBe(true);
  });
});
