/**
 * What a person waits for in the window: the real program, the built window in a real browser, by the clock. Run `npm run build` first.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Page } from 'playwright-core';
import { spawnNodeWorker } from '../../main/hosts/nodeWorker.ts';
import { goToTab, openDataFile, sideBySide, typeFormula } from '../flows/support/person.ts';
import { samples, terrace } from '../flows/support/terrace.ts';
import { writeBigCsv } from '../support/bigCsv.ts';
import { runApp } from '../support/runningApp.ts';
import { temporaryFolder } from '../support/startServer.ts';
import { writeCsv } from './csv.ts';
import { slopesOverGroups } from './simulated.ts';

export interface WindowRow {
  readonly id: string;
  readonly title: string;
  readonly unit: 'ms' | 's';
  /** What is aimed at; null where nothing is promised. */
  readonly atMost: number | null;
  /** As many values, in `unit`. */
  measure(count: number): Promise<number[]>;
}

export const windowRows: readonly WindowRow[] = [
  { id: 'engine-start', title: 'cold start of the engine: worker ready', unit: 'ms', atMost: 300, measure: engineStart },
  { id: 'first-paint', title: 'first paint of the window', unit: 'ms', atMost: null, measure: firstPaint },
  { id: 'click-2000', title: 'click to new numbers, 2 000 rows, slope', unit: 'ms', atMost: 100, measure: clickOnSlope },
  { id: 'click-hsb', title: 'click to new numbers, hsb (7 185 rows)', unit: 'ms', atMost: null, measure: clickOnHsb },
  {
    id: 'import',
    title: 'import of 10⁶ × 10 cells',
    unit: 's',
    atMost: null,
    measure: async (count) => (await imports(count)).seconds,
  },
  {
    id: 'main-block',
    title: 'longest block of main meanwhile',
    unit: 'ms',
    atMost: 50,
    measure: async (count) => (await imports(count)).blocks,
  },
  { id: 'scroll', title: 'scrolling 10⁶ rows: slowest of 100 frames', unit: 'ms', atMost: null, measure: scrolling },
];

/** From starting the process to its word that modules are loaded and a dummy fit has run. */
async function engineStart(count: number): Promise<number[]> {
  await oneStart(KEEPS_COMPILED);
  return repeated(count, () => oneStart(0));
}

/** Milliseconds after which a first start has kept what it compiled, as every first sitting does. */
const KEEPS_COMPILED = 5000;

async function oneStart(stays: number): Promise<number> {
  const began = performance.now();
  const { promise, resolve } = Promise.withResolvers<number>();
  const worker = spawnNodeWorker({
    onMessage: ({ kind }) => kind === 'ready' && resolve(performance.now() - began),
    onExit: () => undefined,
  });
  const took = await promise;
  await new Promise((resolve) => setTimeout(resolve, stays));
  worker.end();
  return took;
}

async function firstPaint(count: number): Promise<number[]> {
  const program = await terrace();
  const paint = async (): Promise<number> => {
    await program.page.reload();
    await program.page.getByRole('button', { name: /^Open a data file/ }).waitFor();
    return program.page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0].startTime);
  };
  return repeated(count, paint).finally(() => program.end());
}

async function clickOnSlope(count: number): Promise<number[]> {
  const folder = temporaryFolder();
  writeCsv(join(folder, 'pupils.csv'), slopesOverGroups(2000, 100));
  return clicks(count, join(folder, 'pupils.csv'), 'pupils.csv', 'y ~ x1 + (1 + x1 | g)', 'x1 by g');
}

function clickOnHsb(count: number): Promise<number[]> {
  return clicks(count, join(samples, 'hsb.csv'), 'hsb.csv', 'MathAch ~ SES + (1 + SES | School)', 'SES by School');
}

