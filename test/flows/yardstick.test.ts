import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actionsSoFar, total } from './support/countActions.ts';
import {
  addFixed,
  chooseOutcome,
  clipboard,
  copyTable,
  downloadCsv,
  goToTab,
  keepAndStartAnother,
  openDataFile,
  parseCsv,
  sideBySide,
  toggle,
} from './support/person.ts';
import { differingCells, expectedCsv } from './support/expectedCsv.ts';
import { samples, terrace } from './support/terrace.ts';
import type { Terrace } from './support/terrace.ts';

/**
 * The yardstick: open a file, say what groups what, fit a random slope beside the random-intercept model, read both, take the table.
 * R: lmer(MathAch ~ SES + (1 | School)) and lmer(MathAch ~ SES + (1 + SES | School)) on hsb.
 */
describe('from a file to a table in a document', () => {
  let program: Terrace;
  let table: Record<string, string[]>;
  let csv: string;

  beforeAll(async () => {
    program = await terrace({ files: [join(samples, 'hsb.csv')] });
    await program.page.getByRole('button', { name: /^Open a data file/ }).waitFor();
  });
  afterAll(() => program.end());

  it('takes 12 actions or fewer, pasting included', async () => {
    const { page } = program;
    await openDataFile(page, 'hsb.csv');
    await goToTab(page, 'Model');
    await chooseOutcome(page, 'MathAch');
    await addFixed(page, 'SES');
    await toggle(page, 'intercept by School');
    await sideBySide(page, 1);
    await keepAndStartAnother(page);
    await toggle(page, 'SES by School');
    table = await sideBySide(page, 2);
    await copyTable(page, 'Models side by side');
    await page.getByText('Copied', { exact: false }).first().waitFor();
    const inWindow = total(await actionsSoFar(page));
    const paste = 2; // Ctrl and V, in the document
    expect(inWindow + paste).toBeLessThanOrEqual(12);
    expect(inWindow).toBeGreaterThanOrEqual(9); // the counter counts
  });

  it('shows the numbers R shows', () => {
    expect(table['SES']).toEqual(['2.39 (0.11)', '2.39 (0.12)']);
    expect(table['School (Intercept)']).toEqual(['2.18', '2.20']);
    expect(table['School SES']).toEqual(['', '0.64']);
    expect(table['AIC (ML)']).toEqual(['46649.0', '46648.5']);
    expect(table['vs previous: p']).toEqual(['', '.104']);
  });

  it('puts the table on the clipboard for Word and for Excel at once', async () => {
    const { html, text } = await clipboard(program.page);
    const rows = text.split(/\r?\n/).map((line) => line.split('\t'));
    expect(rows.find(([name]) => name === 'SES')?.slice(1)).toEqual(['2.39 (0.11)', '2.39 (0.12)']);
    expect(new Set(rows.map((row) => row.length)).size).toBeLessThanOrEqual(2);
    expect(html).toMatch(/<table/);
    expect(html).toMatch(/2\.39/);
    expect(html).not.toMatch(/<script|class="svelte/);
  });

  it('writes the table as CSV at full precision, cell for cell', async () => {
    csv = await downloadCsv(program.page, 'Models side by side');
    const formulas = { SES: 'MathAch ~ SES + (1 | School)', '+ slope of SES': 'MathAch ~ SES + (1 + SES | School)' };
    expect(differingCells(csv, await expectedCsv(join(samples, 'hsb.csv'), formulas))).toEqual([]);
    const ses = parseCsv(csv).find((row) => Object.values(row).includes('SES'))!;
    expect(Number(ses['SES'])).toBeCloseTo(2.390195807, 8);
  });

  it('shows the same after closing and reopening in a new process, without fitting again', async () => {
    program = await program.restart('stop');
    const { page } = program;
    await page
      .getByRole('button', { name: /hsb|Untitled/ })
      .first()
      .click();
    await goToTab(page, 'Model');
    expect(await sideBySide(page, 2)).toEqual(table);
    expect(await downloadCsv(page, 'Models side by side')).toBe(csv);
  });
});
