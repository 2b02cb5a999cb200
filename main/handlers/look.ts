import { writeFile } from 'node:fs/promises';
import { columnsOfLook, failure } from '../../engine/contract/index.ts';
import type { Block, PlotLayer, Report } from '../../engine/contract/index.ts';
import { fileWords } from '../../engine/text/files.ts';
import type { Ask } from '../api.ts';
import type { Handlers } from '../router.ts';
import type { Context } from './context.ts';

type Calls = 'data.look' | 'export.image';

/** Data looked at without a model. Nothing of it is kept: it costs less to look again than to know whether it still holds. */
export function lookHandlers(context: Context): Pick<Handlers, Calls> {
  return {
    'data.look': (ask) => lookAt(context, ask),
    'export.image': async ({ path, base64 }) => {
      await writeFile(path, Buffer.from(base64, 'base64')).catch((error: NodeJS.ErrnoException) => {
        throw failure('export.not-written', { path, cause: error.code }, fileWords.notWritten(path, error.code ?? error.message));
      });
      return null;
    },
  };
}

/** A worker of the data lane reads the columns, so that no fit waits for a look. */
async function lookAt({ workspace, jobs, tell }: Context, { job, tableId, look }: Ask<'data.look'>): Promise<Report> {
  const project = workspace.required();
  const columns = columnsOfLook(look);
  const data = { database: project.file, tableId, columns, revisions: project.revisions(tableId, columns) };
  const report = await jobs.run(
    'look',
    { data, look },
    { job, onProgress: (progress) => tell('job.progress', { job, progress }) },
  );
  return inOrderShown(report, project.importedRows(tableId));
}

/** Points lead to rows of the sheet, which may be sorted, while workers count rows as they were imported. */
function inOrderShown(report: Report, imported: Int32Array | null): Report {
  if (!imported || !report.blocks.some(hasRows)) return report;
  const shown = new Map(Array.from(imported, (row, place) => [row, place]));
  const moved = (layer: PlotLayer): PlotLayer =>
    layer.kind === 'points' && layer.rows ? { ...layer, rows: layer.rows.map((row) => shown.get(row) ?? row) } : layer;
  const inSheet = (block: Block): Block =>
    block.kind === 'plot' ? { ...block, plot: { ...block.plot, layers: block.plot.layers.map(moved) } } : block;
  return { ...report, blocks: report.blocks.map(inSheet) };
}

const hasRows = (block: Block): boolean =>
  block.kind === 'plot' && block.plot.layers.some((layer) => layer.kind === 'points' && layer.rows !== undefined);
