import { describe, expect, it } from 'vitest';
import { fittedModel } from '../../reference/models.ts';

describe('R² of a mixed model', () => {
  it('is what the performance package (0.10.2) says of sleepstudy with random slopes', () => {
    const { explained } = fittedModel('sleep-slope').fits[0];
    expect(explained!.marginal).toBeCloseTo(0.278652033519893, 6);
    expect(explained!.conditional).toBeCloseTo(0.799218905908828, 6);
  });

  it('gives the fixed part nothing where there is only an intercept, and the groups their ICC', () => {
    const [{ explained, icc }] = fittedModel('exam-null').fits;
    expect(explained!.marginal).toBeCloseTo(0, 12);
    expect(explained!.conditional).toBeCloseTo(icc[0].value, 12);
  });

  it('is the plain R² in a model without groups', () => {
    const [{ explained, rSquared }] = fittedModel('sleep-line').fits;
    expect(explained).toBeUndefined();
    expect(rSquared!.value).toBeCloseTo(0.28647139510771, 10);
  });
});
