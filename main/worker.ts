import { flushCompileCache } from 'node:module';
import { setPriority } from 'node:os';
import { basename } from 'node:path';
import {
  analyse,
  analysesFor,
  answerCase,
  askingAtPauses,
  bytesOf,
  checkStored,
  engineVersion,
  measureSpeed,
  predict,
  prepare,
  replicate,
  replicatesOf,
  run,
  subjectOf,
} from '../engine/index.ts';
import type { Prepared, Subject } from '../engine/index.ts';
import type { Column, ColumnTable, ModelSpec } from '../engine/contract/index.ts';
import { detectLevels, LastRead, previewFile, quietHooks, readFile, workbookBytes, writeFile } from './services/data/index.ts';
import { LastMade } from './services/jobs/lastMade.ts';
import type { AnalysisOrder, DataSource, Fitted, FitOrder } from './services/jobs/protocol.ts';
import { serveJobs } from './services/jobs/serveJobs.ts';
import type { JobFunctions, JobHooks } from './services/jobs/serveJobs.ts';
import { TableCache } from './services/jobs/tableCache.ts';
import { workerPort } from './services/jobs/workerPort.ts';
import {
  cellFigures,
  deriveColumns,
  fileWork,
  findCells,
  lookTogether,
  makeTableFile,
  previewStep,
  previewTable,
  readColumns,
  readingTable,
  replacements,
  sortedRows,
  stageTogether,
  withTable,
  writeStaging,
  writeWithoutData,
} from './services/project/index.ts';
import { cpuMilliseconds, readReferenceTable } from './services/reference/index.ts';

const tables = new TableCache();
/** The fit that was asked last, with everything worked out for it: rows and cross-products are not made anew for the next question. */
const subjects = new LastMade<Subject>();
/** The model that was looked at or fitted last, up to its search: the other criterion, or the fit that was waited for, begins there. */
const models = new LastMade<Prepared>({ bytesOf, limit: 256 * 2 ** 20 });

/** The second file that somebody is putting beside a table. */
const second = new LastRead();

/** What a worker does: reading files, and running the engine on columns that it reads from the project's database itself. */
const jobs: JobFunctions = {
  preview: ({ path, options }, hooks) => previewFile(path, options, hooks),

  import: async ({ path, options, staging, title }, hooks) => {
    const read = await readFile(path, options, hooks);
    writeStaging(
      staging,
      read.table,
      {
        name: title ?? read.name,
        source: basename(path),
        decimal: read.options.decimal,
        labels: read.labels,
        codebook: read.codebook,
      },
      hooks,
    );
    return [...read.notices];
  },

  derive: ({ database, tableId, staging }, hooks) => deriveColumns(database, tableId, staging, hooks),

  makeTable: ({ database, tableId, work, staging, name }, hooks) => makeTableFile(database, tableId, work, staging, name, hooks),

  previewTable: ({ database, tableId, work }) => previewTable(database, tableId, work),

  previewStep: ({ database, tableId, work, id }, hooks) => previewStep(database, tableId, work, id, hooks),
  export: ({ database, tableId, path, format, output, leftOnly, overwrite, made }, hooks) =>
    withTable(database, tableId, async ({ all, whole }) => {
      const labels = Object.fromEntries(all.flatMap(({ name, label }) => (label ? [[name, label]] : [])));
      const table = whole(leftOnly);
      const notices = await writeFile(path, { table, labels }, { format, ...output, overwrite, made: new Date(made) }, hooks);
      return { rows: table.rows, notices };
    }),

  lookTogether: async (ask, hooks) => lookTogether({ ...ask, ...(await second.read(ask.path, ask.options, hooks)) }),

  combine: async ({ staging, ...ask }, hooks) => {
    const read = await second.read(ask.path, ask.options, hooks);
    second.forget();
    return stageTogether({ ...ask, ...read }, staging, hooks);
  },

  workbook: async ({ sheets }) => Buffer.from(await workbookBytes(sheets)).toString('base64'),

  writeWithoutData: ({ database, target, id }) => writeWithoutData(database, target, id),

  sortRows: ({ database, tableId, by }, { checkCancelled }) =>
    readingTable(database, tableId, (reader) => sortedRows(reader, by, checkCancelled)),

  findCells: ({ database, tableId, search }, hooks) =>
    readingTable(database, tableId, (reader) => findCells(reader, search, hooks)),

  replacements: ({ database, tableId, search, replacement }, hooks) =>
    readingTable(database, tableId, (reader) => replacements(reader, search, replacement, hooks)),

  figures: ({ database, tableId, ranges }, { checkCancelled }) =>
    readingTable(database, tableId, (reader) => cellFigures(reader, ranges, checkCancelled)),

  levels: ({ database, tableId, answers }, hooks) => detectLevels(readColumns(database, tableId, null), answers, hooks),

  look: ({ data, look }, hooks) => run({ kind: 'description', look }, tables.read(data), hooks).report,

  fit,

  fitAside: (order, hooks) => {
    giveWay();
    return fit(order, hooks);
  },

  predict: ({ data, spec, speed }, hooks) =>
    withModel(data, spec, hooks, (prepared) => predict(prepared, spec.criterion, speed ?? undefined)),

  measureSpeed,

  compare: ({ request }, hooks) => run(request, nothing, hooks).report,

  verify: ({ data, fit }) => checkStored(fit, tables.read(data)),

  offers: ({ fit }) => analysesFor(fit),

  analyse: (order, hooks) => {
    giveWay();
    const { request } = order;
    const count = request.replicates ? 0 : replicatesOf(request);
    if (count > 0) return { kind: 'repetitions', count };
    const report = withSubject(order, hooks, (subject, table) => analyse(request, table, hooks, subject));
    return { kind: 'answer', report, engineVersion };
  },

  replicate: ({ from, to, ...order }, hooks) => {
    giveWay();
    return withSubject(order, hooks, (subject, table) => replicate(order.request, table, from, to, hooks, subject));
  },

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

function fit({ data, spec, near }: FitOrder, hooks: JobHooks): Fitted {
  return withModel(data, spec, hooks, (prepared) => run(spec, prepared.table, hooks, { prepared, ...(near ? { near } : {}) }));
}

/** Both criteria have the same rows and products. */
function withModel<T>(data: DataSource, spec: ModelSpec, hooks: JobHooks, work: (prepared: Prepared) => T): T {
  const make = ({ checkCancelled }: JobHooks): Prepared => prepare(spec, tables.read(data), checkCancelled);
  const key = JSON.stringify([data, { ...spec, criterion: null }]);
  return askingAtPauses(hooks.checkCancelled, () => models.use(key, make, hooks, work));
}

function withSubject<T>(
  { data, fitKey, request }: AnalysisOrder,
  hooks: JobHooks,
  work: (subject: Subject, table: ColumnTable) => T,
): T {
  const make = (current: JobHooks): Subject => subjectOf(request, tables.read(data), current);
  const key = JSON.stringify([data.database, fitKey]);
  return askingAtPauses(hooks.checkCancelled, () => subjects.use(key, make, hooks, (subject) => work(subject, subject.table)));
}

/** What may take long lets fits and clicks go first where cores are few. */
function giveWay(): void {
  try {
    setPriority(POLITE);
  } catch {
    // Where the system does not let it, it competes.
  }
}

/** On the scale of `nice`. */
const POLITE = 10;

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
// A worker may be ended at any time: what its modules were compiled to is kept for the next start once the first clicks are through.
setTimeout(flushCompileCache, 3000).unref();
