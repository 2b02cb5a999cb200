import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clipboard, goToTab, openDataFile, openModelPage, parseCsv, sideBySide, typeFormula } from './support/person.ts';
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

/** A project with one model, fitted, and its page open. */
async function withModelPage(sample: string, formula: string, row: string): Promise<Terrace> {
  const program = await terrace({ files: [join(samples, sample)] });
  const { page } = program;
  await openDataFile(page, sample);
  await goToTab(page, 'Model');
  await typeFormula(page, formula);
  await sideBySide(page, 1, row);
  await openPage(page);
  return program;
}

async function openPage(page: Page): Promise<void> {
  const heads = page.getByRole('button', { name: /^Open the page of / });
  await openModelPage(page, (await heads.last().innerText()).trim());
}

const offer = (page: Page, title: string): Locator => page.getByRole('button', { name: title, exact: true });
const form = (page: Page, title: string): Locator => page.getByRole('form', { name: title, exact: true });
const answer = (page: Page, title: string): Locator => page.getByRole('article', { name: title, exact: true });

/** Opens the form of a question, at its defaults or as `choose` leaves it, and runs it. */
async function ask(page: Page, title: string, choose: (form: Locator) => Promise<void> = async () => {}): Promise<void> {
  await offer(page, title).click();
  await choose(form(page, title));
  await form(page, title).getByRole('button', { name: 'Run', exact: true }).click();
}

const isFocused = (heading: Locator): Promise<boolean> => heading.evaluate((element) => element === document.activeElement);

/** What the first table of an answer shows, by row, as its file and as the clipboard have it. */
async function takenOut(page: Page, title: string): Promise<{ csv: string[][]; copied: string[][] }> {
  const actions = answer(page, title).getByRole('button', { name: 'CSV' }).first();
  const [download] = await Promise.all([page.waitForEvent('download'), actions.click()]);
  const csv = parseCsv(readFileSync(await download.path(), 'utf8')).map((row) => Object.values(row));
  await answer(page, title).getByRole('button', { name: 'Copy' }).first().click();
  const lines = (await clipboard(page)).text.trimEnd().split('\n');
  return { csv, copied: lines.slice(-csv.length).map((line) => line.split('\t')) };
}

/** Whether the number shown is the exact one, rounded as far as it shows. */
function isRounded(shown: string, exact: string): boolean {
  const plain = Number(shown.replace('−', '-').replace(/[\s\u202f]/g, ''));
  if (Number.isNaN(plain) || shown === '') return shown.startsWith('<') || shown === exact;
  const decimals = /\.(\d+)$/.exec(shown)?.[1].length ?? 0;
  return Math.abs(plain - Number(exact)) <= 0.501 * 10 ** -decimals;
}

