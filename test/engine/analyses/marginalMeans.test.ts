import { describe, expect, it } from 'vitest';
import type { ModelSpec, TableBlock } from '../../../engine/contract/index.ts';
import { run } from '../../../engine/index.ts';
import { sampleTable } from '../../reference/models.ts';
import means from '../../reference/values/emmeans.json' with { type: 'json' };
import profiles from '../../reference/values/profile.json' with { type: 'json' };

const hooks = { onProgress: () => undefined, checkCancelled: () => undefined };

function page(formula: string, file: string, factors: readonly string[], more: Partial<ModelSpec> = {}) {
  const { report, fits } = run({ kind: 'model', formula, criterion: 'REML', ...more }, sampleTable(file, factors), hooks);
  const tables = report.blocks.filter((block): block is TableBlock => block.kind === 'table');
  return { fits, table: (id: string) => tables.find((table) => table.id === id) };
}

describe('Marginal means on a model’s page', () => {
  const want = means.models.find(({ id }) => id === 'oats')!;
  const { table } = page(want.formula, want.file, want.factors);

  it('are those of each category, with R’s numbers', () => {
    const { rows } = table('means-Variety')!;
    expect(rows.map(({ id }) => id)).toEqual(['Golden Rain', 'Marvellous', 'Victory']);
    rows.forEach(({ cells }, i) => {
      expect(cells.estimate).toBeCloseTo(want.means[i].estimate, 5);
      expect(cells.lower).toBeCloseTo(want.means[i].lower, 3);
    });
  });

  it('have their differences, with Tukey’s p values', () => {
    const { rows } = table('pairs-Variety')!;
    expect(rows.map(({ cells }) => cells.pair)).toEqual([
      'Golden Rain − Marvellous',
      'Golden Rain − Victory',
      'Marvellous − Victory',
    ]);
    rows.forEach(({ cells }, i) => expect(cells.p).toBeCloseTo(want.pairs.tukey[i].p, 5));
  });

  it('say that their factor is part of an interaction, where it is', () => {
    expect(table('means-Variety')!.notes.join(' ')).toMatch(/interaction/);
    const plain = page('yield ~ nitro + Variety + (1 | Block)', 'Oats', ['Block', 'Variety']);
    expect(plain.table('means-Variety')!.notes.join(' ')).not.toMatch(/interaction/);
  });

  it('are there for a linear model and for a number made a factor', () => {
    const { rows } = page('yield ~ factor(nitro) + Block', 'Oats', ['Block', 'Variety']).table('means-factor(nitro)')!;
    expect(rows.map(({ cells }) => cells.estimate)).toEqual(
      [79.39, 98.89, 114.22, 123.39].map((value) => expect.closeTo(value, 2)),
    );
  });

  it('are left out for numbers, grouping factors and factors with many categories', () => {
    const sleep = page('Reaction ~ Days + (Days | Subject)', 'sleepstudy', ['Subject']);
    expect(sleep.table('means-Days')).toBeUndefined();
    expect(sleep.table('means-Subject')).toBeUndefined();
    expect(page('Reaction ~ Subject', 'sleepstudy', ['Subject']).table('means-Subject')).toBeUndefined();
  });
});

describe('Profile intervals on a model’s page', () => {
  it('are lme4’s, whatever the criterion of the fit', () => {
    const { intervals } = profiles.models.find(({ id }) => id === 'sleep-slope')! as unknown as {
      intervals: Record<string, number[]>;
    };
    const { table, fits } = page('Reaction ~ Days + (Days | Subject)', 'sleepstudy', ['Subject']);
    const { rows } = table('profile')!;
    expect(rows.map(({ id }) => id)).toEqual(Object.keys(intervals));
    for (const { id, cells } of rows) {
      const [low, high] = intervals[id];
      expect(Math.abs((cells.lower as number) - low) / (high - low), id).toBeLessThan(1e-3);
      expect(Math.abs((cells.upper as number) - high) / (high - low), id).toBeLessThan(1e-3);
    }
    expect(fits[0].profile).toEqual(fits[1].profile);
  });

  it('are left out where they would take long', () => {
    expect(page('MathAch ~ SES * Sector + (SES | School)', 'hsb', ['School', 'Sector']).table('profile')).toBeUndefined();
  });

  it('are not there for a linear model', () => {
    expect(page('Reaction ~ Days', 'sleepstudy', ['Subject']).table('profile')).toBeUndefined();
  });
});
