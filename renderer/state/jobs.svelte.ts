import type { AppClient } from '../../main/api.ts';
import type { Progress } from '../../engine/contract/index.ts';
import { app } from '../app.ts';

/** Long work that this window has asked for. */
export class Job {
  readonly id: string;
  progress = $state.raw<Progress | null>(null);
  stopping = $state(false);

  constructor(id: string) {
    this.id = id;
  }

  /** Between 0 and 1, or null where the end is not known. */
  get share(): number | null {
    const { done, total } = this.progress ?? { done: 0, total: null };
    return total === null || total === 0 ? null : done / total;
  }

  stop(): void {
    this.stopping = true;
    void app().call('job.cancel', { job: this.id });
  }
}

class Jobs {
  readonly #running = new Map<string, Job>();

  listen(client: AppClient): void {
    client.on('job.progress', ({ job, progress }) => {
      const running = this.#running.get(job);
      if (running) running.progress = progress;
    });
  }

  /** Runs `work` under a job id of its own; `onStart` gets the job to show and to stop. */
  async run<T>(work: (id: string) => Promise<T>, onStart?: (job: Job) => void): Promise<T> {
    const job = new Job(crypto.randomUUID());
    this.#running.set(job.id, job);
    onStart?.(job);
    try {
      return await work(job.id);
    } finally {
      this.#running.delete(job.id);
    }
  }
}

export const jobs = new Jobs();
