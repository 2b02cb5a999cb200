import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import values from '../reference/values/codingFlow.json' with { type: 'json' };
import { checkModelPage } from './support/checkModelPage.ts';
import type { Expected } from './support/checkModelPage.ts';
import {
  addFixed,
  backToSideBySide,
  chooseOutcome,
  goToTab,
  openDataFile,
  openModelPage,
  sideBySide,
  toggle,
  typeFormula,
} from './support/person.ts';
import { samples, terrace } from './support/terrace.ts';
import type { Terrace } from './support/terrace.ts';
import { browserName } from '../support/launchBrowser.ts';

// Seen to work in an installed Chromium only; the one that comes with the packages is without it for now.
const isBundled = browserName() === 'bundled';

const axe = readFileSync(join(import.meta.dirname, '../../node_modules/axe-core/axe.min.js'), 'utf8');

interface RValues {
  readonly names: readonly string[];
  readonly estimate: readonly number[];
  readonly se: readonly number[];
  readonly df: readonly number[];
  readonly p: readonly number[];
  readonly AIC: number;
  readonly sds: Readonly<Record<string, number>>;
}

/** R's numbers under the names that the window gives them. */
function expected({ names, estimate, se, df, p, AIC, sds }: RValues): Expected {
  const shown = (name: string) => name.replace(/^SES_(within|between)$/, 'SES $1 School');
  const rows = names.map((name, j) => [shown(name), { estimate: estimate[j]!, se: se[j]!, df: df[j]!, p: p[j]! }]);
  return { coefficients: Object.fromEntries(rows) as Expected['coefficients'], sds, AIC };
}

async function checkNewest(page: Page, wanted: Expected): Promise<void> {
  const name = await page
    .getByRole('button', { name: /^Open the page of / })
    .last()
    .innerText();
  await openModelPage(page, name.trim());
  await checkModelPage(page, wanted, 'lmm');
  await backToSideBySide(page);
}

async function formula(page: Page): Promise<string> {
  return page.getByRole('textbox', { name: 'Formula' }).inputValue();
}

/** What axe-core finds wrong with the page as it stands. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const { violations: found } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe.run(),
  );
  return found.map(({ id, nodes }) => `${id}: ${nodes[0]!.html.slice(0, 200)}`);
}

/** R: test/reference/make/codingFlow.R. */
describe.skipIf(isBundled)('hsb, coded and centred in the model', () => {
  let program: Terrace;

  beforeAll(async () => {
    program = await terrace({ files: [join(samples, 'hsb.csv')] });
    const { page } = program;
    await openDataFile(page, 'hsb.csv');
    await goToTab(page, 'Model');
    await chooseOutcome(page, 'MathAch');
    await addFixed(page, 'Sector');
    await toggle(page, 'intercept by School');
    await sideBySide(page, 1, 'SectorPublic');
  });
  afterAll(() => program.end());

  it('compares with another reference category where the person says so', async () => {
    const { page } = program;
    await page.getByRole('button', { name: 'Coding of Sector: vs Catholic' }).click();
    const coding = page.getByRole('dialog', { name: 'What the coefficients of Sector compare' });
    await coding.getByText('The coefficient is how much Public lies above Catholic.', { exact: false }).waitFor();
    expect(await violations(page)).toEqual([]);
    await coding.getByRole('combobox', { name: 'Reference category: Catholic' }).click();
    await page.getByRole('option', { name: 'Public' }).click();
    await coding.getByText('how much Catholic lies above Public', { exact: false }).waitFor();
    await page.keyboard.press('Escape');
    const table = await sideBySide(page, 1, 'SectorCatholic');
    expect(table['SectorCatholic']).toEqual(['2.80 (0.44)']);
    await checkNewest(page, expected(values.reference));
  });

  it('takes SES apart into within and between schools by one switch', async () => {
    const { page } = program;
    await addFixed(page, 'SES');
    await sideBySide(page, 1, 'SES');
    await page.getByRole('button', { name: 'Centring of SES' }).click();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('radio', { name: /^Within and between School/ }).check();
    await page.keyboard.press('Escape');
    await sideBySide(page, 1, 'SES between School');
    expect(await formula(page)).toBe('MathAch ~ Sector + within(SES, School) + between(SES, School) + (1 | School)');
    await typeFormula(page, 'MathAch ~ within(SES, School) + between(SES, School) + Sector + (1 | School)');
    await sideBySide(page, 1, 'SES between School');
    await page.getByRole('button', { name: 'Centring of SES within School' }).click();
    expect(await page.getByRole('radio', { name: /^Within and between School/ }).isChecked()).toBe(true);
    await page.keyboard.press('Escape');
    await checkNewest(page, expected(values.within));
  });

  it('goes back to a predictor as it is, and undo to both effects', async () => {
    const { page } = program;
    await page.getByRole('button', { name: 'Centring of SES within School' }).click();
    await page.getByRole('radio', { name: /^As it is/ }).check();
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.querySelector('textarea')!.value === 'MathAch ~ SES + Sector + (1 | School)');
    await page.keyboard.press('Control+z');
    await page.waitForFunction(() => document.querySelector('textarea')!.value.includes('between(SES, School)'));
  });

  it('fits comparisons of the person’s own', async () => {
    const { page } = program;
    await page.getByRole('button', { name: 'Coding of Sector: vs Public' }).click();
    await page.getByRole('combobox', { name: 'Coding: Against a reference category' }).click();
    await page.getByRole('option', { name: 'Comparisons of my own' }).click();
    const grid = page.getByRole('table', { name: 'Comparisons of categories' });
    await grid.getByRole('textbox', { name: 'Name of comparison 1' }).fill('C against P');
    await page.keyboard.press('Tab');
    await sideBySide(page, 1, 'Sector C against P');
    expect(await violations(page)).toEqual([]);
    await grid.getByRole('textbox', { name: 'Weight of Catholic in C against P' }).fill('1/2');
    await page.keyboard.press('Tab');
    await page.getByText('add up to 3/2; they have to add up to 0', { exact: false }).waitFor();
    await grid.getByRole('textbox', { name: 'Weight of Catholic in C against P' }).fill('1');
    await grid.getByRole('textbox', { name: 'Weight of Public in C against P' }).fill('-1');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Escape');
    const table = await sideBySide(page, 1, 'Sector C against P');
    expect(table['Sector C against P']).toEqual(['1.22 (0.31)']);
  });
});
