import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stubbornData } from './support/awkwardFiles.ts';
import { addFixed, chooseOutcome, goToTab, openDataFile, sideBySide, typeFormula } from './support/person.ts';
import { terrace } from './support/terrace.ts';
import type { Terrace } from './support/terrace.ts';

/** Models that cannot be fitted: each is refused in words of its own, and the model before it stays as it was. */
describe('models that cannot be fitted', () => {
  let program: Terrace;

  beforeAll(async () => {
    program = await terrace({ files: [stubbornData()] });
    const { page } = program;
    await openDataFile(page, 'stubborn.csv');
    await goToTab(page, 'Model');
    await chooseOutcome(page, 'y');
    await addFixed(page, 'x1');
    await sideBySide(page, 1);
  });
  afterAll(() => program.end());

  it.each([
    ['a variable that is not there', 'y ~ x1 + xx2', /no variable called “xx2”/, /x2/],
    ['a grouping factor with one level', 'y ~ x1 + (1 | one)', /one has only one group/, /rows from several groups/],
    ['a constant outcome', 'still ~ x1', /outcome still is 5 in all rows/, /another outcome/],
    [
      'more random effects in one term than rows',
      'y ~ x1 + (1 + x1 + x2 + x3 + x4 | g)',
      /30 random effects for 24 rows/,
      /Remove random slopes/,
    ],
    ['a formula that breaks off', 'y ~ x1 +', /ends too early/, /Add a variable/],
  ])('refuses %s', async (_name, formula, message, remedy) => {
    const { page } = program;
    await typeFormula(page, formula);
    const trouble = page.getByRole('alert').last();
    await trouble.waitFor();
    const words = await trouble.innerText();
    expect(words).toMatch(message);
    expect(words).toMatch(remedy);
    await typeFormula(page, 'y ~ x1');
    const table = await sideBySide(page, 1, 'x1');
    expect(table['N']).toEqual(['24']);
  });

  it('fits groups that say little where a person insists', async () => {
    const { page } = program;
    await typeFormula(page, 'y ~ x1 + (1 | one)');
    await page.getByRole('button', { name: 'Fit it all the same' }).click();
    const table = await sideBySide(page, 1, 'one (Intercept)');
    expect(table['N']).toEqual(['24']);
    await page.getByRole('button', { name: /^Undo.*Fit in spite of groups that say little/ }).click();
    await page.getByRole('button', { name: 'Fit it all the same' }).waitFor();
  });
});
