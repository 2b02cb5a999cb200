import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Cell, ChoiceValues, ColumnTable, Criterion, FitResult, TableBlock } from '../../engine/contract/index.ts';
import { run } from '../../engine/index.ts';
import { parseCsv } from '../../main/services/reference/parseCsv.ts';
import { referenceTable } from '../../main/services/reference/referenceTable.ts';
import { sampleTable } from './models.ts';
import { agrees, type Tolerance } from './tolerances.ts';
import values from './values/analyses.json' with { type: 'json' };

interface Model {
  readonly file: string;
  readonly factors: readonly string[];
  readonly ordered: readonly string[];
  readonly formula: string;
  readonly criterion: Criterion;
  readonly subset?: string;
}

interface Asked {
  readonly model: string;
  readonly analysis: string;
  readonly choices: ChoiceValues;
  readonly table: string;
  readonly rows: readonly Readonly<Record<string, number | null>>[];
}

const models = values.models as unknown as Readonly<Record<string, Model>>;
const asked = values.asked as unknown as readonly Asked[];
const quiet = { onProgress: () => undefined, checkCancelled: () => undefined };

/** By cell; `ofSe` in units of the row's standard error. Degrees of freedom move with lmerTest's numeric Hessian, and what rests on them with them. */
const tolerances: Readonly<Record<string, Tolerance & { readonly ofSe?: number }>> = {
  estimate: { ofSe: 1e-5, relative: 1e-9 },
  se: { relative: 1e-5 },
  lower: { ofSe: 2e-3 },
  upper: { ofSe: 2e-3 },
  df: { relative: 1e-3 },
  df1: { relative: 1e-9 },
  df2: { relative: 1e-3 },
  t: { relative: 1e-5, absolute: 1e-5 },
  F: { relative: 5e-5, absolute: 1e-6 },
  statistic: { relative: 5e-5 },
  chisq: { relative: 5e-5, absolute: 1e-6 },
  lrt: { absolute: 2e-5 },
  squares: { relative: 5e-5, absolute: 1e-4 },
  mean: { relative: 5e-5, absolute: 1e-4 },
  p: { relative: 2e-3, absolute: 1e-6 },
  pLrt: { relative: 2e-3, absolute: 1e-6 },
  aic: { absolute: 2e-5 },
  logLik: { absolute: 1e-5 },
  npar: {},
  from: { relative: 1e-4 },
  to: { relative: 1e-4 },
  share: { absolute: 1e-9 },
  predictor: { relative: 1e-9 },
};

/** Adjusted p values are as good as R's own range distribution. */
const ADJUSTED: Tolerance = { relative: 2e-3, absolute: 1e-5 };

const fits = new Map<string, { table: ColumnTable; fit: FitResult; mlFit: FitResult | null }>();

function fitted(id: string) {
  const known = fits.get(id);
  if (known) return known;
  const { formula, criterion, subset } = models[id];
  const table = tableOf(models[id]);
  const [fit, mlFit = null] = run({ kind: 'model', formula, criterion, ...(subset ? { subset } : {}) }, table, quiet).fits;
  const made = { table, fit, mlFit };
  fits.set(id, made);
  return made;
}

function tableOf({ file, factors, ordered }: Model): ColumnTable {
  if (file !== 'cake') return sampleTable(file, factors);
  const csv = readFileSync(join(import.meta.dirname, 'data/cake.csv'), 'utf8');
  const types = [...parseCsv(csv).keys()].map((name) => {
    const type = ordered.includes(name) ? 'ordered' : factors.includes(name) ? 'factor' : 'numeric';
    return [name, { type }] as const;
  });
  return referenceTable(csv, Object.fromEntries(types));
}

function answer({ model, analysis, choices, table }: Asked): readonly Readonly<Record<string, Cell>>[] {
  const { fit, mlFit, table: data } = fitted(model);
  const { blocks } = run({ kind: 'analysis', analysis, fit, mlFit, choices }, data, quiet).report;
  const block = blocks.find((one): one is TableBlock => one.kind === 'table' && one.id === table)!;
  return block.rows.filter(({ heading }) => heading === undefined).map(({ cells }) => cells);
}

describe.each(Object.keys(models))('Analyses of %s are what R gives', (id) => {
  const own = asked.filter(({ model }) => model === id);
  it.each(own.map((one) => [one.analysis, one.table, JSON.stringify(one.choices), one] as const))(
    '%s, %s, %s',
    (_, __, ___, want) => {
      const rows = answer(want);
      expect(rows.length).toBeGreaterThanOrEqual(want.rows.length);
      want.rows.forEach((row, i) => {
        for (const [key, value] of Object.entries(row)) {
          if (value === null) continue;
          const found = rows[i][key];
          const {
            ofSe = 0,
            absolute = 0,
            ...others
          } = key === 'p' && want.table.endsWith('comparisons') ? (ADJUSTED as (typeof tolerances)[string]) : tolerances[key];
          const tolerance = { ...others, absolute: Math.max(absolute, ofSe * (row.se ?? 0)) };
          expect(agrees(found as number, value, tolerance), `row ${i + 1} ${key}: ${String(found)} for ${value}`).toBe(true);
        }
      });
    },
  );
});
