import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/startServer.ts';
import {
  addFixed,
  chooseOutcome,
  goToTab,
  keepAndStartAnother,
  openDataFile,
  openModelPage,
  sideBySide,
  toggle,
} from './support/person.ts';
import { samples, terrace } from './support/terrace.ts';
import type { Terrace } from './support/terrace.ts';

/**
 * Leaves pictures of every place in test/flows/screenshots, to be opened and looked at after a change of the window; what a machine can
 * see is asserted: nothing is cut off at the right, in any look.
 */
const folder = join(import.meta.dirname, 'screenshots');
mkdirSync(folder, { recursive: true });

const looks: Record<string, BrowserContextOptions> = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  small: { viewport: { width: 1280, height: 720 } },
};

/** A file whose every name is longer than its place. */
function longNames(): string {
  const path = join(temporaryFolder(), 'Erhebung zum Wohlbefinden der Schülerinnen und Schüler im zweiten Halbjahr.csv');
  const rows = Array.from(
    { length: 120 },
    (_, i) => `Gesamtschule am ${'langen '.repeat(5)}Weg ${i % 12},${(i * 37) % 101},${(i * 53) % 29}`,
  );
  const header =
    '"Schule, in der die Befragung stattgefunden hat","Wohlbefinden (Mittelwert aus siebzehn Fragen, umgepolt)","Zahl der Geschwister im gemeinsamen Haushalt"';
  writeFileSync(path, `${header}\n${rows.join('\n')}\n`);
  return path;
}

describe.each(Object.entries(looks))('the window, %s', (look, context) => {
  let program: Terrace;
  afterAll(() => program.end());

  it('shows the whole way of a person', async () => {
    program = await terrace({ files: [join(samples, 'hsb.csv')], context });
    const { page } = program;
    await page.getByRole('button', { name: /^Open a data file/ }).waitFor();
    await picture(page, `${look}-1-welcome`);
    await openDataFile(page, 'hsb.csv');
    await page.getByRole('gridcell').first().waitFor();
    await picture(page, `${look}-2-data`);
    await goToTab(page, 'Model');
    await page.getByText('What do you want to explain?').waitFor();
    await picture(page, `${look}-3-empty-model`);
    await chooseOutcome(page, 'MathAch');
    await toggle(page, 'intercept by School');
    await sideBySide(page, 1);
    await keepAndStartAnother(page);
    await addFixed(page, 'SES');
    await sideBySide(page, 2);
    await keepAndStartAnother(page);
    await toggle(page, 'SES by School');
    await sideBySide(page, 3);
    await keepAndStartAnother(page);
    await addFixed(page, 'Sector');
    await sideBySide(page, 4);
    await picture(page, `${look}-4-side-by-side`);
    await openModelPage(
      page,
      await page
        .getByRole('button', { name: /^Open the page of / })
        .last()
        .innerText(),
    );
    await picture(page, `${look}-5-model-page`);
  });
});

describe('the window with long names', () => {
  let program: Terrace;
  afterAll(() => program.end());

  it('shortens them and stays in place', async () => {
    program = await terrace({ files: [longNames()], context: { viewport: { width: 1280, height: 720 } } });
    const { page } = program;
    await openDataFile(page, 'Erhebung zum Wohlbefinden der Schülerinnen und Schüler im zweiten Halbjahr.csv');
    await page.getByRole('gridcell').first().waitFor();
    await picture(page, 'long-names-1-data');
    await goToTab(page, 'Model');
    await chooseOutcome(page, 'Wohlbefinden (Mittelwert aus siebzehn Fragen, umgepolt)');
    await addFixed(page, 'Zahl der Geschwister im gemeinsamen Haushalt');
    await sideBySide(page, 1);
    await picture(page, 'long-names-2-model');
  });
});

async function picture(page: Page, name: string): Promise<void> {
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path, animations: 'disabled' });
  expect(statSync(path).size).toBeGreaterThan(5_000);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow, `${name} is wider than the window`).toBeLessThanOrEqual(0);
}
