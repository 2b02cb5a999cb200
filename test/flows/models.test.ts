import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkModelPage } from './support/checkModelPage.ts';
import type { Expected } from './support/checkModelPage.ts';
import {
  addFixed,
  addGrouping,
  backToSideBySide,
  chooseOutcome,
  fullPrecision,
  goToTab,
  keepAndStartAnother,
  openDataFile,
  openModelPage,
  rowsOf,
  sideBySide,
  toggle,
} from './support/person.ts';
import { samples, sharedData, terrace } from './support/terrace.ts';
import type { Terrace } from './support/terrace.ts';

/** Builds the model at hand as a kept column, names of the columns being Terrace's own. */
async function lastColumn(page: Page): Promise<string> {
  return (
    await page
      .getByRole('button', { name: /^Open the page of / })
      .last()
      .innerText()
  ).trim();
}

async function checkNewest(page: Page, expected: Expected, kind: 'lm' | 'lmm'): Promise<void> {
  await openModelPage(page, await lastColumn(page));
  await checkModelPage(page, expected, kind);
  await backToSideBySide(page);
}

interface VarCorrRow {
  readonly grp: string;
  readonly var1: string | null;
  readonly var2: string | null;
  readonly sdcor: number;
}

function sdsOf(rows: readonly VarCorrRow[]): Record<string, number> {
  const sds = rows.filter((row) => row.var2 === null).map((row) => [row.var1 ? `${row.grp} ${row.var1}` : row.grp, row.sdcor]);
  return Object.fromEntries(sds) as Record<string, number>;
}

describe('sleepstudy, a shipped sample, built by clicking', () => {
  const values = JSON.parse(readFileSync(join(import.meta.dirname, '../reference/values/models.json'), 'utf8')) as {
    models: Record<
      string,
      { coefNames: string[]; beta: number[]; se: number[]; df: number[]; p: number[]; AIC: number; varCorr?: VarCorrRow[] }
    >;
  };
  const expected = (id: string): Expected => {
    const model = values.models[id]!;
    const rows = model.coefNames.map((name, j) => [
      name,
      { estimate: model.beta[j]!, se: model.se[j]!, df: model.df[j]!, p: model.p[j]! },
    ]);
    return {
      coefficients: Object.fromEntries(rows) as Expected['coefficients'],
      sds: sdsOf(model.varCorr ?? []),
      AIC: model.AIC,
    };
  };
  let program: Terrace;

  beforeAll(async () => {
    program = await terrace({ files: [join(samples, 'sleepstudy.csv')] });
    await openDataFile(program.page, 'sleepstudy.csv');
    await goToTab(program.page, 'Model');
    await chooseOutcome(program.page, 'Reaction');
  });
  afterAll(() => program.end());

  it('fits the plain regression', async () => {
    await addFixed(program.page, 'Days');
    await sideBySide(program.page, 1);
    await checkNewest(program.page, expected('sleep-line'), 'lm');
  });

  it('fits random intercepts', async () => {
    await keepAndStartAnother(program.page);
    await toggle(program.page, 'intercept by Subject');
    await sideBySide(program.page, 2);
    await checkNewest(program.page, expected('sleep-intercept'), 'lmm');
  });

  it('fits correlated random slopes', async () => {
    await keepAndStartAnother(program.page);
    await toggle(program.page, 'Days by Subject');
    await sideBySide(program.page, 3);
    await checkNewest(program.page, expected('sleep-slope'), 'lmm');
  });

  it('fits uncorrelated random slopes by a click on the bracket', async () => {
    await keepAndStartAnother(program.page);
    await toggle(program.page, 'Random effects of Subject are correlated');
    await sideBySide(program.page, 4);
    await checkNewest(program.page, { ...expected('sleep-uncorrelated') }, 'lmm');
  });
});

