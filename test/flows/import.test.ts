import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { goToTab, openDataFile } from './support/person.ts';
import { unreadableFiles } from './support/awkwardFiles.ts';
import { samples, terrace } from './support/terrace.ts';
import type { Terrace } from './support/terrace.ts';

const fixtures = join(import.meta.dirname, '../fixtures/data');

/** Rows of the sheet as shown, without row numbers. */
async function sheet(page: Page): Promise<string[][]> {
  return page
    .locator('[role=grid] [role=row]:has([role=gridcell])')
    .evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll('[role=gridcell]')].map((cell) => (cell as HTMLElement).innerText.trim())),
    );
}

describe('files as they come', () => {
  let program: Terrace;

  beforeAll(async () => {
    const files = ['pupils.xlsx', 'german-latin1.csv'].map((name) => join(fixtures, name));
    program = await terrace({ files: [...files, ...unreadableFiles(), join(samples, 'Pastes.csv')] });
  });
  afterAll(() => program.end());

  it.each([
    ['empty.csv', /is empty/, /Export the data once more/],
    ['header-only.csv', /no rows of data/, /header/],
    ['ragged.csv', /Row 2 has 3 cells, but there are 2 columns/, /Choose another delimiter/],
    ['binary.csv', /is not text/, /save it as CSV/],
    ['damaged.xlsx', /damaged|not a workbook/i, /save/i],
  ])('says in plain words what is wrong with %s and what to do', async (name, message, remedy) => {
    const { page } = program;
    await page.getByRole('button', { name: /^Open a data file/ }).click();
    await page.getByRole('option', { name: new RegExp(`^${name},`) }).click();
    const dialog = page.getByRole('dialog');
    // Without its title, which holds the file's name.
    const words = async () => (await dialog.innerText()).replace(`Import ${name}`, '');
    await expect.poll(words, { timeout: 15_000 }).toMatch(message);
    expect(await words()).toMatch(remedy);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  it('refuses a ragged file also where the person insists, and keeps the choices open', async () => {
    const { page } = program;
    await page.getByRole('button', { name: /^Open a data file/ }).click();
    await page.getByRole('option', { name: /^ragged.csv,/ }).click();
    await page.getByRole('dialog').getByText('First rows').waitFor();
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog
      .getByRole('alert')
      .getByText(/more cells|has 3 cells/)
      .waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  it('reads an Excel workbook', async () => {
    const { page } = program;
    await openDataFile(page, 'pupils.xlsx');
    await page.getByText('Sophie-Scholl').first().waitFor();
    const rows = await sheet(page);
    expect(rows.slice(0, 6).map((row) => row.slice(0, 7))).toEqual([
      ['Sophie-Scholl', '1', '12.50', 'TRUE', '2024-02-29', '001', 'a & b'],
      ['Sophie-Scholl', '2', 'missing', 'FALSE', '2024-03-01', '002', '<late>'],
      ['Sophie-Scholl', '3', '−3.25', 'missing', 'missing', '001', 'missing'],
      ['Mühle', '4', '1.0000e−7', 'TRUE', '1999-12-31', '010', 'Zoë said "no"'],
      ['Mühle', '5', '0.30', 'TRUE', '2024-03-01', '010', expect.stringContaining('two')],
      ['Mühle', '6', '88.00', 'FALSE', '2024-03-04', 'missing', 'missing'],
    ]);
  });

  it('reads semicolons, decimal commas, Latin-1 and missing cells, and says so before', async () => {
    const { page } = program;
    await page.keyboard.press('Control+o');
    await page.getByRole('option', { name: /^german-latin1.csv,/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog
      .getByText(/semicolon/)
      .first()
      .waitFor();
    const words = await dialog.innerText();
    expect(words).toMatch(/decimal comma/);
    expect(words).toMatch(/windows-1252|Western European/);
    await dialog.getByRole('button', { name: 'Import', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('gridcell', { name: 'Dörte' }).waitFor();
    const rows = await sheet(page);
    expect(rows[0]!.slice(0, 5)).toEqual(['Anna', '1.52', '41.50', '2', 'Mühle']);
    expect(rows[1]!.slice(0, 5)).toEqual(['Björn', '1.60', 'missing', '3', 'Mühle']);
    expect(rows[3]!.slice(0, 5)).toEqual(['Dörte', '−0.75', '1052.50', 'missing', 'Süd']);
  });

  it('takes an import back and does it again', async () => {
    const { page } = program;
    await page.keyboard.press('Control+z');
    await page.getByText('Sophie-Scholl').first().waitFor();
    await page.keyboard.press('Control+y');
    await page.getByRole('gridcell', { name: 'Dörte' }).waitFor();
  });

  it('still has everything after the program is killed', async () => {
    program = await program.restart('kill');
    const { page } = program;
    await page
      .getByRole('button', { name: /pupils|german|Untitled/ })
      .first()
      .click();
    await goToTab(page, 'Data');
    await page.getByRole('gridcell', { name: 'Dörte' }).waitFor();
  });
});
