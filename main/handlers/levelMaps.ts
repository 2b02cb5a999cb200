import type { Clock, Project } from '../services/project/index.ts';
import type { WorkerPool } from '../services/jobs/pool.ts';

/** Milliseconds without a change before a table's levels are worked out anew. */
const PAUSE = 300;

export interface LevelMapsOptions {
  readonly jobs: WorkerPool;
  readonly clock: Clock;
  readonly isOpen: (project: Project) => boolean;
  readonly onTrouble: (thrown: unknown) => void;
}

/** Keeps every table's level map in step with its data and with what the person has said about it. */
export class LevelMaps {
  readonly #jobs: WorkerPool;
  readonly #clock: Clock;
  readonly #isOpen: (project: Project) => boolean;
  readonly #onTrouble: (thrown: unknown) => void;
  /** Tables whose map is on its way, with the key it will have. */
  readonly #wanted = new Map<string, string>();
  #callOff = () => {};

  constructor(options: LevelMapsOptions) {
    this.#jobs = options.jobs;
    this.#clock = options.clock;
    this.#isOpen = options.isOpen;
    this.#onTrouble = options.onTrouble;
  }

  /** To be called after every change of the project, and once after it was opened. */
  changed(project: Project): void {
    this.#callOff();
    this.#callOff = this.#clock.after(PAUSE, () => this.#lookThrough(project));
  }

  /** Another project is open: maps on their way are of no use. */
  leave(): void {
    for (const tableId of this.#wanted.keys()) this.#jobs.cancel(jobOf(tableId));
  }

  close(): void {
    this.#callOff();
  }

  #lookThrough(project: Project): void {
    if (this.#isOpen(project)) for (const wanted of project.levelMapsWanted()) this.#workOut(project, wanted);
  }

  #workOut(project: Project, { tableId, key }: { tableId: string; key: string }): void {
    if (this.#wanted.get(tableId) === key) return;
    this.#wanted.set(tableId, key);
    const ask = { database: project.file, tableId, answers: project.levelAnswers(tableId) };
    this.#jobs
      .run('levels', ask, { job: jobOf(tableId), subject: jobOf(tableId), quiet: true })
      .then((map) => this.#isOpen(project) && project.keepLevelMap(tableId, key, map))
      .catch((thrown) => this.#isOpen(project) && this.#onTrouble(thrown))
      .finally(() => this.#wanted.get(tableId) === key && this.#wanted.delete(tableId));
  }
}

const jobOf = (tableId: string): string => `levels ${tableId}`;
