import type { Answer, Ask } from '../api.ts';
import type { SpawnWorker } from '../services/jobs/worker.ts';
import type { Clock } from '../services/project/index.ts';

/** What the app needs around it; each host has its own. */
export interface AppSurroundings {
  /** Working copies, settings, the log. One process at a time. */
  readonly dataFolder: string;
  /** Folder of what is shipped: samples. */
  readonly resources: string;
  readonly version: string;
  readonly spawnWorker: SpawnWorker;
  /** The system's file dialog; null where there is none. */
  readonly chooseFile: ((ask: Ask<'files.choose'>) => Promise<Answer<'files.choose'>>) | null;
  /** The system's clock where it is not given. */
  readonly clock?: Clock;
  /** Random ids where it is not given. */
  readonly newId?: () => string;
}
