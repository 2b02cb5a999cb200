import type { RecentFile } from '../../main/api.ts';
import { app } from '../app.ts';
import { attempt } from '../state/failures.ts';
import { appState } from '../state/app.svelte.ts';
import { jobs, type Job } from '../state/jobs.svelte.ts';
import { project } from '../state/project.svelte.ts';
import { en } from '../text/en.ts';
import { projectName, withEnding } from './paths.ts';
import { toasts } from '../ui/toasts.svelte.ts';

/** What the person wants of the file dialog that is open. */
export type Choosing =
  | { readonly purpose: 'open' }
  | { readonly purpose: 'save'; readonly suggestedName: string }
  /** A data file to put beside a table. */
  | { readonly purpose: 'data'; readonly then: (path: string) => void }
  /** A place for a file that is written. */
  | {
      readonly purpose: 'write';
      readonly suggestedName: string;
      readonly ending: string;
      readonly title: string;
      readonly then: (path: string, overwrite: boolean) => void;
    };

/** From a wish to open or save something to its being done; what stands in between (picker, import dialog) is shown from here. */
class Opening {
  /** The in-app picker's purpose while it is open. */
  choosing = $state.raw<Choosing | null>(null);
  /** The data file whose import dialog is open. */
  importing = $state<string | null>(null);
  /** The sample that is being opened. */
  sample = $state.raw<{ readonly id: string; readonly job: Job } | null>(null);

  /** Lets the person choose a file, by the host's own dialog where it has one. */
  async choose(choosing: Choosing): Promise<void> {
    if (app().host === 'browser') {
      this.choosing = choosing;
      return;
    }
    const suggestedName = 'suggestedName' in choosing ? choosing.suggestedName : '';
    const purpose = 'suggestedName' in choosing ? 'save' : 'open';
    const chosen = await attempt(() => app().call('files.choose', { purpose, suggestedName }));
    // The native dialog has asked already whether to replace a file.
    if (chosen) await this.chosen(choosing, chosen.path, true);
  }

  /** Goes on with what the person chose a file or a place for. */
  async chosen(choosing: Choosing, path: string, overwrite: boolean): Promise<void> {
    switch (choosing.purpose) {
      case 'open':
        return this.open(path);
      case 'save':
        return this.saveAs(path, overwrite);
      case 'data':
        return choosing.then(path);
      case 'write': {
        // Nobody was asked about a file whose name got its ending here.
        const whole = withEnding(path, choosing.ending);
        return choosing.then(whole, overwrite && whole === path);
      }
    }
  }

  open(path: string): Promise<void> {
    if (isProject(path)) return this.openProject(path);
    this.importing = path;
    return Promise.resolve();
  }

  /** Work that was never saved under a name is listed by where Terrace keeps it, so the path does not say what it is. */
  openRecent(file: RecentFile): Promise<void> {
    return file.kind === 'project' ? this.openProject(file.path) : this.open(file.path);
  }

  async openProject(path: string): Promise<void> {
    const opened = await attempt(() => app().call('project.open', { path }));
    if (!opened) return;
    project.adopt(opened.state);
    // Work that was never saved as a file has none that could lag behind.
    if (opened.recovered && opened.state.path !== null) toasts.show(en.welcome.recovered);
    void appState.refresh();
  }

  /** Opens a file from outside the window, dropped or pasted. */
  async receive(file: File): Promise<void> {
    const path = await attempt(() => app().receive(file));
    if (!path) return;
    await this.open(path);
    // A browser hands over a copy and does not say where the file itself lies.
    if (isProject(path) && project.state?.path === path && app().host === 'browser') {
      toasts.show(en.droppedCopy, { action: { label: en.bar.saveAs, run: () => void this.askSaveAs() } });
    }
  }

  async openSample(id: string): Promise<void> {
    await attempt(() =>
      jobs.run(
        (job) => app().call('data.sample', { job, id }),
        (job) => (this.sample = { id, job }),
      ),
    );
    this.sample = null;
  }

  /** Ctrl+S: publishes where the project lives already, or asks where it should. */
  save(): Promise<void> {
    const path = project.state?.path;
    return path ? this.saveAs(path, true) : this.askSaveAs();
  }

  askSaveAs(): Promise<void> {
    return this.choose({ purpose: 'save', suggestedName: projectName(suggestedName()) });
  }

  async saveAs(path: string, overwrite: boolean): Promise<void> {
    const state = await attempt(() => app().call('project.saveAs', { path, overwrite }));
    if (!state) return;
    project.adopt(state);
    toasts.show(en.savedAs(state.name));
    void appState.refresh();
  }

  async newProject(): Promise<void> {
    const state = await attempt(() => app().call('project.new', {}));
    if (state) project.adopt(state);
  }

  async closeProject(): Promise<void> {
    const closed = await attempt(() =>
      app()
        .call('project.close', {})
        .then(() => true),
    );
    if (!closed) return;
    project.adopt(null);
    void appState.refresh();
  }
}

/** The project's name, or while it has none of its own that of its data. */
function suggestedName(): string {
  const { name, path, tables } = project.state ?? { name: en.bar.untitled, path: null, tables: [] };
  return path === null && tables.length > 0 ? tables[0].name : name;
}

export const isProject = (path: string): boolean => /\.terrace$/i.test(path);

export const opening = new Opening();
