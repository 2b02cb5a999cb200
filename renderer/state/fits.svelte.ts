import type { Report, TableBlock, TextBlock } from '../../engine/contract/index.ts';
import type { ModelState } from '../../main/api.ts';
import { app } from '../app.ts';
import { movedCells } from '../compare/movedCells.ts';
import { attempt } from './failures.ts';

/** What is asked for: the models side by side, and one model's own page. */
export interface Wanted {
  readonly models: readonly ModelState[];
  /** The model in the builder, whose numbers may move. */
  readonly active: ModelState | null;
  /** The model to be told in words. */
  readonly words: ModelState | null;
  /** The model whose page is open. */
  readonly page: ModelState | null;
}

/** The reports in sight. The last ones stay until new ones are there, so nothing jumps while a model is refitted. */
class Fits {
  comparison = $state.raw<TableBlock | null>(null);
  /** Cells of the active model that show another number than before its last fit. */
  moved = $state.raw<ReadonlySet<string>>(new Set());
  words = $state.raw<{ readonly model: string; readonly block: TextBlock } | null>(null);
  /** A newer comparison than the one in sight is asked for. */
  comparing = $state(false);
  page = $state.raw<{ readonly model: string; readonly report: Report } | null>(null);

  #shown: { active: string | null; fitKey: string | null } = { active: null, fitKey: null };
  #keys = { comparison: '', words: '', page: '' };

  /** Asks for what is not there yet. Called whenever a fit ends or another model comes into sight. */
  refresh({ models, active, words, page }: Wanted): void {
    void this.#refreshComparison(
      models.filter(({ fit }) => fit.fitKey !== null),
      active,
    );
    void this.#refreshWords(words);
    void this.#refreshPage(page);
  }

  async #refreshComparison(models: readonly ModelState[], active: ModelState | null): Promise<void> {
    const key = models.map(keyOf).join();
    if (key === this.#keys.comparison) return this.#look(active);
    this.#keys.comparison = key;
    this.comparing = true;
    const report = models.length ? await attempt(() => app().call('models.compare', { ids: models.map(({ id }) => id) })) : null;
    if (key !== this.#keys.comparison) return;
    this.comparing = false;
    const table = report?.blocks.find((block) => block.kind === 'table') ?? null;
    this.#mark(table, active);
    this.comparison = table;
  }

  /** Another model is looked at: what moved in the one before is old news. */
  #look(active: ModelState | null): void {
    if (this.#shown.active === (active?.id ?? null)) return;
    this.#shown = { active: active?.id ?? null, fitKey: active?.fit.fitKey ?? null };
    this.moved = new Set();
  }

  #mark(next: TableBlock | null, active: ModelState | null): void {
    const refitted = active !== null && this.#shown.active === active.id && this.#shown.fitKey !== active.fit.fitKey;
    this.moved =
      refitted && next
        ? movedCells(this.comparison, next, active.id)
        : this.#shown.active === active?.id
          ? this.moved
          : new Set();
    this.#shown = { active: active?.id ?? null, fitKey: active?.fit.fitKey ?? null };
  }

  async #refreshWords(model: ModelState | null): Promise<void> {
    const key = model?.fit.fitKey ? keyOf(model) : '';
    if (key === this.#keys.words) return;
    this.#keys.words = key;
    const report = key ? await attempt(() => app().call('model.report', { id: model!.id })) : null;
    if (key !== this.#keys.words) return;
    const block = report?.blocks.find(
      (candidate): candidate is TextBlock => candidate.kind === 'text' && candidate.id === 'words',
    );
    this.words = block ? { model: model!.id, block } : null;
  }

  async #refreshPage(model: ModelState | null): Promise<void> {
    const key = model?.fit.fitKey ? keyOf(model) : '';
    if (key === this.#keys.page) return;
    this.#keys.page = key;
    const report = key ? await attempt(() => app().call('model.report', { id: model!.id })) : null;
    if (key === this.#keys.page) this.page = report && { model: model!.id, report };
  }
}

/** A model's report is another one as soon as this is. */
const keyOf = ({ id, fit }: ModelState): string => `${id} ${fit.fitKey}`;

export const fits = new Fits();
