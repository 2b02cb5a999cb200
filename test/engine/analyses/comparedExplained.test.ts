import { describe, expect, it } from 'vitest';
import { compareModels } from '../../../engine/analyses/compareModels.ts';
import type { ComparedModel, Criterion, RichCell, TableBlock } from '../../../engine/contract/index.ts';
import { run } from '../../../engine/index.ts';
import { sampleTable } from '../../reference/models.ts';
import values from '../../reference/values/variance.json' with { type: 'json' };

const table = sampleTable('hsb', ['School', 'Sector']);
const hooks = { onProgress: () => undefined, checkCancelled: () => undefined };

function model(name: string, formula: string, criterion: Criterion = 'REML', subset?: string): ComparedModel {
  const spec = { kind: 'model', formula, criterion, ...(subset ? { subset } : {}) } as const;
  const [fit, mlFit = null] = run(spec, table, hooks).fits;
  return { id: name, name, fit, mlFit };
}

const none = model('none', 'MathAch ~ 1 + (1 | School)');
const both = model('both', 'MathAch ~ SES + Sector + (1 | School)');
const slopes = model('slopes', 'MathAch ~ SES + Sector + (SES | School)');

const compared = (...models: ComparedModel[]) => compareModels({ kind: 'comparison', models }).blocks[0] as TableBlock;
const cell = (block: TableBlock, row: string, column: string) => block.rows.find(({ id }) => id === row)!.cells[column];

describe('variance explained from model to model', () => {
  const block = compared(none, both, slopes);

  it('is the reduction of each variance against the first model', () => {
    expect(cell(block, 'explained:Residual', 'none')).toBeNull();
    expect(cell(block, 'explained:Residual', 'both')).toBeCloseTo(values.explained.rbWithin, 5);
    expect(cell(block, 'explained:School', 'both')).toBeCloseTo(values.explained.rbBetween, 5);
    expect(block.rows.find(({ heading }) => heading?.startsWith('Variance explained'))!.heading).toContain(
      'against the first model',
    );
  });

  it('has Snijders and Bosker’s R² with the harmonic mean size, for random intercepts only', () => {
    expect(cell(block, 'explained-sb:rows', 'both')).toBeCloseTo(values.explained.sbRows, 5);
    expect(cell(block, 'explained-sb:groups', 'both')).toBeCloseTo(values.explained.sbGroups, 5);
    expect(cell(block, 'explained-sb:rows', 'slopes')).toBeNull();
  });

  it('says that only intercepts are compared where slopes vary', () => {
    expect((cell(block, 'explained:School', 'slopes') as RichCell).explanation).toMatch(/only the variance of the intercepts/);
  });

  it('explains a negative value', () => {
    const back = cell(compared(both, none), 'explained:School', 'none') as RichCell;
    expect(back.value).toBeLessThan(0);
    expect(back.explanation).toMatch(/^Negative/);
  });

  it('compares fits of two criteria by their ML fits', () => {
    const ml = model('ml', 'MathAch ~ SES + Sector + (1 | School)', 'ML');
    const share = 1 - ml.fit.sigma ** 2 / none.mlFit!.sigma ** 2;
    expect(cell(compared(none, ml), 'explained:Residual', 'ml')).toBeCloseTo(share, 10);
  });

  it('says nothing of models on other rows', () => {
    const few = model('few', 'MathAch ~ SES + (1 | School)', 'REML', 'SES > 0');
    expect(cell(compared(none, few), 'explained:Residual', 'few')).toMatchObject({ value: '–' });
  });

  it('is left out where there is nothing to compare', () => {
    const line = model('line', 'MathAch ~ SES');
    for (const one of [compared(none), compared(line, none)])
      expect(one.rows.some(({ id }) => id.startsWith('explained'))).toBe(false);
  });
});
