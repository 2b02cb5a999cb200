import { describe, expect, it } from 'vitest';
import type { ComparedModel, RichCell, TableBlock } from '../../../engine/contract/index.ts';
import { compareModels } from '../../../engine/analyses/compareModels.ts';
import { mergedOrder } from '../../../engine/analyses/comparedRow.ts';
import { fittedModel } from '../../reference/models.ts';

function compared(id: string): ComparedModel {
  const { fits } = fittedModel(id);
  return { id, name: id, fit: fits[0], mlFit: fits[1] ?? null };
}

function tableFor(...ids: string[]): TableBlock {
  return compareModels({ kind: 'comparison', models: ids.map(compared) }).blocks[0] as TableBlock;
}

const row = (table: TableBlock, id: string) => table.rows.find((candidate) => candidate.id === id)!;

describe('compareModels', () => {
  const sleep = tableFor('sleep-line', 'sleep-intercept', 'sleep-slope');

  it('has a column per model, with how it was estimated', () => {
    expect(sleep.columns.slice(1).map(({ title, subtitle }) => [title, subtitle])).toEqual([
      ['sleep-line', 'least squares'],
      ['sleep-intercept', 'REML'],
      ['sleep-slope', 'REML'],
    ]);
  });

  it('aligns coefficients by name, with standard errors and p values beside them', () => {
    const { tests } = fittedModel('sleep-slope').fits[0];
    expect(row(sleep, 'fixed:Days').cells['sleep-slope']).toEqual({
      value: tests[1].estimate,
      aside: tests[1].se,
      p: tests[1].p,
    });
    const hsb = tableFor('hsb-intercept', 'hsb-slope');
    expect(hsb.rows.filter(({ id }) => id.startsWith('fixed:')).map(({ cells }) => cells.name)).toEqual([
      '(Intercept)',
      'SES',
      'MEANSES',
      'SectorPublic',
      'SES:SectorPublic',
    ]);
    expect(row(hsb, 'fixed:SES:SectorPublic').cells['hsb-intercept']).toBeNull();
  });

  it('gives SDs, correlations and the residual a row each, on their level', () => {
    const rows = sleep.rows.filter(({ id }) => /^(sd|cor):/.test(id)).map(({ id, level }) => [id, level]);
    expect(rows).toEqual([
      ['sd:Subject:(Intercept)', 2],
      ['sd:Subject:Days', 2],
      ['cor:Subject:(Intercept):Days', 2],
      ['sd:Residual', 1],
    ]);
    expect(row(sleep, 'sd:Residual').cells['sleep-line']).toBeCloseTo(47.7148, 3);
  });

  it('numbers nested groupings upwards', () => {
    const pastes = tableFor('pastes');
    expect(
      pastes.rows.filter(({ id }) => id.startsWith('groups:')).map(({ cells, level }) => [cells.name, cells.pastes, level]),
    ).toEqual([
      ['Groups: cask:batch', 30, 2],
      ['Groups: batch', 10, 3],
    ]);
  });

  it('compares AIC, BIC and log-likelihood by maximum likelihood only', () => {
    expect(row(sleep, 'AIC').cells['sleep-slope']).toBe(fittedModel('sleep-slope').fits[1].AIC);
    expect(row(sleep, 'AIC').cells['sleep-line']).toBe(fittedModel('sleep-line').fits[0].AIC);
    expect(row(sleep, 'criterion').cells['sleep-slope']).toBe(fittedModel('sleep-slope').fits[0].criterionValue);
  });

  it('tests each model against the one before it', () => {
    expect(row(sleep, 'lr-chisq').cells['sleep-line']).toBeNull();
    expect(row(sleep, 'lr-chisq').cells['sleep-slope']).toBeCloseTo(42.1393, 3);
    expect(row(sleep, 'lr-df').cells['sleep-slope']).toBe(2);
    expect((row(sleep, 'lr-p').cells['sleep-slope'] as RichCell).value).toBeCloseTo(7.0724e-10, 12);
  });

  it('says why there is no test instead of giving one', () => {
    const apart = tableFor('sleep-slope', 'pastes');
    const cell = row(apart, 'lr-chisq').cells.pastes as RichCell;
    expect(cell.value).toBe('–');
    expect(cell.explanation).toMatch(/different outcomes/);
    expect(row(apart, 'lr-p').cells.pastes).toBeNull();
    expect(apart.notes.join(' ')).toMatch(/do not all have the same outcome/);
  });

  it('says when models rest on different rows', () => {
    const [one, other] = [compared('sleep-intercept'), compared('sleep-slope')];
    const models = [one, { ...other, fit: { ...other.fit, rowsKey: 'x' }, mlFit: { ...other.mlFit!, rowsKey: 'x' } }];
    const table = compareModels({ kind: 'comparison', models }).blocks[0] as TableBlock;
    expect(table.notes.join(' ')).toMatch(/do not all use the same rows/);
    expect((row(table, 'lr-chisq').cells['sleep-slope'] as RichCell).explanation).toMatch(/different rows/);
  });

  it('calls the ICC residual where predictors are in', () => {
    expect(row(sleep, 'icc:Subject').cells.name).toBe('Residual ICC: Subject');
    expect(row(tableFor('exam-null'), 'icc:school').cells.name).toBe('ICC: school');
    const mixed = tableFor('exam-null', 'exam-slope');
    expect(row(mixed, 'icc:school').cells.name).toBe('ICC: school');
    expect(mixed.notes.join(' ')).toMatch(/ICC of a model with predictors is residual/);
  });

  it('explains every row', () => {
    for (const { heading, explanation } of sleep.rows) expect(heading ?? explanation).toMatch(/\w{3}/);
  });

  it('gives a single model no test rows, and none at all to nothing', () => {
    expect(tableFor('pastes').rows.some(({ id }) => id.startsWith('lr-'))).toBe(false);
    expect(compareModels({ kind: 'comparison', models: [] }).blocks).toHaveLength(1);
  });
});

describe('mergedOrder', () => {
  it.each([
    [
      [
        ['a', 'c'],
        ['a', 'b', 'c'],
      ],
      ['a', 'b', 'c'],
    ],
    [
      [['a'], ['x', 'a', 'y']],
      ['x', 'a', 'y'],
    ],
    [
      [
        ['a', 'b'],
        ['b', 'a'],
      ],
      ['a', 'b'],
    ],
    [[], []],
  ])('merges %j to %j', (lists, merged) => {
    expect(mergedOrder(lists)).toEqual(merged);
  });
});
