import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WorkerPool } from '../../services/jobs/pool.ts';
import { spawnNodeWorker } from '../nodeWorker.ts';
import { complain } from './standardOutput.ts';

/** Workers for the length of some work; ended after it, whatever happens. */
export async function withPool<T>(work: (pool: WorkerPool) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'terrace-jobs-'));
  const pool = new WorkerPool({ spawn: spawnNodeWorker, folder, log: complain });
  try {
    return await work(pool);
  } finally {
    pool.close();
  }
}
