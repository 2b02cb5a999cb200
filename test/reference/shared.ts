/**
 * Holds the engine against the whole shared reference suite beside the checkout (../shared/reference), which is too big to ship.
 * Answers every case through `npm run reference`, then lets the suite's own compare.py judge the engines that are built. The cases of
 * argued.ts must fail there and agree in what is identified; any other failure fails the run.
 *
 * usage: node test/reference/shared.ts [arguments for compare.py]
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argued } from './argued.ts';

const suite = join(import.meta.dirname, '../../../shared/reference');
const terminal = join(import.meta.dirname, '../../main/hosts/terminal/reference.ts');
const folder = mkdtempSync(join(tmpdir(), 'terrace-reference-'));
const answers = join(folder, 'out.jsonl');

spawnSync(process.execPath, [terminal, '--cases', join(suite, 'json'), '--data', join(suite, 'data')], {
  stdio: ['ignore', openSync(answers, 'w'), 'inherit'],
});
const wishes = process.argv.slice(2);
const judged = spawnSync(
  'python3',
  [join(suite, 'compare.py'), answers, ...(wishes.length > 0 ? wishes : ['--engines', 'lm,lmer,lmList'])],
  { stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' },
).stdout;
process.stdout.write(judged);

const failed = [...judged.matchAll(/^FAIL (\S+)/gm)].map(([, id]) => id!);
const unexpected = failed.filter((id) => !(id in argued) || !identifiedAgrees(id));
console.log(
  unexpected.length > 0
    ? `Not argued, or off in what is identified: ${unexpected.join(', ')}`
    : `${failed.length} argued (test/reference/argued.ts): criterion and fixed effects agree`,
);
rmSync(folder, { recursive: true });
process.exitCode = judged === '' || unexpected.length > 0 ? 1 : 0;

interface Quantities {
  readonly REMLcrit: number;
  readonly beta: Readonly<Record<string, number>>;
  readonly se: Readonly<Record<string, number>>;
}

function identifiedAgrees(id: string): boolean {
  const lines = readFileSync(answers, 'utf8').split('\n').filter(Boolean);
  const answer = lines.map((line) => JSON.parse(line) as { id: string; results?: Quantities }).find((line) => line.id === id);
  const { results } = JSON.parse(readFileSync(join(suite, 'json', `${id}.json`), 'utf8')) as { results: Quantities };
  const found = answer?.results;
  if (!found || found.REMLcrit > results.REMLcrit + 1e-4) return false;
  return Object.entries(results.beta).every(([name, value]) => Math.abs(found.beta[name]! - value) <= 1e-4 * results.se[name]!);
}