describe.skipIf(!existsSync(join(sharedData, 'lmm.data.csv')))('lmm.data, whose tables are published', () => {
  const suite = join(sharedData, '../reference/json');
  const reference = (id: string) => JSON.parse(readFileSync(join(suite, `${id}.json`), 'utf8')) as ReferenceCase;
  let program: Terrace;

  beforeAll(async () => {
    program = await terrace({ files: [join(sharedData, 'lmm.data.csv')] });
    const { page } = program;
    await openDataFile(page, 'lmm.data.csv');
    await goToTab(page, 'Model');
    await chooseOutcome(page, 'extro');
  });
  afterAll(() => program.end());

  it('fits the plain regression: residual SD 9.34', async () => {
    const { page } = program;
    for (const variable of ['open', 'agree', 'social']) await addFixed(page, variable);
    expect((await sideBySide(page, 1))['Residual']).toEqual(['9.34']);
    await checkNewest(page, expectedOf(reference('lmm_OLSexamp')), 'lm');
  });

  it('fits (1 | school) once the question of class and school is answered: 9.79, 2.67', async () => {
    const { page } = program;
    await keepAndStartAnother(page);
    await page.getByRole('button', { name: /^Yes, “a” is the same class/ }).click();
    await toggle(page, 'intercept by school');
    const table = await sideBySide(page, 2);
    expect([table['school (Intercept)']![1], table['Residual']![1]]).toEqual(['9.79', '2.67']);
    await checkPage(page, 'lmm_MLexamp6', '5836.1');
  });

  it('fits (1 | school) + (1 | class): 9.79, 2.41, 1.67', async () => {
    const { page } = program;
    await keepAndStartAnother(page);
    await toggle(page, 'intercept by class');
    const table = await sideBySide(page, 3);
    expect([table['school (Intercept)']![2], table['class (Intercept)']![2], table['Residual']![2]]).toEqual([
      '9.79',
      '2.41',
      '1.67',
    ]);
    await checkPage(page, 'lmm_MLexamp7', '4737.9');
  });

  it('fits (1 | school/class): 2.86, 9.69, 0.98', async () => {
    const { page } = program;
    await keepAndStartAnother(page);
    await toggle(page, 'intercept by class');
    await addGrouping(page, 'class within school');
    await toggle(page, 'intercept by class:school');
    const table = await sideBySide(page, 4, 'class:school (Intercept)');
    expect([table['class:school (Intercept)']![3], table['school (Intercept)']![3], table['Residual']![3]]).toEqual([
      '2.86',
      '9.69',
      '0.98',
    ]);
    expect(await page.getByRole('textbox', { name: 'Formula' }).inputValue()).toBe(
      'extro ~ open + agree + social + (1 | school/class)',
    );
    await checkPage(page, 'lmm_MLexamp8', '3568.6');
  });

  it('reaches 3552.7355 with (1 + open | school/class), says it is singular, and why published tables differ', async () => {
    const { page } = program;
    await keepAndStartAnother(page);
    await toggle(page, 'open by school');
    await toggle(page, 'open by class:school');
    await sideBySide(page, 5, 'class:school open');
    await openModelPage(page, await lastColumn(page));
    const fit = (await rowsOf(page.getByRole('grid', { name: 'Fit', exact: true })))['REML criterion']!;
    expect(fit[0]).toBe('3552.7');
    const exact = (await fullPrecision(page, 'Fit')).map((row) => Object.values(row)).find(([name]) => name === 'REML criterion');
    expect(Number(exact![1])).toBeCloseTo(3552.7355, 3);
    expect(Number(exact![1])).toBeLessThan(reference('lmm_MLexamp9').results.optimum!.criterion + 1e-4);
    const notice = await page
      .getByText(/^The fit is singular/)
      .last()
      .innerText();
    expect(notice).toMatch(/correlated/);
    expect(notice).toMatch(/published tables of such models differ/);
  });

  async function checkPage(page: Page, id: string, printedAic: string): Promise<void> {
    await openModelPage(page, await lastColumn(page));
    expect((await rowsOf(page.getByRole('grid', { name: 'Fit', exact: true })))['AIC (REML)']).toEqual([printedAic]);
    await checkModelPage(page, expectedOf(reference(id)), 'lmm');
    await backToSideBySide(page);
  }
});

interface ReferenceCase {
  readonly results: {
    readonly coefficients?: Readonly<Record<string, { estimate: number; se: number; p: number }>>;
    readonly satterthwaite?: Expected['coefficients'];
    readonly varcorr?: readonly VarCorrRow[];
    readonly AIC: number;
    readonly optimum?: { readonly criterion: number };
  };
}

function expectedOf({ results }: ReferenceCase): Expected {
  const plain = Object.entries(results.coefficients ?? {}).map(([name, row]) => [name, { ...row, df: NaN }]);
  const coefficients = results.satterthwaite ?? (Object.fromEntries(plain) as Expected['coefficients']);
  return { coefficients, sds: sdsOf(results.varcorr ?? []), AIC: results.AIC };
}
