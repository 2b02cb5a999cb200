import type { FileEntry, FileListing } from '../../main/api.ts';
import { app } from '../app.ts';
import { attempt } from '../state/failures.ts';
import { joinPath, projectName, shortName } from './paths.ts';
import type { Choosing } from './opening.svelte.ts';

/** Remembered while the window lives: the next dialog begins where the last one ended. */
let lastDirectory: string | null = null;

/** A person on the way through folders to a file to open, or to a place to save at. */
export class FilePick {
  readonly saving: boolean;
  listing = $state.raw<FileListing | null>(null);
  filter = $state('');
  name = $state('');
  #index = $state(0);

  constructor(choosing: Choosing) {
    this.saving = choosing.purpose === 'save';
    if (choosing.purpose === 'save') this.name = choosing.suggestedName;
    void this.enter(lastDirectory);
  }

  readonly entries: readonly FileEntry[] = $derived.by(() => {
    const wanted = this.filter.trim().toLowerCase();
    return (this.listing?.entries ?? [])
      .filter((entry) => !this.saving || entry.kind !== 'data')
      .filter((entry) => entry.name.toLowerCase().includes(wanted));
  });

  readonly index = $derived(Math.min(this.#index, this.entries.length - 1));
  readonly highlighted = $derived(this.entries[this.index] ?? null);

  readonly saveName = $derived(projectName(this.name));
  readonly savePath = $derived(joinPath(this.listing?.directory ?? '', this.saveName));
  readonly replacing = $derived((this.listing?.entries ?? []).some(({ name }) => name === this.saveName));
  readonly canSave = $derived(this.listing !== null && this.name.trim() !== '' && shortName(this.saveName) === this.saveName);

  async enter(directory: string | null): Promise<void> {
    const listing = (await attempt(() => app().call('files.list', { directory }))) ?? (directory ? await this.#home() : null);
    if (!listing) return;
    this.listing = listing;
    lastDirectory = listing.directory;
    this.filter = '';
    this.#index = 0;
  }

  async up(): Promise<void> {
    if (this.listing?.parent) await this.enter(this.listing.parent);
  }

  highlight(index: number): void {
    this.#index = index;
  }

  move(by: number): void {
    this.#index = Math.max(0, Math.min(this.entries.length - 1, this.index + by));
  }

  /** Where a remembered folder is gone, the first dialog of all is shown. */
  #home(): Promise<FileListing | null> {
    return this.listing ? Promise.resolve(null) : attempt(() => app().call('files.list', { directory: null }));
  }
}
