/**
 * `npm run reference -- --data DIR CASE.json...` (or `--cases DIR`) [--repeat N]: one JSON line per case on standard output.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { failureOf, type Failure, type ReferenceAnswer, type ReferenceCase } from '../../../engine/contract/index.ts';
import type { WorkerPool } from '../../services/jobs/pool.ts';
import { complain, endOnBrokenPipe, writeOut } from './standardOutput.ts';
import { withPool } from './withPool.ts';

const usage = 'npm run --silent reference -- --data DIR (--cases DIR | CASE.json...) [--repeat N]';

interface Asked {
  readonly cases: readonly string[];
  readonly data: string;
  readonly repeat: number;
}

endOnBrokenPipe();
process.exitCode = await main(process.argv.slice(2));

/** 0 when every case was answered, be it by refusing it; 2 where the command line makes no sense or a case cannot be read. */
async function main(args: readonly string[]): Promise<number> {
  const asked = askedBy(args);
  if (!asked) return 2;
  const unread = await withPool((pool) => answerAll(asked, pool));
  return unread ? 2 : 0;
}

/** @returns how many case files could not be read */
async function answerAll({ cases, data, repeat }: Asked, pool: WorkerPool): Promise<number> {
  let unread = 0;
  for (const path of cases) {
    const asked = readCase(path);
    if (asked) await writeOut(`${JSON.stringify(await answer(asked, data, repeat, pool))}\n`);
    else unread++;
  }
  return unread;
}

async function answer(
  asked: ReferenceCase,
  data: string,
  repeat: number,
  pool: WorkerPool,
): Promise<ReferenceAnswer | { id: string; failure: Failure }> {
  try {
    return await pool.run('reference', { asked, path: join(data, asked.data.file), repeat }, { job: asked.id });
  } catch (thrown) {
    return { id: asked.id, failure: failureOf(thrown) ?? bug(thrown, asked.id) };
  }
}

/** Bugs are complained of too: a refusal that nobody meant must not look like one that was. */
function bug(thrown: unknown, id: string): Failure {
  complain(`${id}: ${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}`);
  return { code: 'bug', message: thrown instanceof Error ? thrown.message : String(thrown), remedy: 'Report it.', details: {} };
}

/** Only what a case may be answered from: its results, where they are there, are not looked at. */
function readCase(path: string): ReferenceCase | null {
  try {
    const { id, engine, sub_engine, data, model, want } = JSON.parse(readFileSync(path, 'utf8'));
    return { id, engine, sub_engine, data, model, want };
  } catch (thrown) {
    complain(`${path}: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
    return null;
  }
}

function askedBy(args: readonly string[]): Asked | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { cases: { type: 'string' }, data: { type: 'string' }, repeat: { type: 'string', default: '1' } },
    });
    const cases = [...(values.cases ? casesIn(values.cases) : []), ...positionals.map((path) => resolve(path))];
    const repeat = Number(values.repeat);
    if (!values.data || !cases.length || !(Number.isInteger(repeat) && repeat > 0)) throw new Error(`Usage: ${usage}`);
    return { cases, data: resolve(values.data), repeat };
  } catch (thrown) {
    complain(thrown instanceof Error ? thrown.message : String(thrown));
    return null;
  }
}

function casesIn(folder: string): string[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json') && name !== 'index.json');
  return files.sort().map((name) => resolve(folder, name));
}
