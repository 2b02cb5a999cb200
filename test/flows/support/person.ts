import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import Papa from 'papaparse';

/** What a person does in the window, found the way a person finds things: by role and name. */

export async function openDataFile(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: /^Open a data file/ }).click();
  await page.getByRole('option', { name: new RegExp(`^${escaped(name)},`) }).click();
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached', timeout: 60_000 });
  await page.getByRole('grid').first().waitFor();
}

export async function goToTab(page: Page, name: 'Data' | 'Model'): Promise<void> {
  await page.getByRole('tab', { name }).click();
}

/** Clicks a variable in an empty builder: it becomes the outcome. */
export async function chooseOutcome(page: Page, variable: string): Promise<void> {
  await page.getByRole('button', { name: `Use ${variable} as outcome`, exact: true }).click();
}

export async function addFixed(page: Page, variable: string): Promise<void> {
  await page.getByRole('button', { name: `Add ${variable} to the model`, exact: true }).click();
}

/** Presses the toggle of a term in a column of the grid: `toggle(page, 'SES by School')`. */
export async function toggle(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
}

/** Takes a column or a combination (`class within school`) as a further grouping of the model. */
export async function addGrouping(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'groups…' }).click();
  await page.getByRole('menuitem', { name, exact: true }).click();
}

export async function typeFormula(page: Page, formula: string): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Formula' });
  await field.fill(formula);
  await field.press('Enter');
}

export async function keepAndStartAnother(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Keep, and start another from it' }).click();
}

/**
 * The side-by-side table once it is at rest and has as many models as said, and a row of that name where one is named. On a machine so slow that a
 * model waits to be asked for, it is asked for.
 */
export async function sideBySide(page: Page, models: number, row = ''): Promise<Record<string, string[]>> {
  const table = page.getByRole('grid', { name: /side by side/i });
  await page.waitForFunction(
    ({ models, row }) => {
      if (document.querySelector('.fit-bar .status span[title]'))
        document.querySelector<HTMLElement>('.fit-bar button:last-of-type')?.click();
      const grid = document.querySelector<HTMLElement>('[role=grid][aria-busy=false].report-table');
      return grid?.querySelectorAll('thead tr:last-child th').length === models + 1 && grid.innerText.includes(row);
    },
    { models, row },
    { polling: 20 },
  );
  return rowsOf(table);
}

/** Cells as shown, by the row's first cell; a number in brackets stands after a space. */
export async function rowsOf(table: Locator): Promise<Record<string, string[]>> {
  const rows = await table
    .locator('tbody tr')
    .evaluateAll((elements) =>
      elements.map((row) =>
        [...row.children].map((cell) => (cell as HTMLElement).innerText.replace('(', ' (').replace(/\s+/g, ' ').trim()),
      ),
    );
  return Object.fromEntries(rows.map(([name, ...cells]) => [name, cells]));
}

export async function openModelPage(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: `Open the page of ${name}`, exact: true }).click();
  await page.getByRole('grid', { name: /^(Fixed effects|Coefficients)$/ }).waitFor();
}

export async function backToSideBySide(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Side by side' }).click();
}

/** Presses a table's CSV button and answers the file's bytes as text. */
export async function downloadCsv(page: Page, table: string): Promise<string> {
  const actions = page.getByRole('group', { name: table, exact: true });
  const [download] = await Promise.all([page.waitForEvent('download'), actions.getByRole('button', { name: 'CSV' }).click()]);
  return readFileSync(await download.path(), 'utf8');
}

/** A downloaded table at full precision: the row's first cell names it. */
export async function fullPrecision(page: Page, table: string): Promise<Record<string, string>[]> {
  return parseCsv(await downloadCsv(page, table));
}

export function parseCsv(text: string): Record<string, string>[] {
  return Papa.parse<Record<string, string>>(text.replace(/^\uFEFF/, ''), { header: true, skipEmptyLines: true }).data;
}

export async function copyTable(page: Page, table: string): Promise<void> {
  await page.getByRole('group', { name: table, exact: true }).getByRole('button', { name: 'Copy' }).click();
}

export async function clipboard(page: Page): Promise<{ html: string; text: string }> {
  return page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const read = async (type: string) => (await item!.getType(type)).text();
    return { html: await read('text/html'), text: await read('text/plain') };
  });
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
