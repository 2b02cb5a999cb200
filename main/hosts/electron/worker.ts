import { join } from 'node:path';
import { utilityProcess } from 'electron';
import type { FromWorker, SpawnWorker } from '../../services/jobs/worker.ts';

/** Characters of a worker's standard error that are kept to explain its death. */
const LAST_WORDS = 4000;

/** Workers as Electron's own kind of child process. */
export const spawnElectronWorker: SpawnWorker = (listener) => {
  const child = utilityProcess.fork(join(import.meta.dirname, 'worker.js'), [], { serviceName: 'Terrace worker', stdio: 'pipe' });
  let lastWords = '';
  child.stderr?.on('data', (bytes: Buffer) => (lastWords = (lastWords + String(bytes)).slice(-LAST_WORDS)));
  child.stdout?.resume();
  child.on('message', (message: FromWorker) => listener.onMessage(message));
  child.on('exit', (code) => listener.onExit({ code, signal: null, lastWords }));
  return {
    post: (message) => child.postMessage(message),
    // `child.kill` asks politely, which a process that computes does not hear.
    end: () => child.pid !== undefined && process.kill(child.pid, 'SIGKILL'),
  };
};
