import type { FileEntry, FileListing } from '../../main/api.ts';
import { app } from '../app.ts';
import { attempt } from '../state/failures.ts';
import { joinPath, projectName, shortName, withEnding } from './paths.ts';
import type { Choosing } from './opening.svelte.ts';

/** Remembered while the window lives: the next dialog begins where the last one ended. */
let lastDirectory: string | null = null;

/** A person on the way through folders to a file to open, or to a place to save at. */
export class FilePick {
  readonly #choosing: Choosing;
  readonly saving: boolean;
  listing = $state.raw<FileListing | null>(null);
  filter = $state('');
  name = $state('');
  #index = $state(0);

  constructor(choosing: Choosing) {
    this.#choosing = choosing;
    this.saving = 'suggestedName' in choosing;
    if ('suggestedName' in choosing) this.name = choosing.suggestedName;
    void this.enter(lastDirectory);
  }

  readonly entries: readonly FileEntry[] = $derived.by(() => {
    const wanted = this.filter.trim().toLowerCase();
    return (this.listing?.entries ?? [])
      .filter((entry) => this.#suits(entry))
      .filter((entry) => entry.name.toLowerCase().includes(wanted));
  });

  readonly index = $derived(Math.min(this.#index, this.entries.length - 1));
  readonly highlighted = $derived(this.entries[this.index] ?? null);

  readonly saveName = $derived(this.#withEnding(this.name));
  readonly savePath = $derived(joinPath(this.listing?.directory ?? '', this.saveName));
  readonly replacing = $derived((this.listing?.entries ?? []).some(({ name }) => name === this.saveName));
  readonly canSave = $derived(this.listing !== null && this.name.trim() !== '' && shortName(this.saveName) === this.saveName);

  /** Folders always; files of the kind that is chosen among or written. */
  #suits({ kind, name }: FileEntry): boolean {
    if (kind === 'folder' || this.#choosing.purpose === 'open') return true;
    if (this.#choosing.purpose === 'write') return name.toLowerCase().endsWith(`.${this.#choosing.ending}`);
    return kind === (this.#choosing.purpose === 'save' ? 'project' : 'data');
  }

  #withEnding(name: string): string {
    return this.#choosing.purpose === 'write' ? withEnding(name, this.#choosing.ending) : projectName(name);
  }

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
