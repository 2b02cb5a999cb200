import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addFixed, chooseOutcome, goToTab, openDataFile } from './support/person.ts';
import { samples, terrace } from './support/terrace.ts';
import type { Terrace } from './support/terrace.ts';
import { browserName } from '../support/launchBrowser.ts';

// Seen to work in an installed Chromium only; the one that comes with the packages is without it for now.
const isBundled = browserName() === 'bundled';

const axe = readFileSync(join(import.meta.dirname, '../../node_modules/axe-core/axe.min.js'), 'utf8');

/** What axe-core finds wrong in the page as it stands. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { run } = (globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string }[] }> } }).axe;
    return (await run()).violations.map(({ id }) => id);
  });
}

const header = (page: Page, name: string) =>
  page.getByRole('columnheader', { name: new RegExp(`^${name.replaceAll('.', '\\.')}`) });
const addButton = (page: Page) => page.getByRole('button', { name: 'Add step', exact: true }).first();

async function begin(page: Page, kind: string): Promise<void> {
  await addButton(page).click();
  await page.getByRole('menuitem', { name: kind, exact: true }).click();
  await page.getByRole('dialog').waitFor();
}

async function finish(page: Page): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name: 'Add step', exact: true }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

describe.skipIf(isBundled)('steps of the data', () => {
  let program: Terrace;
  let page: Page;

  beforeAll(async () => {
    program = await terrace({ files: [join(samples, 'hsb.csv')], context: { viewport: { width: 1280, height: 720 } } });
    page = program.page;
    await openDataFile(page, 'hsb.csv');
    await page.getByText('160 groups').first().waitFor();
  });
  afterAll(() => program.end());

  it('compute a column from functions put in by click, with the place of an error marked', async () => {
    await begin(page, 'Compute…');
    const expression = page.getByRole('textbox', { name: 'Expression' });
    await page.getByRole('dialog').getByRole('button', { name: 'Insert SES', exact: true }).click();
    await page.keyboard.type(' - maen(SES, by = School)');
    await page
      .getByRole('alert')
      .getByText(/“maen”|maen/)
      .first()
      .waitFor();
    expect(await expression.getAttribute('aria-invalid')).toBe('true');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Use mean instead' }).click();
    await page.getByRole('dialog').getByText('a number, none missing').waitFor();
    await page.getByRole('textbox', { name: 'Name of the new column' }).fill('SES.w');
    await finish(page);
    await header(page, 'SES.w').waitFor();
  });

  it('leave rows out of models by a filter chosen by clicking, and give them back', async () => {
    await begin(page, 'Filter rows…');
    await page.getByLabel(/^Variable:/).click();
    await page.getByRole('option', { name: 'Sector' }).click();
    await page.getByLabel(/^Value:/).click();
    await page.getByRole('option', { name: 'Catholic' }).click();
    await page.getByText(/3.543 of 7.185.rows stay/).waitFor();
    await finish(page);
    await page.getByText(/3.543 of 7.185.rows left/).waitFor();
    await goToTab(page, 'Model');
    await chooseOutcome(page, 'MathAch');
    await addFixed(page, 'SES');
    await page.getByText(/3.543/).first().waitFor();
    await goToTab(page, 'Data');
    await page.getByRole('checkbox', { name: /^Use “Keep rows where/ }).uncheck();
    await page.getByText('off', { exact: true }).waitFor();
  });

  it('can be made, changed, moved and deleted with the keyboard alone', async () => {
    await addButton(page).focus();
    await page.keyboard.press('Enter');
    const wanted = page.getByRole('menuitem', { name: 'Group mean…' });
    const isReached = () => wanted.evaluate((item) => item === document.activeElement);
    for (let i = 0; i < 12 && !(await isReached()); i++) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Group mean' }).waitFor();
    await page.getByRole('dialog').getByText('none missing').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const item = page.getByRole('list', { name: 'Steps, from the top' }).getByRole('listitem').last();
    await item.getByText('Mean of').first().waitFor();
    await item.getByRole('button', { name: /^What to do with/ }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Move up' }).press('Enter');
    await expect.poll(() => item.innerText()).toMatch(/^Use “Keep rows/);
    await page.keyboard.press('Control+z');
    await expect.poll(() => item.innerText()).toMatch(/^Use “Mean of/);
    await page.keyboard.press('Control+z');
    await expect.poll(() => item.innerText()).toMatch(/^Use “Keep rows/);
  });

  it('say why a cell of theirs cannot be typed', async () => {
    await page.getByRole('row').nth(1).getByRole('gridcell').last().click();
    await page.keyboard.type('5');
    await page.keyboard.press('Enter');
    await page
      .getByText(/is worked out by the step/)
      .first()
      .waitFor();
    await page.keyboard.press('Escape');
  });

  it('make a table of groups, and say when it is out of date', async () => {
    await begin(page, 'Summarise to groups…');
    await page
      .getByRole('dialog')
      .getByText(/160.rows/)
      .waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Make table', exact: true }).click();
    await page.getByText(/^Made from hsb/).waitFor();
    await page
      .getByText(/160 rows|160.rows/)
      .first()
      .waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it('are there after a restart', async () => {
    program = await program.restart('kill');
    page = program.page;
    await page.getByRole('button', { name: /hsb/ }).first().click();
    await page.getByRole('button', { name: 'Add step', exact: true }).first().waitFor();
  });
});
