import { describe, expect, it } from 'vitest';
import { formulaOf, gridOf, parseFormula } from '../../../engine/formula/index.ts';
import { formedPredictor, formText, withForm, type PredictorForm } from '../../../renderer/model/predictorForms.ts';
import { levelColumns, shownLabel } from '../../../renderer/model/terms.ts';

const switched = (formula: string, variable: string, form: PredictorForm) =>
  formulaOf(withForm(gridOf(parseFormula(formula))!, variable, form));

const within: PredictorForm = { kind: 'within', group: 'School' };

describe('a predictor’s form is read from its term', () => {
  it.each<[string, PredictorForm['kind'] | null]>([
    ['SES', 'plain'],
    ['center(SES)', 'center'],
    ['scale(SES)', 'scale'],
    ['poly(SES, 2)', 'square'],
    ['poly(SES, degree = 2)', 'square'],
    ['ns(SES, 3)', 'spline'],
    ['within(SES, School)', 'within'],
    ['SES:Sector', null],
    ['log(SES)', null],
    ['ns(SES, df = 5)', null],
    ['center(log(SES))', null],
  ])('%s', (label, kind) => expect(formedPredictor(label)?.form.kind ?? null).toBe(kind));

  it('and written back the same', () => {
    for (const label of ['`a b`', 'center(`a b`)', 'within(x, class:school)', 'ns(x, df = 3)']) {
      const { variable, form } = formedPredictor(label)!;
      expect(formText(variable, form)).toBe(label);
    }
  });

  it('a group’s mean is no predictor of its own', () => {
    expect(formedPredictor('between(SES, School)')).toMatchObject({ variable: 'SES', isBetween: true });
  });
});

describe('switching the form of a predictor', () => {
  it('to within and between brings the group means in beside it, in interactions and slopes too', () => {
    expect(switched('y ~ Sector + SES + SES:Sector + (SES | School)', 'SES', within)).toBe(
      'y ~ Sector + within(SES, School) + between(SES, School) + Sector:within(SES, School) + (1 + within(SES, School) | School)',
    );
  });

  it('and back takes the group means out', () => {
    const there = switched('y ~ Sector * SES + (1 + SES | School)', 'SES', within);
    expect(switched(there, 'SES', { kind: 'plain' })).toBe('y ~ Sector + SES + Sector:SES + (1 + SES | School)');
  });

  it('to other groups carries both parts along', () => {
    const there = 'y ~ within(x, class) * z + between(x, class):z + between(x, class) + (1 | class)';
    expect(switched(there, 'x', { kind: 'within', group: 'school' })).toBe(
      'y ~ within(x, school) + z + between(x, school) + within(x, school):z + z:between(x, school) + (1 | class)',
    );
  });

  it('leaves other predictors alone, those with a like name too', () => {
    expect(switched('y ~ x + x2 + log(x) + (1 | g)', 'x', { kind: 'center' })).toBe('y ~ center(x) + x2 + log(x) + (1 | g)');
  });

  it('twice the same changes nothing', () => {
    const once = switched('y ~ x * z + (x || g)', 'x', { kind: 'within', group: 'g' });
    expect(switched(once, 'x', { kind: 'within', group: 'g' })).toBe(once);
  });
});

describe('a centred term', () => {
  it('is read in words', () => {
    expect(shownLabel('within(SES, School):Sector')).toBe('SES within School × Sector');
    expect(shownLabel('between(`my x`, `the school`)')).toBe('my x between the school');
  });

  it('lives where it varies: a mean on its groups, a distance from it on the rows', () => {
    expect(levelColumns('between(SES, School)')).toEqual(['School']);
    expect(levelColumns('within(SES, School):Sector')).toEqual(['SES', 'Sector']);
    expect(levelColumns('poly(SES, 2)')).toEqual(['SES']);
  });
});
