import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quietHooks, readFile } from '../../main/services/data/index.ts';
import { temporaryFolder } from '../support/startServer.ts';
import { goToTab, openDataFile, openModelPage, parseCsv, sideBySide, typeFormula } from './support/person.ts';
import { samples, terrace } from './support/terrace.ts';
import type { Terrace } from './support/terrace.ts';
import { browserName } from '../support/launchBrowser.ts';

// Copying and saving by these ways was seen to work in an installed Chromium only; the one that comes with the packages is without them.
const isBundled = browserName() === 'bundled';

const axe = readFileSync(join(import.meta.dirname, '../../node_modules/axe-core/axe.min.js'), 'utf8');
const pictures = join(import.meta.dirname, 'screenshots');
mkdirSync(pictures, { recursive: true });

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const { violations: found } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe.run(),
  );
  return found.map(({ id, nodes }) => `${id}: ${nodes[0]!.html.slice(0, 200)}`);
}

const hsb = parseCsv(readFileSync(join(samples, 'hsb.csv'), 'utf8'));

/** The pupils of hsb without the columns of their schools, and files that come beside them. */
function hsbFiles(): string[] {
  const folder = temporaryFolder();
  const write = (name: string, rows: readonly (readonly (string | undefined)[])[]): string => {
    const path = join(folder, name);
    writeFileSync(path, `${rows.map((row) => row.join(',')).join('\n')}\n`);
    return path;
  };
  const pupils = hsb.map((row) => [row['School'], row['Sex'], row['SES'], row['MathAch']]);
  const schools = [...new Map(hsb.map((row) => [row['School'], row])).values()];
  const head = ['School', 'Sex', 'SES', 'MathAch'];
  return [
    write('pupils.csv', [head, ...pupils.slice(0, 2000)]),
    write('wave2.csv', [['school', 'sex', 'Ses', 'Math_Ach', 'Year'], ...pupils.slice(2000, 2100).map((row) => [...row, '2'])]),
    write('schools.csv', [
      ['SCHOOL', 'Size', 'Sector'],
      ...schools.slice(0, 40).map((row) => [row['School'], row['Size'], row['Sector']]),
      ['99999', '10', 'Public'],
    ]),
    write('twice.csv', [['School', 'Size'], ...hsb.slice(0, 60).map((row) => [row['School'], row['Size']])]),
    write('corrected.csv', [
      head.slice(0, 1).concat('Ses', 'MathAch'),
      ...pupils.slice(0, 500).map((row) => [row[0], row[2], row[3]]),
    ]),
  ];
}

const looks: Record<string, BrowserContextOptions> = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  small: { viewport: { width: 1280, height: 720 } },
};

