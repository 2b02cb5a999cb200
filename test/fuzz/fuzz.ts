/**
 * usage: npm run fuzz -- [--files 10000] [--seed 1] [--keep FOLDER]
 */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { mutant } from './mutate.ts';
import { originals } from './originals.ts';
import { Reader } from './readHarmful.ts';

const { values } = parseArgs({
  options: { files: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' }, keep: { type: 'string' } },
});
const files = Number(values.files);
const seed = Number(values.seed);
const folder = mkdtempSync(join(tmpdir(), 'terrace-fuzz-'));
const sound = originals();
const reader = new Reader(5000);
const counts = new Map<string, number>();
let slowest = 0;
let bad = 0;

for (let number = 0; number < files; number++) {
  const { name, bytes } = mutant(sound, seed, number);
  const path = join(folder, name);
  writeFileSync(path, bytes);
  const { outcome, ms } = await reader.read(path);
  const word = outcome.kind === 'failure' ? outcome.code : outcome.kind;
  counts.set(word, (counts.get(word) ?? 0) + 1);
  slowest = Math.max(slowest, ms);
  if (outcome.kind === 'bug' || outcome.kind === 'too slow') {
    bad++;
    process.stdout.write(`${name}: ${outcome.kind} ${outcome.kind === 'bug' ? outcome.message : ''}\n`);
    if (values.keep) {
      mkdirSync(values.keep, { recursive: true });
      copyFileSync(path, join(values.keep, name));
    }
  }
  rmSync(path);
}
await reader.close();
rmSync(folder, { recursive: true });

const peak = process.resourceUsage().maxRSS / 1024;
for (const [word, count] of [...counts].sort(([, a], [, b]) => b - a))
  process.stdout.write(`${String(count).padStart(7)}  ${word}\n`);
process.stdout.write(
  `slowest ${slowest.toFixed(0)} ms, peak memory ${peak.toFixed(0)} MB\n${files - bad} passed, ${bad} failed\n`,
);
process.exitCode = bad > 0 || peak > 1024 ? 1 : 0;
