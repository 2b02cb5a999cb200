import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WorkerPool } from '../../services/jobs/pool.ts';
import { spawnNodeWorker } from '../nodeWorker.ts';

/** Workers for the length of some work; ended after it, whatever happens. What they log is told by the failures of their jobs. */
export async function withPool<T>(work: (pool: WorkerPool) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'terrace-jobs-'));
  const pool = new WorkerPool({ spawn: spawnNodeWorker, folder, log: () => undefined });
  try {
    return await work(pool);
  } finally {
    pool.close();
  }
}
