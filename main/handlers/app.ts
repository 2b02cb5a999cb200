import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { failure } from '../../engine/contract/index.ts';
import { fileWords } from '../../engine/text/files.ts';
import type { Handlers } from '../router.ts';
import { listFiles } from '../services/listFiles.ts';
import { listSamples } from '../services/sampleData.ts';
import type { Context } from './context.ts';

type Calls = 'app.info' | 'files.list' | 'files.choose' | 'job.cancel' | 'export.text';

/** The program itself, files outside the project, and stopping work. */
export function appHandlers({ around, workspace, jobs }: Context): Pick<Handlers, Calls> {
  return {
    'app.info': () => ({
      version: around.version,
      platform: process.platform,
      samples: listSamples(join(around.resources, 'samples')),
      recent: workspace.recent(),
      project: workspace.open?.state() ?? null,
    }),
    'files.list': ({ directory }) => listFiles(directory),
    'files.choose': (ask) => {
      if (!around.chooseFile) throw failure('files.no-dialog', {}, fileWords.noDialog());
      return around.chooseFile(ask);
    },
    'job.cancel': ({ job }) => {
      jobs.cancel(job);
      return null;
    },
    'export.text': async ({ path, text }) => {
      await writeFile(path, text).catch((error: NodeJS.ErrnoException) => {
        throw failure('export.not-written', { path, cause: error.code }, fileWords.notWritten(path, error.code ?? error.message));
      });
      return null;
    },
  };
}
