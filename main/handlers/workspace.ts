import { realpath } from 'node:fs/promises';
import { dirname } from 'node:path';
import { failure } from '../../engine/contract/index.ts';
import { appWords } from '../../engine/text/app.ts';
import type { OpenedProject, RecentFile } from '../api.ts';
import { createProject, keptProjects, openProject } from '../services/project/index.ts';
import type { Project, Surroundings } from '../services/project/index.ts';
import type { RecentFiles } from '../services/recentFiles.ts';

/** The one project that is open, if any. Opening another closes it first, and only once the other is known to open. */
export class Workspace {
  readonly #around: Surroundings;
  readonly #recent: RecentFiles;
  readonly #onOpened: (project: Project | null) => void;
  #project: Project | null = null;
  /** Opening and closing happen one after the other. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(around: Surroundings, recent: RecentFiles, onOpened: (project: Project | null) => void) {
    this.#around = around;
    this.#recent = recent;
    this.#onOpened = onOpened;
  }

  get open(): Project | null {
    return this.#project;
  }

  /** @throws Failure 'project.none' when no project is open */
  required(): Project {
    if (this.#project) return this.#project;
    throw failure('project.none', {}, appWords.noProject());
  }

  create(): Promise<Project> {
    return this.#inTurn(async () => this.#replace(await createProject(this.#around)));
  }

  openFile(path: string): Promise<OpenedProject> {
    return this.#inTurn(async () => {
      if (this.#project && (await holds(this.#project, path))) return { state: this.#project.state(), recovered: false };
      const opened = await openProject(path, this.#around);
      await this.#replace(opened.project);
      const state = opened.project.state();
      if (state.path) this.#recent.remember(state.path, 'project');
      return { state, recovered: opened.recovered };
    });
  }

  close(): Promise<null> {
    return this.#inTurn(async () => this.#replace(null));
  }

  /** Files opened last, behind work that is in no file, or newer than its file. */
  recent(): RecentFile[] {
    const kept = keptProjects(this.#around.dataFolder).map(({ directory, name, path, changed }) => {
      return { path: path ?? directory, name, kind: 'project', opened: changed } as const;
    });
    const listed = new Set(kept.map(({ path }) => path));
    return [...kept, ...this.#recent.list().filter(({ path }) => !listed.has(path))];
  }

  async #replace<P extends Project | null>(next: P): Promise<P> {
    const before = this.#project;
    this.#project = next;
    this.#onOpened(next);
    await before?.close();
    return next;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => {});
    return result;
  }
}

/** Whether `path` leads to the project's file, or to where it is kept, whatever links it goes through. */
async function holds(project: Project, path: string): Promise<boolean> {
  const [asked, kept] = await Promise.all([path, dirname(project.file)].map((each) => realpath(each).catch(() => each)));
  return asked === project.state().path || asked === kept;
}
