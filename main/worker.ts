import { basename } from 'node:path';
import { detectLevels, previewFile, readFile } from './services/data/index.ts';
import { serveJobs } from './services/jobs/serveJobs.ts';
import type { JobFunctions } from './services/jobs/serveJobs.ts';
import { workerPort } from './services/jobs/workerPort.ts';
import { readColumns, writeStaging } from './services/project/index.ts';

const began = performance.now();

/** What a worker does: reading files, and running the engine on columns that it reads from the project's database itself. */
const jobs: Pick<JobFunctions, 'preview' | 'import' | 'levels'> = {
  preview: ({ path, options }, hooks) => previewFile(path, options, hooks),

  import: async ({ path, options, staging, title }, hooks) => {
    const read = await readFile(path, options, hooks);
    writeStaging(staging, read.table, { name: title ?? read.name, source: basename(path), decimal: read.options.decimal }, hooks);
    return null;
  },

  levels: ({ database, tableId, answers }, hooks) => detectLevels(readColumns(database, tableId, null), answers, hooks),
};

serveJobs(workerPort(), jobs as JobFunctions);
workerPort().post({ kind: 'ready', bootMs: performance.now() - began, warmMs: 0 });
