import type { Failure, Notice } from '../../engine/contract/index.ts';
import type { Combination, ExportFormat } from '../../main/api.ts';
import { app } from '../app.ts';
import { attempt, failureFrom, wasCancelled } from '../state/failures.ts';
import { jobs, type Job } from '../state/jobs.svelte.ts';
import { project } from '../state/project.svelte.ts';
import { en } from '../text/en.ts';
import { toasts } from '../ui/toasts.svelte.ts';
import { opening } from './opening.svelte.ts';
import { outputStyle } from './output.ts';
import { shortName } from './paths.ts';

export type CombineKind = Combination['kind'];

/** A file on its way out: being written, or written with something worth knowing, or not written. */
export interface Writing {
  readonly name: string;
  readonly job: Job | null;
  readonly notices: readonly Notice[];
  readonly failure: Failure | null;
}

/** From a wish to take data out or to put a second file beside a table to its being done; the dialogs in between are shown from here. */
class Exchanging {
  /** The export dialog is open. */
  asksFormat = $state(false);
  /** The dialog about the copy without the data is open. */
  asksCopy = $state(false);
  writing = $state.raw<Writing | null>(null);
  combining = $state.raw<{ readonly kind: CombineKind; readonly tableId: string; readonly path: string } | null>(null);

  askExport(): void {
    if (project.table) this.asksFormat = true;
  }

  askCopy(): void {
    if (project.state) this.asksCopy = true;
  }

  /** Lets the person choose the second file, then shows what would come of it. */
  combine(kind: CombineKind): void {
    const tableId = project.table?.id;
    if (tableId) void opening.choose({ purpose: 'data', then: (path) => (this.combining = { kind, tableId, path }) });
  }

  chooseExportPlace(format: ExportFormat, leftOnly: boolean): void {
    const table = project.table;
    this.asksFormat = false;
    if (!table) return;
    const title = en.exchange.picker.write;
    const then = (path: string, overwrite: boolean) => void this.#write(table.id, path, format, leftOnly, overwrite);
    const ending = format === 'tsv' ? 'tsv' : format;
    void opening.choose({ purpose: 'write', suggestedName: `${table.name}.${ending}`, ending, title, then });
  }

  chooseCopyPlace(): void {
    this.asksCopy = false;
    const suggestedName = `${project.state?.name ?? en.bar.untitled} without data.terrace`;
    const then = (path: string, overwrite: boolean) => void this.#copy(path, overwrite);
    void opening.choose({ purpose: 'write', suggestedName, ending: 'terrace', title: en.exchange.picker.copy, then });
  }

  async #write(tableId: string, path: string, format: ExportFormat, leftOnly: boolean, overwrite: boolean): Promise<void> {
    const name = shortName(path);
    const ask = { tableId, path, format, output: outputStyle(), leftOnly, overwrite };
    try {
      const { rows, notices } = await jobs.run(
        (job) => app().call('data.export', { job, ...ask }),
        (job) => (this.writing = { name, job, notices: [], failure: null }),
      );
      this.writing = notices.length > 0 ? { name, job: null, notices, failure: null } : null;
      if (notices.length === 0) toasts.show(en.exchange.export.done(name, rows));
    } catch (thrown) {
      const failure = failureFrom(thrown);
      this.writing = wasCancelled(failure) ? null : { name, job: null, notices: [], failure };
    }
  }

  async #copy(path: string, overwrite: boolean): Promise<void> {
    const words = en.exchange.copy;
    const done = await attempt(() =>
      app()
        .call('project.copyWithoutData', { path, overwrite })
        .then(() => true),
    );
    if (done) toasts.show(words.done(shortName(path)), { remedy: words.doneMore });
  }
}

export const exchanging = new Exchanging();
