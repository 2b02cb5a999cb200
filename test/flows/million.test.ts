import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { writeBigCsv } from '../support/bigCsv.ts';
import { temporaryFolder } from '../support/startServer.ts';
import { addFixed, chooseOutcome, goToTab, openDataFile, sideBySide, toggle } from './support/person.ts';
import { terrace } from './support/terrace.ts';
import type { Terrace } from './support/terrace.ts';

/**
 * A million rows: the window goes on answering. What is measured in the page is printed, never asserted: a busy machine must not fail it.
 */
describe('1,000,000 rows × 10 columns', () => {
  let program: Terrace;

  beforeAll(async () => {
    const file = join(temporaryFolder(), 'million.csv');
    writeBigCsv(file, 1_000_000, 10);
    program = await terrace({ files: [file] });
  });
  afterAll(() => program.end());

  it('imports', async () => {
    const began = performance.now();
    await openDataFile(program.page, 'million.csv');
    await program.page
      .getByText(/10\s?columns/)
      .first()
      .waitFor();
    expect(Number(await program.page.getByRole('grid').first().getAttribute('aria-rowcount'))).toBeGreaterThan(1_000_000);
    told('import to first cell', performance.now() - began, 'ms');
  });

  it('scrolls from top to bottom at the rate of the screen', async () => {
    const { page } = program;
    await page.getByRole('grid').first().hover();
    const watch = framesWhile(page, 2000);
    for (let k = 0; k < 40; k++) await page.mouse.wheel(0, 700);
    const { perSecond, longest } = await watch;
    told('scrolling', perSecond, 'frames a second', `longest frame ${longest.toFixed(0)} ms`);
    expect(await page.locator('[role=row][aria-rowindex="2"]').count()).toBe(0); // the first row has left
    await page.getByRole('gridcell').first().click();
    await page.keyboard.press('Control+End');
    await page.locator('[role=row][aria-rowindex="1000001"]').waitFor();
  });

  it('sorts, and finds', async () => {
    const { page } = program;
    await page.keyboard.press('Control+Home');
    await page.locator('[role=row][aria-rowindex="2"]').waitFor();
    let began = performance.now();
    await page.getByRole('columnheader', { name: 'score', exact: true }).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Sort ascending' }).click();
    await page.getByRole('button', { name: 'Undo: Sort by score' }).waitFor();
    told('sort by one column', performance.now() - began, 'ms');
    await page.keyboard.press('Control+f');
    await page.getByRole('textbox', { name: 'Find', exact: true }).fill('99');
    began = performance.now();
    await page.getByRole('textbox', { name: 'Find', exact: true }).press('Enter');
    await page.getByText(/^1 of|^[\d ,.]+ of/).waitFor({ timeout: 60_000 });
    told('find in all cells', performance.now() - began, 'ms');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+z');
    await page.getByRole('button', { name: /^Undo: Import/ }).waitFor();
  });

  it('fits random intercepts while the window answers', async () => {
    const { page } = program;
    await goToTab(page, 'Model');
    await chooseOutcome(page, 'score');
    await addFixed(page, 'x1');
    await sideBySide(page, 1);
    await toggle(page, 'intercept by school');
    // On most machines the model is predicted to be slow and waits for the person.
    const fit = page.getByRole('button', { name: 'Fit', exact: true });
    await fit
      .or(page.locator('.fit-bar', { hasText: 'fitted in' }))
      .first()
      .waitFor();
    const began = performance.now();
    if (await fit.isVisible()) await fit.click();
    const delays = await answersDuring(page, () => sideBySide(page, 1, 'school (Intercept)'));
    told(
      'click to fitted',
      performance.now() - began,
      'ms',
      `slowest answer to the mouse meanwhile ${Math.max(...delays).toFixed(0)} ms`,
    );
    expect(delays.length).toBeGreaterThan(3); // a window that hangs draws nothing until the fit is done
    const table = await sideBySide(page, 1, 'school (Intercept)');
    expect(Number(table['x1']![0]!.split(' ')[0])).toBeCloseTo(2, 1);
    expect(Number(table['school (Intercept)']![0])).toBeCloseTo(3, 0);
    expect(Number(table['Residual']![0])).toBeCloseTo(6, 1);
  });
});

/** Frames drawn in the page while something else happens. */
function framesWhile(page: Page, milliseconds: number): Promise<{ perSecond: number; longest: number }> {
  return page.evaluate(
    (span) =>
      new Promise<{ perSecond: number; longest: number }>((resolve) => {
        const times: number[] = [];
        const tick = (time: number) => {
          times.push(time);
          if (time - times[0]! < span) requestAnimationFrame(tick);
          else
            resolve({
              perSecond: (1000 * (times.length - 1)) / (time - times[0]!),
              longest: Math.max(...times.slice(1).map((value, i) => value - times[i]!)),
            });
        };
        requestAnimationFrame(tick);
      }),
    milliseconds,
  );
}

/** Milliseconds from a move of the mouse onto a control to the frame in which the window shows it, again and again until `work` is done. */
async function answersDuring(page: Page, work: () => Promise<unknown>): Promise<number[]> {
  const delays: number[] = [];
  let done = false;
  const working = work().finally(() => (done = true));
  working.catch(() => undefined);
  while (!done) {
    const began = performance.now();
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    delays.push(performance.now() - began);
  }
  await working;
  return delays;
}

function told(what: string, value: number, unit: string, more = ''): void {
  console.log(`million rows · ${what}: ${value.toFixed(0)} ${unit}${more ? `, ${more}` : ''}`);
}
