import { describe, expect, test } from 'vitest';
import { analysesFor, run } from '../../../../../engine/index.ts';
import type { Block, ChoiceValues, Criterion, FitResult, TableBlock } from '../../../../../engine/contract/index.ts';
import { sd } from '../../../../../engine/stats/index.ts';
import { sampleTable } from '../../../../reference/models.ts';

const quiet = { onProgress: () => undefined, checkCancelled: () => undefined };
const hsb = sampleTable('hsb', ['School', 'Sector', 'Sex']);

interface Made {
  readonly fit: FitResult;
  readonly mlFit: FitResult | null;
}

function fitted(formula: string, criterion: Criterion = 'REML'): Made {
  const [fit, mlFit = null] = run({ kind: 'model', formula, criterion }, hsb, quiet).fits;
  return { fit, mlFit };
}

function blocksOf(analysis: string, made: Made, choices: ChoiceValues = {}): readonly Block[] {
  return run({ kind: 'analysis', analysis, ...made, choices }, hsb, quiet).report.blocks;
}

function tableNamed(id: string, blocks: readonly Block[]): TableBlock {
  return blocks.find((block): block is TableBlock => block.kind === 'table' && block.id === id)!;
}

function wordsOf(blocks: readonly Block[]): string {
  return blocks.flatMap((block) => (block.kind === 'text' ? block.paragraphs : [])).join(' ');
}

const crossLevel = fitted('MathAch ~ SES * MEANSES + SES * Sector + (SES | School)');

describe('Marginal means on demand', () => {
  test('move with the value a number is held at', () => {
    const at = (value: number | null) =>
      tableNamed('marginal-means', blocksOf('marginal-means', crossLevel, { at: [value, null] })).rows.map(
        ({ cells }) => cells.estimate as number,
      );
    const [low, high] = [at(0), at(1)];
    const slopes = tableNamed('slopes', blocksOf('slopes', crossLevel, { of: 'SES' })).rows.map(
      ({ cells }) => cells.estimate as number,
    );
    slopes.forEach((slope, i) => expect(high[i] - low[i]).toBeCloseTo(slope, 8));
  });

  test('of two factors compared with weights of one’s own weigh the product', () => {
    const made = fitted('MathAch ~ Sex * Sector + SES + (1 | School)');
    const { names } = analysesFor(made.fit)
      .find(({ id }) => id === 'marginal-means')!
      .choices.flatMap((choice) => (choice.id === 'contrast' && choice.kind === 'numbers' ? [choice] : []))[0];
    expect(names).toEqual(['Sex Female', 'Sex Male', 'Sector Catholic', 'Sector Public']);
    const choices = { of: ['Sex', 'Sector'], compare: 'custom', contrast: [-1, 1, -1, 1] };
    const [row] = tableNamed('mean-comparisons', blocksOf('marginal-means', made, choices)).rows;
    const interaction = made.fit.beta[made.fit.coefNames.indexOf('SexMale:SectorPublic')];
    expect(row.cells.estimate).toBeCloseTo(interaction, 10);
  });

  test('are refused by name where a factor is chosen twice or no weight is given', () => {
    expect(() => blocksOf('marginal-means', crossLevel, { by: ['Sector'] })).toThrow('Sector is chosen both');
    expect(() => blocksOf('marginal-means', crossLevel, { compare: 'custom' })).toThrow('No category was given a weight');
  });

  test('say that Kenward–Roger is that of the REML refit, and give its numbers', () => {
    const choices = { method: 'kenward-roger' };
    const own = tableNamed('marginal-means', blocksOf('marginal-means', crossLevel, choices));
    const byML = fitted('MathAch ~ SES * MEANSES + SES * Sector + (SES | School)', 'ML');
    const refit = tableNamed('marginal-means', blocksOf('marginal-means', byML, choices));
    expect(refit.notes.join(' ')).toContain('REML refit');
    expect(own.notes.join(' ')).not.toContain('REML refit');
    refit.rows.forEach(({ cells }, i) => {
      expect(cells.se as number).toBeCloseTo(own.rows[i].cells.se as number, 6);
      expect(cells.df as number).toBeCloseTo(own.rows[i].cells.df as number, 2);
    });
  });
});

describe('Simple slopes', () => {
  test('say where the slope is distinguishable, and how much of the data lies there', () => {
    const choices = { of: 'MEANSES', moderator: 'SES', alpha: 0.1 };
    const blocks = blocksOf('simple-slopes', crossLevel, choices);
    const { rows } = tableNamed('johnson-neyman', blocks);
    expect(rows.map(({ cells }) => cells.sign)).toEqual(['not distinguishable', 'above zero']);
    expect(rows.reduce((sum, { cells }) => sum + (cells.share as number), 0)).toBeCloseTo(1, 12);
    expect(wordsOf(blocks)).toMatch(/Where SES is above −\d.*slope of MEANSES is distinguishably above zero; \d+ % of the rows/);
  });

  test('say so where the predictors do not interact', () => {
    const blocks = blocksOf('simple-slopes', fitted('MathAch ~ SES + MEANSES + (1 | School)'));
    expect(tableNamed('johnson-neyman', blocks).notes.join(' ')).toContain('does not change with MEANSES');
    expect(wordsOf(blocks)).toContain('at every value of MEANSES');
  });

  test('take the categories of a factor as they are', () => {
    const { rows } = tableNamed('simple-slopes', blocksOf('simple-slopes', crossLevel, { moderator: 'Sector' }));
    expect(rows.map(({ cells }) => cells.value)).toEqual(['Catholic', 'Public']);
  });

  test('of a predictor moderated by itself are refused', () => {
    expect(() => blocksOf('simple-slopes', crossLevel, { of: 'SES', moderator: 'SES' })).toThrow('cannot moderate its own slope');
  });
});

describe('Standardised coefficients', () => {
  const made = fitted('MathAch ~ SES * Sector + MEANSES + (1 | School)');
  const rowsBy = (by: string) =>
    Object.fromEntries(
      tableNamed('standardized', blocksOf('standardized', made, { by })).rows.map(({ id, cells }) => [id, cells]),
    );
  const numbers = (name: string) => {
    const column = hsb.columns.find((own) => own.name === name)!;
    return column.kind === 'number' ? column.values : new Float64Array();
  };

  test('leave categories as they are, and scale numbers in products with them', () => {
    const rows = rowsBy('posthoc');
    expect(rows.SectorPublic.predictor).toBe(1);
    expect(rows['SES:SectorPublic'].predictor).toBeCloseTo(sd(numbers('SES')), 12);
    const beta = made.fit.beta[made.fit.coefNames.indexOf('SES')];
    expect(rows.SES.estimate).toBeCloseTo((beta * sd(numbers('SES'))) / sd(numbers('MathAch')), 12);
  });

  test('keep t and p', () => {
    const rows = rowsBy('basic');
    for (const { name, statistic, p } of made.fit.tests.slice(1)) {
      expect(rows[name].t).toBeCloseTo(statistic, 8);
      expect(rows[name].p).toBeCloseTo(p, 10);
    }
  });

  test('at each variable’s own level use the outcome’s SDs of the model without predictors', () => {
    const empty = fitted('MathAch ~ 1 + (1 | School)').fit;
    const rows = rowsBy('pseudo');
    expect(rows.SES.outcome).toBeCloseTo(empty.sigma, 6);
    expect(rows.MEANSES.outcome).toBeCloseTo(empty.varCorr[0].sdcor!, 6);
    expect(rows.MEANSES.predictor as number).toBeLessThan(0.5);
    expect(rows.SES.predictor as number).toBeLessThan(sd(numbers('SES')));
  });
});
