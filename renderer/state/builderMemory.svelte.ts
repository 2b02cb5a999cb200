import { termKey } from '../model/terms.ts';

/** What the builder remembers beyond the models themselves, for as long as the window is open. */
class BuilderMemory {
  #rows = $state.raw<Readonly<Record<string, readonly string[]>>>({});
  #groups = $state.raw<Readonly<Record<string, readonly string[]>>>({});

  /** Terms that keep a row though nothing in it is switched on, by model; '' is the one that is not there yet. */
  rows(model: string): readonly string[] {
    return this.#rows[model] ?? [];
  }

  setRows(model: string, labels: readonly string[]): void {
    this.#rows = { ...this.#rows, [model]: distinct(labels) };
  }

  dropRow(model: string, label: string): void {
    this.setRows(model, without(this.rows(model), label));
  }

  /** Grouping factors asked for beyond those of the level map, by table. */
  groups(table: string): readonly string[] {
    return this.#groups[table] ?? [];
  }

  setGroup(table: string, group: string, shown: boolean): void {
    const others = without(this.groups(table), group);
    this.#groups = { ...this.#groups, [table]: shown ? [...others, group] : others };
  }
}

function distinct(labels: readonly string[]): string[] {
  return labels.filter((label, index) => labels.findIndex((other) => termKey(other) === termKey(label)) === index);
}

function without(labels: readonly string[], label: string): string[] {
  return labels.filter((other) => termKey(other) !== termKey(label));
}

export const builderMemory = new BuilderMemory();
