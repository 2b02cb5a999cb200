import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addFixed, chooseOutcome, goToTab, openDataFile, openModelPage, sideBySide, toggle } from './support/person.ts';
import { samples, terrace } from './support/terrace.ts';
import type { Terrace } from './support/terrace.ts';

const axe = readFileSync(join(import.meta.dirname, '../../node_modules/axe-core/axe.min.js'), 'utf8');

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly help: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

/** What axe-core finds wrong in the page as it stands: names, roles, contrast, order. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const { violations: found } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  return found.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0]!.html.slice(0, 200)}`);
}

describe.each(['light', 'dark'] as const)('every place, %s', (colorScheme) => {
  let program: Terrace;

  beforeAll(async () => {
    program = await terrace({ files: [join(samples, 'hsb.csv')], context: { colorScheme, reducedMotion: 'reduce' } });
  });
  afterAll(() => program.end());

  it('is named, readable and in order', async () => {
    const { page } = program;
    const found: Record<string, string[]> = {};
    await page.getByRole('button', { name: /^Open a data file/ }).waitFor();
    found['welcome'] = await violations(page);
    await openDataFile(page, 'hsb.csv');
    await page.getByRole('gridcell').first().waitFor();
    found['data'] = await violations(page);
    await goToTab(page, 'Model');
    found['empty builder'] = await violations(page);
    await chooseOutcome(page, 'MathAch');
    await addFixed(page, 'SES');
    await toggle(page, 'SES by School');
    await sideBySide(page, 1, 'School SES');
    found['model'] = await violations(page);
    await openModelPage(
      page,
      await page
        .getByRole('button', { name: /^Open the page of / })
        .last()
        .innerText(),
    );
    found['model page'] = await violations(page);
    expect(found).toEqual({ welcome: [], data: [], 'empty builder': [], model: [], 'model page': [] });
  });
});

describe('the keyboard alone', () => {
  let program: Terrace;

  beforeAll(async () => {
    program = await terrace({ files: [join(samples, 'sleepstudy.csv')] });
  });
  afterAll(() => program.end());

  it('goes the whole way from a file to a copied table', async () => {
    const { page } = program;
    await page.getByRole('button', { name: /^Open a data file/ }).waitFor();
    await page.keyboard.press('Control+o');
    await page.getByRole('option', { name: /^sleepstudy.csv,/ }).waitFor();
    await page.keyboard.type('sleep');
    await page.keyboard.press('Enter');
    await page.getByText('First rows').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('Control+2');
    await tabTo(page, 'Use Reaction as outcome');
    await page.keyboard.press('Enter');
    await tabTo(page, 'Add Days to the model');
    await page.keyboard.press('Enter');
    await sideBySide(page, 1, 'Days');
    await page.getByRole('button', { name: 'intercept by Subject', exact: true }).waitFor();
    await tabTo(page, 'intercept fixed');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Space');
    await sideBySide(page, 1, 'Subject (Intercept)');
    await tabTo(page, 'Copy');
    await page.keyboard.press('Enter');
    await page.getByText('Copied', { exact: false }).first().waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/Days\t10\.47 \(0\.80\)/);
  });

  /** Tab until the control has the focus. */
  async function tabTo(page: Page, name: string): Promise<void> {
    for (let k = 0; k < 80; k++) {
      const focused = await page.evaluate(() => {
        const element = document.activeElement as HTMLElement | null;
        return element?.getAttribute('aria-label') ?? element?.innerText.trim() ?? '';
      });
      if (focused === name) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`No way by Tab to “${name}”.`);
  }
});
