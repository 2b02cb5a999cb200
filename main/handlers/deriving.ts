import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { failureOf } from '../../engine/contract/index.ts';
import { stepFailures } from '../../engine/text/dataSteps.ts';
import { ownFolder } from '../services/leftovers.ts';
import type { WorkerPool } from '../services/jobs/pool.ts';
import type { FitPlan, Project } from '../services/project/index.ts';
import { wasOvertaken } from './overtaken.ts';
import type { Tell } from './context.ts';

export interface DerivingOptions {
  readonly jobs: WorkerPool;
  readonly dataFolder: string;
  readonly tell: Tell;
  readonly isOpen: (project: Project) => boolean;
  readonly onTrouble: (thrown: unknown) => void;
}

interface UnderWay {
  readonly key: string;
  readonly done: Promise<void>;
}

/** Keeps the columns that data steps make in step with the data: whatever changed, the worker works out anew what follows from it. */
export class Deriving {
  readonly #options: DerivingOptions;
  readonly #underWay = new Map<string, UnderWay>();

  constructor(options: DerivingOptions) {
    this.#options = options;
  }

  /** To be called after every change of the project, and once after it was opened. */
  changed(project: Project): void {
    if (this.#options.isOpen(project)) for (const wanted of project.stepsWanted()) this.#start(project, wanted);
  }

  /** Another project is open: what is on its way is of no use. */
  leave(): void {
    for (const tableId of this.#underWay.keys()) this.#options.jobs.cancel(derivingJob(tableId));
  }

  /** Resolves when nothing of the table is left to be worked out. */
  async settled(project: Project, tableId: string): Promise<void> {
    for (;;) {
      const wanted = this.#options.isOpen(project) && project.stepsWanted().find((one) => one.tableId === tableId);
      if (!wanted) return;
      await this.#start(project, wanted).done;
    }
  }

  /**
   * What a model reads is worked out, and could be.
   *
   * @throws Failure 'step.failed'
   */
  async ready(project: Project, plan: FitPlan): Promise<void> {
    await this.settled(project, plan.tableId);
    project.checkSteps(plan);
  }

  #start(project: Project, { tableId, key }: { tableId: string; key: string }): UnderWay {
    const before = this.#underWay.get(tableId);
    if (before?.key === key) return before;
    const done = this.#derive(project, tableId).catch((thrown: unknown) => this.#failed(project, tableId, key, thrown));
    const underWay = { key, done: done.finally(() => this.#ended(tableId, key)) };
    this.#underWay.set(tableId, underWay);
    return underWay;
  }

  #ended(tableId: string, key: string): void {
    if (this.#underWay.get(tableId)?.key === key) this.#underWay.delete(tableId);
  }

  async #derive(project: Project, tableId: string): Promise<void> {
    const { jobs, dataFolder, tell, isOpen } = this.#options;
    const job = derivingJob(tableId);
    const staging = join(ownFolder(dataFolder, 'staging'), randomUUID());
    await mkdir(dirname(staging), { recursive: true });
    try {
      const ask = { database: project.file, tableId, staging };
      const onProgress = (progress: Parameters<typeof tell<'job.progress'>>[1]['progress']) =>
        tell('job.progress', { job, progress });
      const derived = await jobs.run('derive', ask, { job, subject: job, onProgress });
      if (isOpen(project)) await project.adoptDerived(staging, derived);
    } finally {
      await rm(staging, { force: true });
    }
  }

  /** Work that newer work has replaced is nobody's business; work that could not be done, or was stopped, is said of the steps. */
  async #failed(project: Project, tableId: string, key: string, thrown: unknown): Promise<void> {
    const isCurrent = this.#options.isOpen(project) && this.#underWay.get(tableId)?.key === key;
    const why = failureOf(thrown);
    if (!isCurrent || why?.details['replaced'] === true) return;
    if (why?.code === 'job.cancelled') return project.failSteps(tableId, { ...why, ...stepFailures.stopped() });
    if (wasOvertaken(thrown)) return;
    this.#options.onTrouble(thrown);
    return project.failSteps(tableId, why ?? { code: 'step.bug', details: {}, ...stepFailures.bug() });
  }
}

/** The name of the job that works out a table's steps, under which it tells its progress and can be stopped. */
export const derivingJob = (tableId: string): string => `derive ${tableId}`;
