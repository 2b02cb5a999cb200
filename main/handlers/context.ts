import type { EventName, Events } from '../api.ts';
import type { WorkerPool } from '../services/jobs/pool.ts';
import type { RecentFiles } from '../services/recentFiles.ts';
import type { Deriving } from './deriving.ts';
import type { AppSurroundings } from './surroundings.ts';
import type { Workspace } from './workspace.ts';

/** What the handlers share. */
export interface Context {
  readonly around: AppSurroundings;
  readonly workspace: Workspace;
  readonly jobs: WorkerPool;
  readonly recent: RecentFiles;
  readonly deriving: Deriving;
  readonly tell: Tell;
}

/** Tells every window. */
export type Tell = <K extends EventName>(name: K, event: Events[K]) => void;
