import { expect } from 'vitest';
import type { Page } from 'playwright-core';
import { agrees, linear, mixed } from '../../reference/tolerances.ts';
import { fullPrecision } from './person.ts';

/** What R says of a model, as far as the tables of its page show it. */
export interface Expected {
  readonly coefficients: Readonly<
    Record<string, { readonly estimate: number; readonly se: number; readonly df: number; readonly p: number }>
  >;
  /** SDs by `grp` and `var1`; the residual's is `Residual`. */
  readonly sds: Readonly<Record<string, number>>;
  /** AIC as R prints it for this fit: of the restricted likelihood where REML was used. */
  readonly AIC: number;
}

/** Holds the tables of the open model page, as they are downloaded at full precision, against R. */
export async function checkModelPage(page: Page, expected: Expected, kind: 'lm' | 'lmm'): Promise<void> {
  const fixed = await fullPrecision(page, kind === 'lm' ? 'Coefficients' : 'Fixed effects');
  expect(fixed.map((row) => row['Name'])).toEqual(Object.keys(expected.coefficients));
  for (const row of fixed) checkCoefficient(row, expected.coefficients[row['Name']!]!, kind);
  if (kind === 'lmm') checkSds(await fullPrecision(page, 'Random effects'), expected.sds);
  const fit = (await fullPrecision(page, 'Fit')).map((row) => Object.values(row));
  const aic = Number(fit.find(([name]) => name === (kind === 'lm' ? 'AIC' : 'AIC (REML)'))?.[1]);
  close('AIC', aic, expected.AIC, { absolute: 2e-5 });
}

function checkCoefficient(row: Record<string, string>, expected: Expected['coefficients'][string], kind: 'lm' | 'lmm'): void {
  const name = row['Name']!;
  const tolerance = kind === 'lm' ? linear : mixed;
  close(`${name} estimate`, Number(row['Estimate']), expected.estimate, { absolute: mixed.betaOfSe.absolute * expected.se });
  close(`${name} SE`, Number(row['SE']), expected.se, tolerance.se);
  if (kind === 'lmm') close(`${name} df`, Number(row['df']), expected.df, mixed.df);
  close(`${name} p`, Number(row['p']), expected.p, tolerance.p);
}

function checkSds(rows: readonly Record<string, string>[], expected: Expected['sds']): void {
  const found: Record<string, number> = {};
  let group = '';
  for (const row of rows) {
    group = row['Groups'] || group;
    if (row['SD']) found[row['Name'] ? `${group} ${row['Name']}` : group] = Number(row['SD']);
  }
  expect(Object.keys(found).sort()).toEqual(Object.keys(expected).sort());
  for (const [name, sd] of Object.entries(expected)) close(`SD ${name}`, found[name]!, sd, mixed.sd);
}

function close(what: string, found: number, value: number, tolerance: { relative?: number; absolute?: number }): void {
  expect(agrees(found, value, tolerance), `${what}: window ${found}, R ${value}`).toBe(true);
}