describe.skipIf(isBundled)('asking more of a model of hsb, by mouse', () => {
  let program: Terrace;

  beforeAll(async () => {
    program = await withModelPage('hsb.csv', 'MathAch ~ SES + Sector + (SES | School)', 'SectorPublic');
  });
  afterAll(() => program.end());

  it('offers questions by area, each with what it answers', async () => {
    const { page } = program;
    await page.getByRole('button', { name: 'Ask more…' }).click();
    expect(await isFocused(page.getByRole('heading', { name: 'Ask more of this model' }))).toBe(true);
    await offer(page, 'Wald intervals').waitFor();
    for (const area of ['Tests', 'Intervals', 'Variance', 'Data'])
      await page.getByRole('group', { name: area, exact: true }).waitFor();
  });

  it('says at the form what cannot be chosen, and keeps what was typed', async () => {
    const { page } = program;
    await ask(page, 'Wald intervals', (choices) => choices.getByLabel('Coverage in percent').fill('120'));
    await form(page, 'Wald intervals').getByRole('alert').getByText('from 50 to').waitFor();
    expect(await form(page, 'Wald intervals').getByLabel('Coverage in percent').inputValue()).toBe('120');
    await form(page, 'Wald intervals').getByLabel('Coverage in percent').fill('90');
    await form(page, 'Wald intervals').getByRole('button', { name: 'Run' }).click();
    await answer(page, 'Wald intervals').getByText('Coverage in percent: 90').waitFor();
  });

  it('puts the focus on the answer, which copies and saves the same numbers', async () => {
    const { page } = program;
    await ask(page, 'Intraclass correlation');
    const heading = answer(page, 'Intraclass correlation').getByRole('heading').first();
    await heading.waitFor();
    await expect.poll(() => isFocused(heading)).toBe(true);
    const { csv, copied } = await takenOut(page, 'Wald intervals');
    expect(copied.map(([name]) => name)).toEqual(csv.map(([name]) => name));
    copied.forEach((row, i) =>
      row.slice(1).forEach((cell, j) => expect(isRounded(cell, csv[i][j + 1]), `${cell} for ${csv[i][j + 1]}`).toBe(true)),
    );
  });

  it('changes what was chosen in place', async () => {
    const { page } = program;
    await page.getByRole('button', { name: 'Change what was chosen for Wald intervals' }).click();
    await form(page, 'Wald intervals').getByLabel('Coverage in percent').fill('99');
    await page.keyboard.press('Enter');
    await answer(page, 'Wald intervals').getByText('Coverage in percent: 99').waitFor();
    await expect.poll(() => isFocused(answer(page, 'Wald intervals').getByRole('heading').first())).toBe(true);
    expect(await page.getByRole('article').count()).toBe(2);
  });

  it('is without fault for assistive technology, forms and answers open', async () => {
    const { page } = program;
    await offer(page, 'Wald intervals').click();
    await page.keyboard.press('Escape');
    await form(page, 'Wald intervals').waitFor({ state: 'detached' });
    await offer(page, 'Wald intervals').click();
    expect(await violations(page)).toEqual([]);
    await form(page, 'Wald intervals').getByRole('button', { name: 'Close' }).click();
    expect(await isFocused(offer(page, 'Wald intervals'))).toBe(true);
  });

  it('stops a long one when asked to, and nothing is left of it', async () => {
    const { page } = program;
    await ask(page, 'Bootstrap intervals');
    await form(page, 'Bootstrap intervals')
      .getByText(/^\s*\d+ of \d/)
      .waitFor();
    await form(page, 'Bootstrap intervals').getByRole('button', { name: 'Stop' }).click();
    await form(page, 'Bootstrap intervals').getByRole('button', { name: 'Stop' }).waitFor({ state: 'detached' });
    expect(await page.getByRole('article').count()).toBe(2);
    await form(page, 'Bootstrap intervals').getByRole('button', { name: 'Close' }).click();
  });

  it('takes an answer away and back by undo', async () => {
    const { page } = program;
    await page.getByRole('button', { name: 'Remove Intraclass correlation' }).click();
    await answer(page, 'Intraclass correlation').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^Undo.*Remove “Intraclass correlation”/ }).click();
    await answer(page, 'Intraclass correlation').waitFor();
  });

  it('says which answers belong to the fit before, and asks again by one click', async () => {
    const { page } = program;
    await typeFormula(page, 'MathAch ~ SES + Sector + Sex + (SES | School)');
    const fit = page.getByRole('button', { name: 'Fit', exact: true });
    const again = page.getByRole('button', { name: 'Run all 2 again' });
    await again.or(page.locator('.fit-bar .status span[title]')).first().waitFor();
    if (await fit.isVisible()) await fit.click();
    await again.click();
    await answer(page, 'Wald intervals').getByRole('rowheader', { name: /^Sex/ }).waitFor();
    await page.getByText('belongs to the fit before').first().waitFor({ state: 'detached' });
  });

  it('has everything again in the next sitting, and works nothing out anew', async () => {
    const before = await answer(program.page, 'Wald intervals').innerText();
    program = await program.restart('stop');
    const { page } = program;
    const asked: string[] = [];
    page.on('websocket', (socket) => socket.on('framesent', ({ payload }) => void asked.push(String(payload))));
    await page
      .getByRole('button', { name: /hsb|Untitled/ })
      .first()
      .click();
    await page.getByRole('tab', { name: 'Model' }).waitFor();
    await page.reload();
    await goToTab(page, 'Model');
    await openPage(page);
    await answer(page, 'Wald intervals').waitFor();
    expect(await answer(page, 'Wald intervals').innerText()).toBe(before);
    await answer(page, 'Intraclass correlation').waitFor();
    expect(asked.some((frame) => frame.includes('analyses.kept'))).toBe(true);
    expect(asked.filter((frame) => frame.includes('analysis.run') || frame.includes('model.fit'))).toEqual([]);
  });
});

describe.skipIf(isBundled)('asking more of a model of sleepstudy, by keyboard alone', () => {
  let program: Terrace;

  beforeAll(async () => {
    program = await withModelPage('sleepstudy.csv', 'Reaction ~ Days + (Days | Subject)', 'Days');
  });
  afterAll(() => program.end());

  it('goes from the page to the copied answer', async () => {
    const { page } = program;
    await tabTo(page, 'Ask more…');
    await page.keyboard.press('Enter');
    await offer(page, 'Wald intervals').waitFor();
    await tabTo(page, 'Wald intervals');
    await page.keyboard.press('Enter');
    await tabTo(page, 'Coverage in percent');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('99');
    await page.keyboard.press('Enter');
    await answer(page, 'Wald intervals').waitFor();
    await expect.poll(() => isFocused(answer(page, 'Wald intervals').getByRole('heading').first())).toBe(true);
    await tabTo(page, 'Copy');
    await page.keyboard.press('Enter');
    await page.getByText('Copied the table “Wald intervals”.').first().waitFor();
    expect((await clipboard(page)).text).toMatch(/Days\t10\.47/);
  });

  /** Tab until the control has the focus. */
  async function tabTo(page: Page, name: string): Promise<void> {
    for (let k = 0; k < 120; k++) {
      if ((await focusedName(page)) === name) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`No way by Tab to “${name}”.`);
  }

  function focusedName(page: Page): Promise<string> {
    return page.evaluate(() => {
      const element = document.activeElement as (HTMLElement & { labels?: NodeListOf<HTMLElement> }) | null;
      const by = document.getElementById(element?.getAttribute('aria-labelledby') ?? '');
      const words = element?.getAttribute('aria-label') ?? by?.innerText ?? element?.labels?.[0]?.innerText ?? element?.innerText;
      return words?.trim() ?? '';
    });
  }
});
