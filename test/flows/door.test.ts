import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../support/launchBrowser.ts';
import { startServer, temporaryFolder } from '../support/startServer.ts';
import type { RunningServer } from '../support/startServer.ts';

let server: RunningServer;
let browser: Browser;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer({ dataFolder: temporaryFolder() }), launchBrowser()]);
  page = await (await browser.newContext()).newPage();
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(server.url);
});

afterAll(async () => {
  await browser.close();
  await server.kill();
});

describe('the door of the browser host, in a real browser', () => {
  test('opens the window and takes the token out of the address', async () => {
    await page.getByRole('heading', { name: 'Terrace' }).waitFor();
    expect(page.url()).toBe(`${new URL(server.url).origin}/`);
    expect(complaints).toEqual([]);
  });

  test('keeps its cookie from scripts', async () => {
    expect(await page.evaluate(() => document.cookie)).toBe('');
    expect(await page.context().cookies()).toMatchObject([{ httpOnly: true, sameSite: 'Strict' }]);
  });

  test('stays open for a second tab, and closed to a second browser', async () => {
    const second = await page.context().newPage();
    expect((await second.goto(server.url))?.status()).toBe(200);
    await second.close();
    const stranger = await (await browser.newContext()).newPage();
    expect((await stranger.goto(server.url))?.status()).toBe(403);
    await stranger.context().close();
  });

  test('runs no script that came in as text, and reaches nothing outside', async () => {
    const broken = page.evaluate(
      () =>
        new Promise((resolve) =>
          addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), { once: true }),
        ),
    );
    await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.evil = true';
      document.body.append(script);
    });
    expect(await broken).toBe('script-src-elem');
    expect(await page.evaluate(() => 'evil' in window)).toBe(false);
    expect(
      await page.evaluate(() =>
        fetch('http://127.0.0.1:9/').then(
          () => 'reached',
          () => 'refused',
        ),
      ),
    ).toBe('refused');
  });

  test('takes a file that the page hands over', async () => {
    const reply = await page.evaluate(async () => {
      const file = new File(['g,y\na,1\n'], 'dropped ü.csv');
      return (await fetch(`/receive?name=${encodeURIComponent(file.name)}`, { method: 'PUT', body: file })).json();
    });
    expect(readFileSync((reply as { answer: string }).answer, 'utf8')).toBe('g,y\na,1\n');
  });

  test('tells the window when the program is gone', async () => {
    await server.kill();
    await page.getByText('does not answer').waitFor();
  });
});
