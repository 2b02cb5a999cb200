/**
 * Holds the engine against the whole shared reference suite beside the checkout (../shared/reference), which is too big to ship.
 * Answers every case through `npm run reference`, then lets the suite's own compare.py judge the engines that are built.
 *
 * usage: node test/reference/shared.ts [extra compare.py arguments]
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const suite = join(import.meta.dirname, '../../../shared/reference');
const folder = mkdtempSync(join(tmpdir(), 'terrace-reference-'));
const answers = join(folder, 'out.jsonl');

function run(command: string, args: readonly string[], stdout: 'inherit' | number): number {
  return spawnSync(command, args, { stdio: ['ignore', stdout, 'inherit'] }).status ?? 1;
}

const terminal = join(import.meta.dirname, '../../main/hosts/terminal/reference.ts');
const answered = run(
  process.execPath,
  [terminal, '--cases', join(suite, 'json'), '--data', join(suite, 'data')],
  openSync(answers, 'w'),
);
const extra = process.argv.slice(2);
const judged = run('python3', [join(suite, 'compare.py'), answers, ...(extra.length > 0 ? extra : ['--engines', 'lm,lmer,lmList'])], 'inherit');
rmSync(folder, { recursive: true });
process.exitCode = answered || judged;