/** Each click takes the slope out or in; a fixed term changes in between, so that no fit is one that is kept. */
async function clicks(count: number, path: string, name: string, formula: string, toggle: string): Promise<number[]> {
  const program = await terrace({ files: [path] });
  const { page } = program;
  try {
    await openDataFile(page, name);
    await goToTab(page, 'Model');
    await page.getByRole('button', { name: `Use ${formula.split(' ')[0]} as outcome`, exact: true }).click();
    await sideBySide(page, 1);
    const warm = 3;
    const took: number[] = [];
    for (let i = 0; i < count + warm; i++) {
      await typeFormula(page, formula.replace(' + (', ` + I(${toggle.split(' ')[0]}^${i + 2}) + (`));
      await page.locator('.fit-bar', { hasText: 'fitted in' }).waitFor();
      await sideBySide(page, 1, 'Residual');
      took.push(await clickToNumbers(page, toggle));
    }
    return took.slice(warm);
  } finally {
    await program.end();
  }
}

/** Milliseconds from the press of a toggle to the frame in which the table shows other numbers. */
function clickToNumbers(page: Page, toggle: string): Promise<number> {
  return page.evaluate((name) => {
    const button = [...document.querySelectorAll('button')].find(
      ({ ariaLabel, textContent }) => (ariaLabel ?? textContent) === name,
    );
    const shown = (): string => document.querySelector<HTMLElement>('[role=grid].report-table tbody')?.textContent ?? '';
    const before = shown();
    const began = performance.now();
    button!.click();
    return new Promise<number>((resolve) => {
      const look = (): void => {
        if (shown() !== before) resolve(performance.now() - began);
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
  }, toggle);
}

let imported: Promise<{ seconds: number[]; blocks: number[] }> | null = null;

/** Imports into new projects in this process, whose event loop is then main's; done once for both rows. */
function imports(count: number): Promise<{ seconds: number[]; blocks: number[] }> {
  return (imported ??= importAll(count));
}

async function importAll(count: number): Promise<{ seconds: number[]; blocks: number[] }> {
  const folder = temporaryFolder();
  const path = join(folder, 'million.csv');
  writeBigCsv(path, 1_000_000, 10);
  const made = await repeated(count, async (turn) => {
    const data = join(folder, `data ${turn}`);
    mkdirSync(data);
    const app = runApp(data);
    const delay = monitorEventLoopDelay({ resolution: 5 });
    await app.call('data.preview', { job: 'look', path, options: null });
    delay.enable();
    const began = performance.now();
    await app.call('data.import', { job: 'import', path, options: null });
    const seconds = (performance.now() - began) / 1000;
    delay.disable();
    await app.close();
    rmSync(data, { recursive: true });
    return { seconds, block: delay.max / 1e6 };
  });
  rmSync(folder, { recursive: true });
  return { seconds: made.map(({ seconds }) => seconds), blocks: made.map(({ block }) => block) };
}

async function scrolling(count: number): Promise<number[]> {
  const folder = temporaryFolder();
  const file = join(folder, 'million.csv');
  writeBigCsv(file, 1_000_000, 10);
  const program = await terrace({ files: [file] });
  try {
    await openDataFile(program.page, 'million.csv');
    await program.page.getByRole('grid').first().hover();
    return await repeated(count, () => slowestFrame(program.page));
  } finally {
    await program.end();
    rmSync(folder, { recursive: true });
  }
}

/** The longest of 100 frames while the wheel turns. */
async function slowestFrame(page: Page): Promise<number> {
  const frames = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const times: number[] = [];
        const tick = (time: number): void => {
          if (times.push(time) <= 100) requestAnimationFrame(tick);
          else resolve(Math.max(...times.slice(1).map((value, i) => value - times[i])));
        };
        requestAnimationFrame(tick);
      }),
  );
  for (let turn = 0; turn < 30; turn++) await page.mouse.wheel(0, 700);
  return frames;
}

async function repeated<T>(count: number, one: (turn: number) => Promise<T>): Promise<T[]> {
  const made: T[] = [];
  for (let turn = 0; turn < count; turn++) made.push(await one(turn));
  return made;
}
