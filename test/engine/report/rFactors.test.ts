import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { FactorContrast, FitResult, ModelSpec } from '../../../engine/contract/index.ts';
import { rScript } from '../../../engine/report/index.ts';
import { run } from '../../../engine/run.ts';
import { sampleTable } from '../../reference/models.ts';

const hooks = { onProgress: () => undefined, checkCancelled: () => undefined };

function fitOf(formula: string, file: string, factors: readonly string[], contrasts?: ModelSpec['contrasts']): FitResult {
  const spec: ModelSpec = { kind: 'model', formula, criterion: 'REML', ...(contrasts ? { contrasts } : {}) };
  return run(spec, sampleTable(file, factors), hooks).fits[0];
}

const oats = (Variety: FactorContrast) =>
  fitOf('yield ~ nitro + Variety + (1 | Block)', 'Oats', ['Block', 'Variety'], { Variety });
const victory = { name: ' Victory', weights: { Victory: 1, 'Golden Rain': -0.5, Marvellous: -0.5 } };
const rest = { name: ' rest', weights: { 'Golden Rain': 1, Marvellous: -1 } };

const fits: readonly (readonly [string, () => FitResult])[] = [
  ['another reference', () => oats({ kind: 'treatment', reference: 'Victory' })],
  ['successive differences', () => oats('difference')],
  ['sum coding', () => oats('sum')],
  ['custom comparisons', () => oats({ kind: 'custom', comparisons: [victory, rest] })],
  ['fewer comparisons than the factor bears', () => oats({ kind: 'custom', comparisons: [victory] })],
  [
    'a slope of a coded factor',
    () => fitOf('yield ~ Variety + (Variety || Block)', 'Oats', ['Block', 'Variety'], { Variety: 'sum' }),
  ],
  [
    'within and between groups',
    () =>
      fitOf('MathAch ~ within(SES, School) + between(SES, School) + (1 | School)', 'hsb', [
        'School',
        'Sector',
        'Minority',
        'Sex',
      ]),
  ],
  ['splines around the grand mean', () => fitOf('MathAch ~ ns(SES, 3) * center(MEANSES) + (1 | School)', 'hsb', ['School'])],
];

describe('the script of a coded model', () => {
  it('names the reference, and keeps the order of the categories', () => {
    const script = rScript(oats({ kind: 'treatment', reference: 'Victory' }));
    expect(script).toContain('levels = c("Golden Rain", "Marvellous", "Victory"))');
    expect(script).toContain('contrasts(data[["Variety"]]) <- contr.treatment(levels(data[["Variety"]]), base = 3)');
  });

  it('defines the functions that R does not have, those only', () => {
    const script = rScript(fits.at(-2)![1]());
    expect(script).toContain('within <- function(x, g)');
    expect(script).toContain('ave(x, g');
    expect(script).not.toContain('center <-');
  });

  it.skipIf(!hasR()).each(fits)(
    'runs in R and finds the numbers: %s',
    (_, fit) => {
      const file = fit().outcome === 'yield' ? 'Oats' : 'hsb';
      const script = rScript(fit(), { file: `resources/samples/${file}.csv` });
      expect(() => execFileSync('Rscript', ['-e', script], { stdio: 'pipe' })).not.toThrow();
    },
    30_000,
  );
});

function hasR(): boolean {
  try {
    execFileSync('Rscript', ['-e', 'library(lmerTest)'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe('an R script for data with missing values', () => {
  it('has a poly that takes them, and only then', () => {
    const exam = fitOf('yield ~ poly(nitro, 2) + (1 | Block)', 'Oats', ['Block', 'Variety']);
    expect(rScript(exam)).not.toContain('poly <- function');
    expect(rScript({ ...exam, droppedRows: 3 })).toContain('poly <- function');
  });

  it('does not ask for a residual SD that the data do not determine', () => {
    const fit = fitOf('yield ~ nitro + (1 | Block)', 'Oats', ['Block', 'Variety']);
    const flat = {
      ...fit,
      notices: [{ code: 'fit.not-identified', severity: 'warning', message: '', remedies: [] }],
    } as unknown as FitResult;
    expect(rScript(fit)).toContain('sigma(model)');
    expect(rScript(flat)).not.toContain('all.equal(sigma(model)');
  });
});
