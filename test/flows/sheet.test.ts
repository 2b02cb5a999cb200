import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addFixed, chooseOutcome, goToTab, openDataFile, sideBySide } from './support/person.ts';
import { samples, terrace } from './support/terrace.ts';
import type { Terrace } from './support/terrace.ts';

/** The cell of a row (1-based) in a column (1-based), as a person counts. */
function cell(page: Page, row: number, column: number) {
  return page.locator(`[role=row][aria-rowindex="${row + 1}"] [role=gridcell]`).nth(column - 1);
}

async function shows(page: Page, row: number, column: number, text: string): Promise<void> {
  await expect.poll(() => cell(page, row, column).innerText(), { timeout: 10_000 }).toBe(text);
}

describe('the spreadsheet', () => {
  let program: Terrace;

  beforeAll(async () => {
    program = await terrace({ files: [join(samples, 'sleepstudy.csv')] });
    await openDataFile(program.page, 'sleepstudy.csv');
    await cell(program.page, 1, 1).waitFor();
  });
  afterAll(() => program.end());

  it('takes a typed number, and takes it back with its name', async () => {
    const { page } = program;
    await shows(page, 1, 1, '249.5600');
    await cell(page, 1, 1).click();
    await page.keyboard.type('300.5');
    await page.keyboard.press('Enter');
    await shows(page, 1, 1, '300.5000');
    await page.getByRole('button', { name: 'Undo: Set Reaction, row 1' }).click();
    await shows(page, 1, 1, '249.5600');
    await page.keyboard.press('Control+y');
    await shows(page, 1, 1, '300.5000');
    await page.keyboard.press('Control+z');
    await shows(page, 1, 1, '249.5600');
  });

  it('says so when a text is typed among numbers, and keeps the number', async () => {
    const { page } = program;
    await cell(page, 2, 1).click();
    const before = await cell(page, 2, 1).innerText();
    await page.keyboard.type('many');
    await page.keyboard.press('Enter');
    await page
      .getByText(/“many”/)
      .first()
      .waitFor();
    await page.keyboard.press('Escape');
    await shows(page, 2, 1, before);
  });

  it('copies a block and pastes it elsewhere as one step', async () => {
    const { page } = program;
    await cell(page, 1, 1).click();
    await cell(page, 2, 2).click({ modifiers: ['Shift'] });
    await page.keyboard.press('Control+c');
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/^249\.56\t0\r?\n258\.7047\t1\s*$/);
    const before = await cell(page, 5, 1).innerText();
    await cell(page, 5, 1).click();
    await page.evaluate(async () => {
      // A real paste event: in the bundled browser Ctrl+V brings none.
      const data = new DataTransfer();
      data.setData('text/plain', await navigator.clipboard.readText());
      document.activeElement!.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    });
    await shows(page, 5, 1, '249.5600');
    await shows(page, 6, 2, '1');
    await page.keyboard.press('Control+z');
    await shows(page, 5, 1, before);
  });

  it('turns a number into categories with one click, and back', async () => {
    const { page } = program;
    const treat = async (name: string) => {
      await page.getByRole('columnheader', { name: /^Days/ }).click({ button: 'right' });
      await page.getByRole('menuitem', { name }).click();
    };
    await treat('Treat as categories');
    await page.getByText(/10.levels/).waitFor();
    await treat('Treat as numbers');
    await page.getByText(/Mean \(SD\)/).waitFor();
    await page.keyboard.press('Control+z');
    await page.getByText(/10.levels/).waitFor();
    await page.keyboard.press('Control+z');
    await page.getByText(/Mean \(SD\)/).waitFor();
  });

  it('marks a model whose data changed, and refits it on request', async () => {
    const { page } = program;
    await goToTab(page, 'Model');
    await chooseOutcome(page, 'Reaction');
    await addFixed(page, 'Days');
    const before = (await sideBySide(page, 1, 'Days'))['Days'];
    await goToTab(page, 'Data');
    await cell(page, 1, 1).click();
    await page.keyboard.type('2495.6');
    await page.keyboard.press('Enter');
    await shows(page, 1, 1, '2495.6000');
    await goToTab(page, 'Model');
    await page.getByRole('button', { name: 'Fit', exact: true }).click();
    await expect.poll(async () => (await sideBySide(page, 1, 'Days'))['Days']).not.toEqual(before);
    await page.keyboard.press('Control+z');
    await shows(page, 1, 1, '249.5600'); // undo brings the place it changed into view
    await goToTab(page, 'Model');
    await expect.poll(async () => (await sideBySide(page, 1, 'Days'))['Days'], { timeout: 10_000 }).toEqual(before);
  });

  it('saves under a name, and opens that file in a new process with everything in it', async () => {
    const { page, home } = program;
    await page.keyboard.press('Control+s');
    await page.getByRole('dialog', { name: 'Save project as' }).getByRole('button', { name: 'Save' }).click();
    await page.getByText('saved', { exact: true }).waitFor();
    expect(existsSync(join(home, 'sleepstudy.terrace'))).toBe(true);
    const table = await sideBySide(page, 1, 'Days');
    program = await program.restart('stop');
    await program.page.getByRole('button', { name: /^Open a project/ }).click();
    await program.page.getByRole('option', { name: /^sleepstudy.terrace,/ }).click();
    await goToTab(program.page, 'Model');
    expect(await sideBySide(program.page, 1, 'Days')).toEqual(table);
    await program.page.getByRole('button', { name: /^Undo/ }).waitFor();
  });
});
