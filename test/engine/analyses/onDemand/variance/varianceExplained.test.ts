import { describe, expect, it } from 'vitest';
import { sampleTable } from '../../../../reference/models.ts';
import values from '../../../../reference/values/variance.json' with { type: 'json' };
import { askedOf } from '../../../../support/askedOf.ts';

const hsb = askedOf(sampleTable('hsb', ['School', 'Sector']), 'MathAch ~ SES + Sector + (1 | School)');
const answer = hsb.ask('variance-explained', { terms: true });
const close = (found: number | null, wanted: number) => expect(Math.abs(found! - wanted)).toBeLessThan(1e-5);

describe('variance explained', () => {
  it('splits the outcome’s variance into parts that add up', () => {
    const parts = answer.table('variance-parts').rows.slice(0, -1);
    const sum = parts.reduce((total, { id }) => total + answer.number('variance-parts', id, 'variance')!, 0);
    expect(sum).toBeCloseTo(answer.number('variance-parts', 'total', 'variance')!, 10);
    close(answer.number('variance-parts', 'fixed', 'share'), values.explained.marginal);
  });

  it('has the R² of the model’s own page', () => {
    expect(answer.number('r2', 'marginal', 'value')).toBeCloseTo(hsb.fit.explained!.marginal, 10);
    expect(answer.number('r2', 'conditional', 'value')).toBeCloseTo(hsb.fit.explained!.conditional, 10);
  });

  it('measures each level against the model without predictors (Raudenbush–Bryk)', () => {
    close(answer.number('explained-by-level', 'Residual', 'share'), values.explained.rbWithin);
    close(answer.number('explained-by-level', 'School', 'share'), values.explained.rbBetween);
  });

  it('measures the prediction of rows and of group means (Snijders–Bosker)', () => {
    close(answer.number('explained-by-level', 'sb:rows', 'share'), values.explained.sbRows);
    close(answer.number('explained-by-level', 'sb:groups', 'share'), values.explained.sbGroups);
  });

  it('says what each term explains alone', () => {
    close(answer.number('part-r2', 'SES', 'value'), values.explained.partSES);
    close(answer.number('part-r2', 'Sector', 'value'), values.explained.partSector);
    expect(() => hsb.ask('variance-explained').table('part-r2')).toThrow();
  });

  it('takes a term out with its interactions, and says so', () => {
    const crossed = askedOf(sampleTable('hsb', ['School', 'Sector']), 'MathAch ~ SES * Sector + (1 | School)');
    const asked = crossed.ask('variance-explained', { terms: true });
    expect(asked.notes).toContain('SES: Left out together with SES:Sector');
    expect(asked.number('part-r2', 'SES', 'value')).toBeGreaterThan(asked.number('part-r2', 'SES:Sector', 'value')!);
  });

  it('explains a variance that has grown', () => {
    const grown = askedOf(sampleTable('sleepstudy', ['Subject']), 'Reaction ~ Days + (1 | Subject)').ask('variance-explained');
    const cell = grown.table('explained-by-level').rows.find(({ id }) => id === 'Subject')!.cells.share;
    expect(cell).toMatchObject({ explanation: expect.stringMatching(/^Negative/) });
  });

  it('compares intercepts only where slopes vary, and says so', () => {
    const sleep = askedOf(sampleTable('sleepstudy', ['Subject']), 'Reaction ~ Days + (Days | Subject)').ask('variance-explained');
    expect(sleep.notes).toMatch(/variance between groups is that of the intercepts/);
    expect(sleep.table('explained-by-level').rows.map(({ id }) => id)).toEqual(['Residual', 'Subject']);
  });
});
