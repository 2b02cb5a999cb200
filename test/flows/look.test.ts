import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clipboard, copyTable, downloadCsv, openDataFile, parseCsv } from './support/person.ts';
import { samples, terrace } from './support/terrace.ts';
import type { Terrace } from './support/terrace.ts';
import { browserName } from '../support/launchBrowser.ts';

// Copying and saving by these ways was seen to work in an installed Chromium only; the one that comes with the packages is without them.
const isBundled = browserName() === 'bundled';

const axe = readFileSync(join(import.meta.dirname, '../../node_modules/axe-core/axe.min.js'), 'utf8');

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    type Found = { violations: { id: string; nodes: { html: string }[] }[] };
    const { violations } = await (globalThis as unknown as { axe: { run(): Promise<Found> } }).axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 200)}`);
  });
}

async function withData(sample: string, context: Parameters<typeof terrace>[0] = {}): Promise<Terrace> {
  const program = await terrace({ files: [join(samples, sample)], ...context });
  await openDataFile(program.page, sample);
  await program.page.getByRole('columnheader').nth(1).waitFor();
  return program;
}

const panel = (page: Page): Locator => page.getByRole('region', { name: 'Look at the data' });
const plot = (page: Page, name: string | RegExp): Locator => panel(page).getByRole('img', { name });
const column = (page: Page, name: string): Locator =>
  page
    .getByRole('grid')
    .first()
    .getByRole('columnheader', { name: new RegExp(`^${name}\\b`) });
const show = (page: Page, view: string): Promise<void> =>
  page.getByRole('radiogroup', { name: 'Show' }).getByText(view, { exact: true }).click();

async function choose(page: Page, field: string, value: string): Promise<void> {
  await panel(page)
    .getByRole('combobox', { name: new RegExp(`^${field.replace(/[()]/g, '\\$&')}:`) })
    .click();
  await page.getByRole('option', { name: value, exact: true }).click();
}

async function saved(page: Page, button: 'PNG' | 'SVG'): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    panel(page).getByRole('button', { name: button }).first().click(),
  ]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/** How many different colours a picture has, and its size: a blank one has a single colour. */
function coloursOf(page: Page, png: Buffer): Promise<{ width: number; height: number; colours: number }> {
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d')!;
    context.drawImage(image, 0, 0);
    const pixels = new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer);
    return { width: image.width, height: image.height, colours: new Set(pixels).size };
  }, png.toString('base64'));
}

/** The values and marks of an SVG as a browser reads it; null where it is not well-formed. */
function svgParts(page: Page, svg: string): Promise<{ texts: string[]; marks: number } | null> {
  return page.evaluate((text) => {
    const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
    if (parsed.querySelector('parsererror')) return null;
    const texts = [...parsed.querySelectorAll('text')].map((element) => element.textContent ?? '');
    return { texts, marks: parsed.querySelectorAll('path').length };
  }, svg);
}

describe.skipIf(isBundled)('looking at hsb, by mouse', () => {
  let program: Terrace;

  beforeAll(async () => {
    program = await withData('hsb.csv');
    await program.page.getByText('160 groups in School').waitFor();
  });
  afterAll(() => program.end());

  it('draws a histogram of the selected column, by a factor as soon as it is chosen', async () => {
    const { page } = program;
    await column(page, 'MathAch').click();
    await page.getByRole('button', { name: 'Look', exact: true }).click();
    await plot(page, /^MathAch\. Histogram/).waitFor();
    await choose(page, 'By', 'Sector');
    await plot(page, /^MathAch by Sector/).waitFor();
    const csv = parseCsv(await downloadCsv(page, 'Summary'));
    expect(csv.map((row) => row['n']).filter(Boolean)).toEqual(['3543', '3642']);
  });

  it('shows the numbers that are drawn', async () => {
    const { page } = program;
    await panel(page).getByRole('button', { name: 'Show as table' }).click();
    const csv = parseCsv(await downloadCsv(page, 'MathAch by Sector: bars'));
    expect(csv.reduce((sum, row) => sum + Number(row['Rows']), 0)).toBe(7185);
    await panel(page).getByRole('button', { name: 'Hide the table' }).click();
  });

  it('follows the heads that are clicked', async () => {
    const { page } = program;
    await column(page, 'Sector').click();
    await plot(page, /^Sector\. Bars/).waitFor();
    await column(page, 'SES').click();
    await column(page, 'MathAch').click({ modifiers: ['Shift'] });
    await plot(page, /^MathAch against SES/).waitFor();
  });

  it('says what lies under the pointer, and goes to its row by a click', async () => {
    const { page } = program;
    await choose(page, 'Colour', 'Sector');
    await panel(page).getByText('Straight lines by least squares').waitFor();
    const box = (await plot(page, /^MathAch against SES/).boundingBox())!;
    await page.mouse.move(box.x + 0.55 * box.width, box.y + 0.4 * box.height);
    const words = await panel(page)
      .getByText(/^row [\d\u202f]+$/)
      .innerText();
    await page.mouse.down();
    await page.mouse.up();
    const row = words.replace(/\D/g, '');
    await expect
      .poll(async () => (await page.getByRole('contentinfo').innerText()).replace(/[\u202f]/g, ''))
      .toContain(`row ${row}`);
  });

  it('switches a series off and on', async () => {
    const { page } = program;
    const series = panel(page)
      .getByRole('group', { name: 'Series of MathAch against SES' })
      .getByRole('button', { name: 'Public' });
    await series.click();
    expect(await series.getAttribute('aria-pressed')).toBe('false');
    const { texts } = (await svgParts(page, (await saved(page, 'SVG')).bytes.toString()))!;
    expect(texts).toContain('Catholic');
    expect(texts).not.toContain('Public');
    await series.click();
  });

  it('saves SVG with text and marks, and PNG with a picture on it', async () => {
    const { page } = program;
    const svg = await saved(page, 'SVG');
    expect(svg.name).toBe('MathAch against SES.svg');
    const parts = (await svgParts(page, svg.bytes.toString()))!;
    expect(parts.texts).toEqual(expect.arrayContaining(['MathAch against SES', 'SES', 'MathAch', 'Catholic', 'Public']));
    expect(parts.marks).toBeGreaterThan(5000);
    const png = await saved(page, 'PNG');
    const { colours, ...size } = await coloursOf(page, png.bytes);
    expect(size).toEqual({ width: 1800, height: 1200 });
    expect(colours).toBeGreaterThan(100);
  });

  it('puts the plot on the clipboard as a picture', async () => {
    const { page } = program;
    await panel(page).getByRole('button', { name: 'Copy' }).first().click();
    await page.getByText('Copied the plot “MathAch against SES”.').waitFor();
    const types = await page.evaluate(async () => (await navigator.clipboard.read()).flatMap(({ types: all }) => all));
    expect(types).toContain('image/png');
  });

  it('copies correlations within and between schools as the file has them', async () => {
    const { page } = program;
    await show(page, 'Correlations');
    await choose(page, 'Groups', 'School');
    await panel(page).getByRole('rowheader', { name: 'SES – MathAch' }).nth(2).waitFor();
    const csv = parseCsv(await downloadCsv(page, 'Correlations'));
    await copyTable(page, 'Correlations');
    const copied = (await clipboard(page)).text.trimEnd().split('\n').slice(-3);
    expect(copied.map((line) => line.split('\t')[1])).toEqual(['all rows', 'within School', 'between School']);
    copied.forEach((line, i) => expect(Number(line.split('\t')[2])).toBeCloseTo(Number(csv[i]['r']), 2));
    expect(csv.map((row) => Number(row['r']).toFixed(4))).toEqual(WITHIN_BETWEEN);
  });

  it('keeps a result below while another is looked at, and takes it away', async () => {
    const { page } = program;
    await panel(page).getByRole('button', { name: 'Keep below' }).click();
    const kept = panel(page).getByRole('article', { name: /^Correlations/ });
    await kept.waitFor();
    await show(page, 'Missing');
    await panel(page).getByRole('heading', { name: 'Missing together' }).waitFor();
    expect(await kept.getByRole('rowheader', { name: 'SES – MathAch' }).count()).toBe(3);
    await kept.getByRole('button', { name: /^Remove/ }).click();
    await kept.waitFor({ state: 'detached' });
  });

  it('says in place what does not go', async () => {
    const { page } = program;
    await show(page, 'Crosstab');
    await choose(page, 'Columns', 'Sector');
    await choose(page, 'Rows', 'Sex');
    await panel(page).getByRole('grid', { name: 'Sex by Sector' }).waitFor();
    await column(page, 'MathAch').click();
    await show(page, 'Over time');
    await panel(page).getByText('Choose what stands at Time (x).').waitFor();
  });

  it('saves the score of a scale as a column', async () => {
    const { page } = program;
    await column(page, 'SES').click();
    await column(page, 'MathAch').click({ modifiers: ['Shift'] });
    await show(page, 'Reliability');
    await panel(page).getByRole('checkbox', { name: 'SES' }).check();
    const form = panel(page).getByRole('form', { name: 'Save the score' });
    await form.getByRole('button', { name: 'Save as column' }).click();
    await page.getByText('The score is the new column “score”.').waitFor();
    await page.getByRole('contentinfo').getByText('12 columns').waitFor();
  });

  it('looks anew when the data change', async () => {
    const { page } = program;
    await column(page, 'MathAch').click();
    await show(page, 'Summary');
    await panel(page).getByRole('rowheader', { name: 'MathAch', exact: true }).waitFor();
    const largest = async () => parseCsv(await downloadCsv(page, 'Summary'))[0]['Max'];
    expect(await largest()).toBe('24.993');
    await page.getByRole('grid', { name: /hsb/ }).focus();
    await page.keyboard.type('99');
    await page.keyboard.press('Enter');
    await expect.poll(largest).toBe('99');
  });

  it('gives the panel back', async () => {
    const { page } = program;
    await panel(page).getByRole('button', { name: 'Close' }).click();
    await page.getByRole('heading', { name: 'Levels' }).waitFor();
  });
});

/** cor(SES, MathAch) of all rows, of deviations from school means, of school means by rows (R 4.2). */
const WITHIN_BETWEEN = ['0.3608', '0.2340', '0.7865'];

describe.skipIf(isBundled)('looking at sleepstudy, by keyboard alone', () => {
  let program: Terrace;

  beforeAll(async () => {
    program = await withData('sleepstudy.csv');
    await program.page.getByText('18 groups in Subject').waitFor();
  });
  afterAll(() => program.end());

  it('goes from the sheet to a plot, through its points, to a row and back', async () => {
    const { page } = program;
    await page.getByRole('grid').first().focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Control+l');
    await plot(page, /^Reaction over Days, a line for each Subject/).waitFor();
    await expect.poll(() => page.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe('spaghetti');
    await page.keyboard.press('ArrowRight');
    await plot(page, /^Reaction against Days/).waitFor();
    await tabTo(page, (role, label) => role === 'img' && label.startsWith('Reaction against Days'));
    await page.keyboard.press('ArrowRight');
    await panel(page)
      .getByRole('status')
      .filter({ hasText: /Days 0, Reaction [\d.]+/ })
      .waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await panel(page).waitFor({ state: 'detached' });
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('grid');
  });

  async function tabTo(page: Page, isThere: (role: string, label: string) => boolean): Promise<void> {
    for (let k = 0; k < 60; k++) {
      await page.keyboard.press('Tab');
      const [role, label] = await page.evaluate(() => {
        const at = document.activeElement;
        return [at?.getAttribute('role') ?? '', at?.getAttribute('aria-label') ?? ''];
      });
      if (isThere(role, label)) return;
    }
    throw new Error('No way there by Tab.');
  }
});

describe.skipIf(isBundled).each(['light', 'dark'] as const)('every view, %s', (colorScheme) => {
  let program: Terrace;

  beforeAll(async () => {
    program = await withData('hsb.csv', { context: { colorScheme, reducedMotion: 'reduce' } });
    await program.page.getByText('160 groups in School').waitFor();
  });
  afterAll(() => program.end());

  it('is without fault for assistive technology', async () => {
    const { page } = program;
    const found: Record<string, string[]> = {};
    await page.getByRole('button', { name: 'Look', exact: true }).click();
    await panel(page).getByRole('grid', { name: 'Summary' }).waitFor();
    for (const view of [
      'Summary',
      'Frequencies',
      'Histogram',
      'Boxes',
      'Scatter',
      'Crosstab',
      'Correlations',
      'Reliability',
      'Missing',
    ]) {
      await show(page, view);
      await page.waitForFunction(() => !document.querySelector('section.look [aria-busy=true]'));
      expect(await panel(page).getByRole('alert').count(), view).toBe(0);
      found[view] = await violations(page);
    }
    expect(Object.fromEntries(Object.entries(found).filter(([, faults]) => faults.length > 0))).toEqual({});
  });
});
