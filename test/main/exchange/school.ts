import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CombinationLook, CombineAsk } from '../../../main/api.ts';
import { runApp } from '../../support/runningApp.ts';
import type { RunningApp } from '../../support/runningApp.ts';
import { temporaryFolder } from '../../support/startServer.ts';

/** Pupils in schools as a person has them: one file to begin with, others beside it. */
export interface School extends RunningApp {
  readonly folder: string;
  readonly tableId: string;
  write(name: string, text: string): string;
  look<H extends CombineAsk['how']>(file: string, how: H): Promise<CombinationLook>;
  apply(file: string, how: CombineAsk['how']): Promise<unknown>;
  /** The table as the sheet shows it, by column. */
  cells(): Promise<Record<string, readonly unknown[]>>;
}

export const pupils = 'school,pupil,score,girl\nNorth,1,10.5,TRUE\nNorth,2,11.25,FALSE\nSouth,3,,TRUE\nEast,4,9.75,FALSE\n';

/** Opens the app on `text` as `pupils.csv`. */
export async function school(text = pupils): Promise<School> {
  const folder = temporaryFolder();
  const app = runApp(join(folder, 'data'));
  const write = (name: string, content: string): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  const { tableId } = await app.call('data.import', { job: 'import', path: write('pupils.csv', text), options: null });
  let jobs = 0;
  const ask = (path: string, how: CombineAsk['how']) => ({ job: `job ${++jobs}`, tableId, path, options: null, how });
  return {
    ...app,
    folder,
    tableId,
    write,
    look: (path, how) => app.call('combine.look', ask(path, how)),
    apply: (path, how) => app.call('combine.apply', ask(path, how)),
    cells: async () => {
      const state = await tableState(app, tableId);
      const window = await app.call('table.rows', { tableId, from: 0, count: 100_000 });
      return Object.fromEntries(state.columns.map(({ name }, j) => [name, window.columns[j]!]));
    },
  };
}

export async function tableState(app: Pick<RunningApp, 'call'>, tableId: string) {
  const { project } = await app.call('app.info', {});
  const table = project!.tables.find(({ id }) => id === tableId);
  if (!table) throw new Error('The table is gone.');
  return table;
}
