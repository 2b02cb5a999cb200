/**
 * How fast the engine is beside R on the same machine in the same minutes: a table on standard output. See README.md for how to read it.
 *
 * usage: npm run bench -- [--only REGEX] [--pairs N] [--limit SECONDS] [--json FILE]
 */
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { measureRow, type RowResult } from './measureRow.ts';
import { tableText } from './printTable.ts';
import { benchRows } from './rows.ts';
import { summaryOf } from './summary.ts';
import { windowRows } from './window.ts';
import { measureWindowRow, windowText, type WindowResult } from './windowTable.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    pairs: { type: 'string', default: '5' },
    limit: { type: 'string', default: '900' },
    json: { type: 'string' },
  },
});
const wishes = { pairs: Number(values.pairs), limitSeconds: Number(values.limit) };
if (!(Number.isInteger(wishes.pairs) && wishes.pairs > 0 && wishes.limitSeconds > 0))
  throw new Error('--pairs is a whole number from 1 up, --limit a number of seconds');

const began = new Date().toISOString();
const load = loadavg();
const results: RowResult[] = [];
const seen: WindowResult[] = [];
const wanted = new RegExp(values.only, 'i');
for (const row of benchRows.filter(({ id, title }) => wanted.test(id) || wanted.test(title))) {
  process.stderr.write(`${row.title} …\n`);
  results.push(await measureRow(row, wishes));
  record();
}
for (const row of windowRows.filter(({ id, title }) => wanted.test(id) || wanted.test(title))) {
  process.stderr.write(`${row.title} …\n`);
  seen.push(await measureWindowRow(row, wishes.pairs));
  record();
}
process.stdout.write(
  `${heading()}\n\n${[results.length ? tableText(results.map(summaryOf)) : '', seen.length ? windowText(seen) : ''].filter(Boolean).join('\n')}`,
);

function heading(): string {
  const others = results.find(({ r }) => r?.runsOn)?.r?.runsOn ?? 'R not measured';
  const busy = load[0] > 0.5 ? `; busy machine: load ${load[0].toFixed(1)} at the start` : '';
  return `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} processors; Node ${process.version}; ${others}${busy}`;
}

function record(): void {
  if (values.json) writeFileSync(resolve(values.json), JSON.stringify(recorded(), null, 2) + '\n');
}

/** Everything measured, row by row, with its summary: written after every row, so that a long run that is stopped leaves what it has. */
function recorded(): unknown {
  const rows = results.map((result) => {
    const { task, formula } = result.row;
    return { ...summaryOf(result), task, formula, engine: result.engine, r: result.r };
  });
  return {
    began,
    processor: cpus()[0]?.model,
    processors: cpus().length,
    node: process.version,
    load,
    ...wishes,
    rows,
    window: seen,
  };
}
