import { failureOf } from '../../engine/contract/index.ts';
import { runBrowser } from './browser/run.ts';
import { electronProgram, runElectron } from './electronProgram.ts';
import { hasDisplay } from './openAddress.ts';
import { parseOptions, usage } from './options.ts';
import type { StartOptions } from './options.ts';

/** `npm start`: the window in Electron where it can be had, otherwise in the person's own browser. */
async function start(options: StartOptions): Promise<void> {
  if (options.browser) return runBrowser(options);
  const electron = await electronProgram(hasDisplay(process.platform, process.env));
  const ended = 'path' in electron ? await runElectron(electron.path, options) : electron;
  if (ended === 'done') return;
  console.error(`Opening Terrace in the browser: ${ended.reason}.`);
  await runBrowser(options);
}

try {
  await start(parseOptions(process.argv.slice(2)));
} catch (thrown) {
  const expected = failureOf(thrown);
  if (expected) console.error(`${expected.message} ${expected.remedy}`);
  else console.error(thrown instanceof Error ? thrown.message : thrown);
  console.error(usage);
  process.exit(1);
}
