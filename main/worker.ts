import { basename } from 'node:path';
import { answerCase, checkStored, run } from '../engine/index.ts';
import type { Column, ColumnTable } from '../engine/contract/index.ts';
import { detectLevels, previewFile, quietHooks, readFile } from './services/data/index.ts';
import { serveJobs } from './services/jobs/serveJobs.ts';
import type { JobFunctions } from './services/jobs/serveJobs.ts';
import { TableCache } from './services/jobs/tableCache.ts';
import { workerPort } from './services/jobs/workerPort.ts';
import { fileWork, readColumns, writeStaging } from './services/project/index.ts';
import { cpuMilliseconds, readReferenceTable } from './services/reference/index.ts';

const tables = new TableCache();

/** What a worker does: reading files, and running the engine on columns that it reads from the project's database itself. */
const jobs: JobFunctions = {
  preview: ({ path, options }, hooks) => previewFile(path, options, hooks),

  import: async ({ path, options, staging, title }, hooks) => {
    const read = await readFile(path, options, hooks);
    writeStaging(
      staging,
      read.table,
      { name: title ?? read.name, source: basename(path), decimal: read.options.decimal, labels: read.labels },
      hooks,
    );
    return [...read.notices];
  },

  levels: ({ database, tableId, answers }, hooks) => detectLevels(readColumns(database, tableId, null), answers, hooks),

  fit: ({ data, spec }, hooks) => run(spec, tables.read(data), hooks),

  compare: ({ request }, hooks) => run(request, nothing, hooks).report,

  verify: ({ data, fit }) => checkStored(fit, tables.read(data)),

  writeSnapshot: ({ database, target }) => fileWork.writeSnapshot(database, target),

  inspectCopy: ({ database, path }) => fileWork.inspectCopy(database, path),

  readAndFit: async ({ path, options, spec }, hooks) => {
    const { table, notices } = await readFile(path, options, hooks);
    return { ...run(spec, table, hooks), notices };
  },

  reference: async ({ asked, path, repeat }) => {
    const table = await readReferenceTable(path, asked.data.columns);
    return answerCase(asked, table, { repeat, cpuClock: cpuMilliseconds });
  },
};

const nothing: ColumnTable = { rows: 0, columns: [] };

/** A small fit, so that the first real one finds everything loaded and compiled. Without it work goes on, only slower. */
function warmUp(): number {
  const began = performance.now();
  try {
    run({ kind: 'model', formula: 'y ~ x + (1 | g)', criterion: 'REML' }, smallTable(24), quietHooks);
  } catch (thrown) {
    process.stderr.write(`The dummy fit failed: ${String(thrown)}\n`);
  }
  return performance.now() - began;
}

function smallTable(rows: number): ColumnTable {
  const number = (name: string, value: (i: number) => number): Column => ({
    kind: 'number',
    name,
    values: Float64Array.from({ length: rows }, (_, i) => value(i)),
  });
  const codes = Int32Array.from({ length: rows }, (_, i) => i % 4);
  const g: Column = { kind: 'factor', name: 'g', codes, levels: ['a', 'b', 'c', 'd'], scale: 'nominal' };
  return { rows, columns: [number('y', (i) => Math.sin(i * i) + (i % 4)), number('x', (i) => Math.cos(3 * i)), g] };
}

const port = workerPort();
serveJobs(port, jobs);
const bootMs = performance.now();
port.post({ kind: 'ready', bootMs, warmMs: warmUp() });
