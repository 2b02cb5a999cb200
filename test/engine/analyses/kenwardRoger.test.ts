import { describe, expect, it } from 'vitest';
import type { TableBlock } from '../../../engine/contract/index.ts';
import { run } from '../../../engine/index.ts';
import { fittedModel, specOf, tableOf } from '../../reference/models.ts';
import values from '../../reference/values/kenwardRoger.json' with { type: 'json' };

const hooks = { onProgress: () => undefined, checkCancelled: () => undefined };
const tables = (id: string) => fittedModel(id).report.blocks.filter((block): block is TableBlock => block.kind === 'table');
const table = (id: string, name: string) => tables(id).find((block) => block.id === name);

describe('Kenward–Roger tests on a model’s page', () => {
  it('are shown for a REML fit, with lmerTest’s numbers', () => {
    const want = values.models.find(({ formula }) => formula === 'Reaction ~ Days + (1 | Subject)')!;
    const { rows } = table('sleep-intercept', 'kenward-roger')!;
    rows.forEach(({ cells }, j) => {
      expect(cells.se).toBeCloseTo(want.se[j], 4);
      expect(cells.df).toBeCloseTo(want.df[j], 3);
      expect(cells.p).toBeCloseTo(want.p[j], 10);
    });
  });

  it('are kept with the fit', () => {
    const [fit] = fittedModel('sleep-intercept').fits;
    expect(fit.kenwardRoger?.map(({ name }) => name)).toEqual(['(Intercept)', 'Days']);
  });

  it('are not there for a fit by maximum likelihood, whose page says how to get them', () => {
    expect(table('sleep-slope-ml', 'kenward-roger')).toBeUndefined();
    expect(fittedModel('sleep-slope-ml').fits[0].kenwardRoger).toBeNull();
    expect(table('sleep-slope-ml', 'coefficients')!.notes.join(' ')).toMatch(/Kenward–Roger.*REML/);
    expect(table('sleep-slope', 'coefficients')!.notes.join(' ')).not.toMatch(/Kenward–Roger/);
  });

  it('are not there for a linear model', () => {
    expect(table('sleep-line', 'kenward-roger')).toBeUndefined();
    expect(table('sleep-line', 'coefficients')!.notes.join(' ')).not.toMatch(/Kenward–Roger/);
  });

  it('say what R does where rows have weights', () => {
    const spec = { ...specOf('sleep-intercept'), weights: 'Days', subset: 'Days > 0' };
    const { report } = run(spec, tableOf('sleep-intercept'), hooks);
    const weighted = report.blocks.find((block): block is TableBlock => block.id === 'kenward-roger')!;
    expect(weighted.notes.join(' ')).toMatch(/pbkrtest leaves them out/);
  });
});
