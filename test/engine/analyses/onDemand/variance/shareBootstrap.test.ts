import { describe, expect, it } from 'vitest';
import { replicate } from '../../../../../engine/analyses/onDemand/catalogue.ts';
import { sampleTable } from '../../../../reference/models.ts';
import { askedOf } from '../../../../support/askedOf.ts';

const hooks = { onProgress: () => undefined, checkCancelled: () => undefined };
const table = sampleTable('sleepstudy', ['Subject']);
const sleep = askedOf(table, 'Reaction ~ Days + (Days | Subject)');
const few = { replicates: 40, seed: 7 };

describe('bootstrap intervals of ICC and R²', () => {
  const answer = sleep.ask('share-bootstrap', few);

  it('are around the estimates of the model’s own page', () => {
    expect(answer.number('share-bootstrap', 'Subject', 'value')).toBeCloseTo(sleep.fit.icc[0].value, 10);
    for (const kind of ['marginal', 'conditional'] as const) {
      const [value, lower, upper] = ['value', 'lower', 'upper'].map((column) => answer.number('share-bootstrap', kind, column)!);
      expect(value).toBeCloseTo(sleep.fit.explained![kind], 10);
      expect(lower).toBeLessThan(value);
      expect(upper).toBeGreaterThan(value);
    }
  });

  it('take variances where the person says, as the intraclass correlation does', () => {
    const choices = { taken: 'at', values: [3] };
    const at = sleep.ask('icc-by-level', choices).number('row-correlations', 'Subject', 'value')!;
    expect(sleep.ask('share-bootstrap', { ...few, ...choices }).number('share-bootstrap', 'Subject', 'value')).toBeCloseTo(
      at,
      10,
    );
  });

  it('come out the same however the replicates are shared out', () => {
    const request = { kind: 'analysis', analysis: 'share-bootstrap', fit: sleep.fit, mlFit: null, choices: few } as const;
    const shared = [...replicate(request, table, 0, 3, hooks), ...replicate(request, table, 3, 6, hooks)];
    expect(shared).toEqual(replicate(request, table, 0, 6, hooks));
    expect(shared[0]).not.toEqual(shared[1]);
  });

  it('agree with the quick interval where there are many groups', () => {
    const hsb = askedOf(sampleTable('hsb', ['School']), 'MathAch ~ 1 + (1 | School)');
    const bootstrap = hsb.ask('share-bootstrap', { replicates: 300 });
    for (const side of ['lower', 'upper']) {
      const quick = hsb.ask('icc-by-level').number('row-correlations', 'School', side)!;
      expect(Math.abs(bootstrap.number('share-bootstrap', 'School', side)! - quick)).toBeLessThan(0.012);
    }
  });
});
