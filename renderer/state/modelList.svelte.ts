import type { ModelState } from '../../main/api.ts';
import { automaticName } from '../model/modelNames.ts';
import { modelText as text } from '../text/model.ts';
import { toasts } from '../ui/toasts.svelte.ts';
import { app } from '../app.ts';
import { attempt } from './failures.ts';
import { project } from './project.svelte.ts';
import { withShownNames } from './steps.ts';

/** Names that main gives to models nobody has named. */
const UNNAMED = /^Model \d+$/;

/** The models of the project as a list: their names, their order, and which of them are shown side by side. */
class ModelList {
  readonly shown: readonly ModelState[] = $derived.by(() => {
    const { compared } = project.view;
    return compared === null ? project.models : project.models.filter(({ id }) => compared.includes(id));
  });

  /** Models that can be fitted anew. */
  readonly stale = $derived(project.models.filter(({ fit }) => fit.status === 'stale'));

  /** Models whose numbers belong to an earlier state of theirs, or of their data. */
  readonly old: ReadonlySet<string> = $derived(
    new Set(project.models.filter(({ fit }) => fit.status === 'stale' || fit.status === 'failed').map(({ id }) => id)),
  );

  readonly #names: ReadonlyMap<string, string> = $derived(
    new Map(project.models.map((model, index) => [model.id, nameAt(index)])),
  );

  /** Names last shown, by main's name; those of deleted models stay. */
  readonly #lastShown = new Map<string, string>();

  /** A step of the history with models called as the window calls them. */
  step(name: string): string {
    for (const model of project.models) this.#lastShown.set(model.name, this.name(model.id));
    return withShownNames(name, this.#lastShown);
  }

  /** The name given by hand, else what the model adds to the one before it. */
  name(id: string): string {
    return this.#names.get(id) ?? '';
  }

  /** A name typed like an automatic one gets a no-break space, by which it stays the person's own. */
  async rename(id: string, name: string): Promise<void> {
    const given = UNNAMED.test(name) ? name.replace(' ', '\u00a0') : name;
    await attempt(() => app().call('model.rename', { id, name: given }));
  }

  async remove(id: string): Promise<void> {
    const name = this.name(id);
    await attempt(() => app().call('model.delete', { id }));
    if (project.models.some((model) => model.id === id)) return;
    const step = project.state?.undo;
    toasts.show(text.model.removed(name), {
      stands: () => project.state?.undo === step,
      action: { label: text.model.undo, run: () => void project.undo() },
    });
  }

  async move(id: string, by: -1 | 1): Promise<void> {
    const to = project.models.findIndex((model) => model.id === id) + by;
    if (to >= 0 && to < project.models.length) await attempt(() => app().call('model.move', { id, to }));
  }

  show(id: string, shown: boolean): void {
    const now = this.shown.map((model) => model.id);
    const next = shown ? [...now, id] : now.filter((other) => other !== id);
    const all = project.models.every((model) => next.includes(model.id));
    project.remember({ compared: all ? null : next });
  }

  showAll(): void {
    project.remember({ compared: null });
  }
}

function nameAt(index: number): string {
  const { name, spec, tableId } = project.models[index];
  if (!UNNAMED.test(name)) return name;
  const before = project.models[index - 1];
  const columns = project.tables.find(({ id }) => id === tableId)?.columns.map((column) => column.name) ?? [];
  return automaticName(spec, before?.tableId === tableId ? before.spec : null, columns);
}

export const modelList = new ModelList();