async function fromMenu(page: Page, button: RegExp | string, item: RegExp): Promise<void> {
  await page.getByRole('button', { name: button }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

const secondFile = async (page: Page, item: RegExp, file: string): Promise<Locator> => {
  await fromMenu(page, 'From another file', item);
  await page
    .getByRole('dialog')
    .getByRole('option', { name: new RegExp(`^${file},`) })
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('[aria-busy=false]').first().waitFor({ timeout: 20_000 });
  return dialog;
};

const footSize = (page: Page) => page.locator('footer').innerText();

describe.skipIf(isBundled).each(Object.keys(looks))('beside the data, %s', (look) => {
  let program: Terrace;
  const picture = (name: string) => program.page.screenshot({ path: join(pictures, `exchange-${name}-${look}.png`) });

  beforeAll(async () => {
    program = await terrace({ files: hsbFiles(), context: { ...looks[look], reducedMotion: 'reduce' } });
    await openDataFile(program.page, 'pupils.csv');
  });
  afterAll(() => program.end());

  it('appends rows, saying what is which and what is new, and takes them back', async () => {
    const { page } = program;
    const dialog = await secondFile(page, /^Append rows/, 'wave2.csv');
    await dialog.getByText(/2.000 \+ 100 = 2.100/).waitFor();
    await expect.poll(() => dialog.getByRole('row').filter({ hasText: 'Math_Ach' }).innerText()).toMatch(/same letters/);
    await dialog.getByRole('checkbox', { name: /which file/ }).check();
    await dialog.locator('[aria-busy=false]').first().waitFor();
    expect(await violations(page)).toEqual([]);
    await picture('append');
    await dialog.getByRole('button', { name: /^Append/ }).click();
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => footSize(page)).toMatch(/2.100.rows · 6.columns/);
    await page.keyboard.press('Control+z');
    await expect.poll(() => footSize(page)).toMatch(/2.000.rows · 4.columns/);
  });

  it('refuses to multiply rows, and joins schools to pupils with a report of what matched', async () => {
    const { page } = program;
    const refused = await secondFile(page, /^Join columns/, 'twice.csv');
    await refused
      .getByRole('alert')
      .getByText(/more than once/)
      .waitFor();
    expect(await refused.getByRole('button', { name: /^Join/ }).getAttribute('aria-disabled')).toBe('true');
    await picture('join-refused');
    await page.keyboard.press('Escape');
    await refused.waitFor({ state: 'detached' });

    const dialog = await secondFile(page, /^Join columns/, 'schools.csv');
    await dialog.getByText(/of 2.000.rows of the table find a partner/).waitFor();
    await dialog.getByRole('listitem').filter({ hasText: '99999' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await picture('join');
    await dialog.getByRole('button', { name: /^Join 2.columns/ }).click();
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => footSize(page)).toMatch(/2.000.rows · 6.columns/);
    await page.getByRole('columnheader', { name: /Sector/ }).waitFor();
    await page.getByText('Size').first().waitFor();
  });

  it('replaces the data, keeps the models and fits them again at once', async () => {
    const { page } = program;
    await goToTab(page, 'Model');
    await typeFormula(page, 'MathAch ~ SES + (1 | School)');
    await sideBySide(page, 1, 'SES');
    await goToTab(page, 'Data');
    const dialog = await secondFile(page, /^Replace the data/, 'corrected.csv');
    await dialog.getByText(/2.000.rows before, 500.rows now/).waitFor();
    await dialog.getByText(/can be fitted again/).waitFor();
    expect(await violations(page)).toEqual([]);
    await picture('replace');
    await dialog.getByRole('button', { name: 'Replace the data' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^Fit 1.model again/ }).click();
    await expect.poll(() => footSize(page)).toMatch(/500.rows/);
    await goToTab(page, 'Model');
    await sideBySide(page, 1, 'SES');
    await page.keyboard.press('Control+z');
    await expect.poll(() => footSize(page)).toMatch(/2.000.rows/);
  });

  it('exports by keyboard alone, with a decimal comma where the project says so', async () => {
    const { page, home } = program;
    await goToTab(page, 'Data');
    await page.keyboard.press('Control+Shift+e');
    const dialog = page.getByRole('dialog', { name: /^Export/ });
    await dialog.getByRole('radio', { name: /^CSV/ }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => dialog.getByRole('radio', { name: 'comma: 1,5' }).isChecked()).toBe(true);
    expect(await violations(page)).toEqual([]);
    await picture('export');
    await dialog.getByRole('button', { name: 'Choose where…' }).focus();
    await page.keyboard.press('Enter');
    const place = page.getByRole('dialog', { name: 'Export data as' });
    await place.getByRole('textbox', { name: 'File name' }).waitFor();
    await page.keyboard.type('out');
    await page.keyboard.press('Enter');
    await page.getByText(/^Saved out.csv, 2.000.rows/).waitFor();
    const lines = readFileSync(join(home, 'out.csv'), 'utf8').split('\r\n');
    expect(lines[0]).toBe('School;Sex;SES;MathAch;Size;Sector');
    expect(lines[1]).toMatch(/^1224;Female;-1,528;5,876;842;Public$/);
  });

  it('exports to SPSS, and says which names it had to change', async () => {
    const { page, home } = program;
    await fromMenu(page, /^Project /, /^Export data/);
    const dialog = page.getByRole('dialog', { name: /^Export/ });
    await dialog.getByRole('radio', { name: /^SPSS/ }).check();
    await dialog.getByRole('button', { name: 'Choose where…' }).click();
    await page.getByRole('dialog', { name: 'Export data as' }).getByRole('button', { name: 'Save' }).click();
    await page.getByText(/^Saved pupils.sav/).waitFor();
    const { table } = await readFile(join(home, 'pupils.sav'), null, quietHooks);
    expect(table.rows).toBe(2000);
  });

  it('takes all tables of a model to Excel, with real numbers', async () => {
    const { page } = program;
    await goToTab(page, 'Model');
    await openModelPage(
      page,
      await page
        .getByRole('button', { name: /^Open the page of / })
        .last()
        .innerText(),
    );
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'All tables as Excel' }).click(),
    ]);
    const path = join(temporaryFolder(), 'model.xlsx');
    await download.saveAs(path);
    const { table } = await readFile(path, { sheet: 'Fixed effects' }, quietHooks);
    expect(table.columns.find(({ name }) => name === 'Estimate')?.kind).toBe('number');
  });

  it('saves a copy without the data, which opens with clear words and with its results', async () => {
    const { page, home } = program;
    await fromMenu(page, /^Project /, /^Save a copy without/);
    const dialog = page.getByRole('dialog', { name: 'Save a copy without the data' });
    expect(await violations(page)).toEqual([]);
    await picture('copy');
    await dialog.getByRole('button', { name: 'Choose where…' }).click();
    await page.getByRole('textbox', { name: 'File name' }).fill('handout');
    await page.keyboard.press('Enter');
    await page.getByText('Saved handout.terrace').waitFor();
    expect(readFileSync(join(home, 'handout.terrace'), 'latin1')).not.toMatch(/"1224"|:1224[,}]/);
    await page.keyboard.press('Control+o');
    await page.getByRole('option', { name: /^handout.terrace,/ }).click();
    await page.getByText(/A copy without the data/).waitFor();
    await goToTab(page, 'Data');
    await picture('copy-opened');
    await goToTab(page, 'Model');
    await sideBySide(page, 1, 'SES');
    expect(await violations(page)).toEqual([]);
  });
});
