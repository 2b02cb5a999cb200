import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ColumnTable } from '../../engine/contract/index.ts';
import { crossedAtRandom } from '../bench/simulated.ts';
import { goToTab, openDataFile, sideBySide, typeFormula } from './support/person.ts';
import { terrace } from './support/terrace.ts';
import type { Terrace } from './support/terrace.ts';

const crossed = 'y ~ x + (1 | a) + (1 | b)';

function csvFile(name: string, table: ColumnTable): string {
  const path = join(mkdtempSync(join(tmpdir(), 'terrace-slow-')), name);
  const cell = (column: ColumnTable['columns'][number], row: number): string =>
    column.kind === 'number' ? String(column.values[row]) : `l${column.levels[column.codes[row]]}`;
  const lines = Array.from({ length: table.rows }, (_, row) => table.columns.map((column) => cell(column, row)).join(','));
  writeFileSync(path, [table.columns.map(({ name: column }) => column).join(','), ...lines].join('\n'));
  return path;
}

/** Opens the file, starts a model by its outcome, and types the formula. */
async function begin(page: Page, file: string): Promise<void> {
  await openDataFile(page, file);
  await goToTab(page, 'Model');
  await page.getByRole('button', { name: 'Use y as outcome', exact: true }).click();
  await sideBySide(page, 1);
  await typeFormula(page, crossed);
}

const fitButton = (page: Page) => page.getByRole('button', { name: 'Fit', exact: true });

describe('a model that takes long', () => {
  let window: Terrace;

  beforeAll(async () => {
    const slow = csvFile('slow.csv', crossedAtRandom(25_000, 5000));
    window = await terrace({ files: [slow] });
  });
  afterAll(() => window?.end());

  it('waits to be asked for and says how long it will take, shows how far it is, and is stopped', async () => {
    const { page } = window;
    await begin(page, 'slow.csv');
    const status = page.locator('.fit-bar');
    await expect.poll(() => status.innerText(), { timeout: 20_000 }).toMatch(/takes about \d+ (s|min)/);
    await fitButton(page).click();
    await expect.poll(() => status.innerText(), { timeout: 20_000 }).toMatch(/Fitting, about \d+ (s|min) · step \d+ · criterion/);
    await page.getByRole('progressbar', { name: 'Fitting' }).waitFor();
    await status.getByRole('button', { name: 'Stop' }).click();
    await fitButton(page).waitFor();
    expect(await status.innerText()).toMatch(/takes about/);
  });

  it('follows a click again once it is quick', async () => {
    const { page } = window;
    await typeFormula(page, 'y ~ x + (1 | a)');
    await expect.poll(() => page.locator('.fit-bar').innerText(), { timeout: 20_000 }).toMatch(/fitted in/);
    expect(await fitButton(page).count()).toBe(0);
  });
});

describe('a model that could not end', () => {
  let window: Terrace;

  beforeAll(async () => {
    window = await terrace({ files: [csvFile('impossible.csv', crossedAtRandom(200_000, 30_000))] });
  });
  afterAll(() => window?.end());

  it('is refused before it starts, with its sizes and what to do instead', async () => {
    const { page } = window;
    await begin(page, 'impossible.csv');
    await page
      .getByText(/too large to fit here.*levels.*GB of memory/)
      .first()
      .waitFor({ timeout: 60_000 });
    await page
      .getByText(/Leave out a random effect/)
      .first()
      .waitFor();
  });
});
