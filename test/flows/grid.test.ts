import { readFileSync } from 'node:fs';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDataFile } from './support/person.ts';
import { samples, terrace } from './support/terrace.ts';
import type { Terrace } from './support/terrace.ts';

const axe = readFileSync(join(import.meta.dirname, '../../node_modules/axe-core/axe.min.js'), 'utf8');
const pictures = join(import.meta.dirname, 'screenshots');
mkdirSync(pictures, { recursive: true });

function cell(page: Page, row: number, column: number) {
  return page.locator(`[role=row][aria-rowindex="${row + 1}"] [role=gridcell][aria-colindex="${column + 1}"]`);
}

async function shows(page: Page, row: number, column: number, text: string): Promise<void> {
  await expect.poll(() => cell(page, row, column).innerText(), { timeout: 10_000 }).toBe(text);
}

const header = (page: Page, name: string) => page.getByRole('columnheader', { name, exact: true });

async function menu(page: Page, column: string, entry: string | RegExp): Promise<void> {
  await header(page, column).click({ button: 'right' });
  await page.getByRole('menuitem', { name: entry }).click();
}

const status = (page: Page) => page.locator('footer').innerText();

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const found = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe.run(),
  );
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html.slice(0, 200)}`);
}

describe.each([
  ['light', { colorScheme: 'light' }],
  ['small and dark', { colorScheme: 'dark', viewport: { width: 1280, height: 720 } }],
] as const)('the grid, %s', (look, context) => {
  let program: Terrace;

  beforeAll(async () => {
    program = await terrace({ files: [join(samples, 'sleepstudy.csv')], context });
    program.page.setDefaultTimeout(4000);
    await openDataFile(program.page, 'sleepstudy.csv');
    await cell(program.page, 1, 1).waitFor();
  });
  afterAll(() => program.end());

  const picture = (name: string) => program.page.screenshot({ path: join(pictures, `${look}-grid-${name}.png`) });

  it('adds up what is selected, in one block or several', async () => {
    const { page } = program;
    await cell(page, 1, 2).click();
    await cell(page, 3, 2).click({ modifiers: ['Shift'] });
    await expect.poll(() => status(page)).toMatch(/3 × 1[\s\S]*count 3[\s\S]*mean 1[\s\S]*SD 1[\s\S]*0 to 2[\s\S]*0 missing/);
    await cell(page, 10, 2).click({ modifiers: ['Control'] });
    await expect.poll(() => status(page)).toMatch(/4 × 1[\s\S]*mean 3/);
    await picture('ranges');
    await page.keyboard.press('Control+a');
    await expect.poll(() => status(page)).toMatch(/180 × 3[\s\S]*count 540/);
    await page.keyboard.press('Control+Home');
  });

  it('goes to a row by its number', async () => {
    const { page } = program;
    await cell(page, 1, 1).click();
    await page.keyboard.press('Control+g');
    await page.getByRole('textbox', { name: 'Row' }).fill('999');
    await page.keyboard.press('Enter');
    await page.getByText('There are rows 1 to 180.').first().waitFor();
    await page.getByRole('textbox', { name: 'Row' }).fill('150');
    await page.keyboard.press('Enter');
    await expect.poll(() => status(page)).toMatch(/Reaction, row 150/);
    await cell(page, 150, 1).waitFor();
    await page.keyboard.press('Control+Home');
    await cell(page, 1, 1).waitFor();
  });

  it('fills down by keyboard, and by the handle in equal steps', async () => {
    const { page } = program;
    await cell(page, 1, 2).click();
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Control+d');
    await shows(page, 3, 2, '0');
    await page.keyboard.press('Control+z');
    await shows(page, 3, 2, '2');
    await cell(page, 1, 2).click();
    await cell(page, 2, 2).click({ modifiers: ['Shift'] });
    const handle = (await page.locator('[data-fill]').boundingBox())!;
    const target = (await cell(page, 14, 2).boundingBox())!;
    await page.mouse.move(handle.x + 4, handle.y + 4);
    await page.mouse.down();
    await page.mouse.move(target.x + 20, target.y + 12, { steps: 4 });
    await page.mouse.up();
    await shows(page, 14, 2, '13');
    await page.keyboard.press('Control+z');
    await shows(page, 14, 2, '3');
  });

  it('sorts by one column and by several, and goes back to the order as imported', async () => {
    const { page } = program;
    const first = await cell(page, 1, 1).innerText();
    await menu(page, 'Reaction', 'Sort descending');
    await shows(page, 1, 1, '466.3535');
    await expect.poll(() => header(page, 'Reaction').getAttribute('aria-sort')).toBe('descending');
    await page.getByRole('button', { name: 'Undo: Sort by Reaction' }).waitFor();
    await picture('sorted');
    await page.getByRole('button', { name: 'Sort rows' }).click();
    await page.getByLabel(/^Sort by:/).click();
    await page.getByRole('option', { name: 'Days' }).click();
    await page.getByRole('radiogroup', { name: 'Order' }).first().getByText('ascending', { exact: true }).click();
    await page.getByLabel(/^then by:/).click();
    await page.getByRole('option', { name: 'Reaction' }).click();
    await page.getByRole('button', { name: 'Sort', exact: true }).click();
    await shows(page, 1, 2, '0');
    await shows(page, 1, 1, '199.0539');
    await menu(page, 'Days', 'Back to the order as imported');
    await shows(page, 1, 1, first);
  });

  it('finds and replaces', async () => {
    const { page } = program;
    await cell(page, 1, 2).click();
    await page.keyboard.press('Control+h');
    await page.getByRole('textbox', { name: 'Find', exact: true }).fill('9');
    await page.getByRole('checkbox', { name: 'Whole cell' }).check();
    await page.getByRole('textbox', { name: 'Find', exact: true }).press('Enter');
    await page.getByText('1 of 18').waitFor();
    await expect.poll(() => status(page)).toMatch(/Days, row 10/);
    await page.getByRole('textbox', { name: 'Find', exact: true }).press('Shift+Enter');
    await page.getByText('18 of 18').waitFor();
    await page.getByRole('textbox', { name: 'Replace with' }).fill('90');
    await picture('find');
    await page.getByRole('button', { name: 'Replace all' }).click();
    await page.getByText('Replaced in 18 cells').waitFor();
    await page.getByRole('textbox', { name: 'Find', exact: true }).press('Escape');
    await page.keyboard.press('Control+Home');
    await shows(page, 10, 2, '90');
    await page.keyboard.press('Control+z');
    await shows(page, 10, 2, '9');
  });

  it('hides, shows, freezes, widens and moves columns', async () => {
    const { page } = program;
    await menu(page, 'Days', 'Hide');
    await header(page, 'Days').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /1 hidden column/ }).click();
    await page.getByRole('button', { name: 'Show all' }).click();
    await header(page, 'Days').waitFor();
    const before = (await header(page, 'Reaction').boundingBox())!;
    await page.mouse.move(before.x + before.width - 1, before.y + 30);
    await page.mouse.down();
    await page.mouse.move(before.x + before.width + 79, before.y + 30, { steps: 4 });
    await page.mouse.up();
    expect((await header(page, 'Reaction').boundingBox())!.width).toBeCloseTo(before.width + 80, -1);
    await menu(page, 'Reaction', 'Freeze up to here');
    await header(page, 'Subject').click();
    const from = (await header(page, 'Subject').boundingBox())!;
    await page.mouse.move(from.x + 30, from.y + 12);
    await page.mouse.down();
    await page.mouse.move(before.x + 10, from.y + 14, { steps: 6 });
    await page.mouse.up();
    await page.getByRole('button', { name: 'Undo: Move Subject' }).waitFor();
    expect(await page.getByRole('columnheader').nth(1).getAttribute('aria-label')).toBe('Subject');
    await picture('frozen');
    await page.keyboard.press('Control+z');
    await expect.poll(() => page.getByRole('columnheader').nth(1).getAttribute('aria-label')).toBe('Reaction');
    await menu(page, 'Reaction', 'Unfreeze');
  });

  it('keeps missing codes, labels and notes of a variable, from the keyboard alone', async () => {
    const { page } = program;
    await page.getByRole('radio', { name: 'Variables' }).check({ force: true });
    const grid = page.getByRole('grid', { name: /^Variables of/ });
    await grid.focus();
    await page.keyboard.press('ArrowDown');
    for (let k = 0; k < 4; k++) await page.keyboard.press('ArrowRight');
    await page.keyboard.type('9; 100 to 200');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Undo: Missing codes of Days' }).waitFor();
    await grid.getByText('9; 100 to 200').waitFor();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    await page.keyboard.type('0 = baseline\n1 = first night');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: 'Undo: Value labels of Days' }).waitFor();
    await picture('variables');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('radio', { name: 'Data', exact: true }).check({ force: true });
    await expect.poll(() => cell(page, 10, 2).innerText()).toMatch(/^9/);
    await cell(page, 10, 2).click();
    await expect.poll(() => status(page)).toMatch(/9 \(counts as missing\)/);
    await page.getByRole('checkbox', { name: 'Show labels in the sheet' }).check();
    await shows(page, 1, 2, 'baseline');
    await picture('labels');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Turn into categories' }).click();
    await expect.poll(() => cell(page, 2, 2).innerText()).toBe('first night');
    await page.keyboard.press('Control+z');
  });

  it('changes several variables at once', async () => {
    const { page } = program;
    await page.getByRole('radio', { name: 'Variables' }).check({ force: true });
    const grid = page.getByRole('grid', { name: /^Variables of/ });
    await grid.getByRole('gridcell', { name: 'Days', exact: true }).click();
    await grid.getByRole('gridcell', { name: 'Subject', exact: true }).click({ modifiers: ['Control'] });
    await page.getByText('2 variables selected').first().waitFor();
    await page.getByLabel(/^Kind of the selected variables/).click();
    await page.getByRole('option', { name: /ordered categories/ }).click();
    await page.getByRole('button', { name: 'Undo: 2 variables → ordinal' }).waitFor();
    await picture('many');
    await page.getByRole('button', { name: 'Undo: 2 variables → ordinal' }).click();
    await page.getByRole('radio', { name: 'Data', exact: true }).check({ force: true });
  });

  it('opens as it was left, in a new process', async () => {
    const { page } = program;
    await menu(page, 'Reaction', 'Sort ascending');
    await shows(page, 1, 1, '194.3322');
    await page.keyboard.press('Control+s');
    await page.getByRole('dialog', { name: 'Save project as' }).getByRole('button', { name: 'Save' }).click();
    await page.getByText('saved', { exact: true }).waitFor();
    program = await program.restart('stop');
    await program.page.getByRole('button', { name: /^Open a project/ }).click();
    await program.page.getByRole('option', { name: /^sleepstudy.terrace,/ }).click();
    await shows(program.page, 1, 1, '194.3322');
  });
});
