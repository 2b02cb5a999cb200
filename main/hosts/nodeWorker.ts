import { fork } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FromWorker, SpawnWorker, WorkerHandle, WorkerListener } from '../services/jobs/worker.ts';

/** Characters of a worker's standard error that are kept to explain its death. */
const LAST_WORDS = 4000;

/** Workers as child processes of this Node; for every host but Electron. */
export const spawnNodeWorker: SpawnWorker = nodeWorkers(fileURLToPath(new URL('../worker.ts', import.meta.url)));

/** `script` is a module that serves jobs. */
export function nodeWorkers(script: string): SpawnWorker {
  return (listener) => forkWorker(script, listener);
}

/**
 * Where Node keeps modules as it compiled them, in a folder that is the person's own: from the second start on a worker is ready in less than
 * half the time, most of which goes to taking the types out of some 400 modules.
 */
function compiledFolder(): string {
  const caches = process.env['XDG_CACHE_HOME'] ?? process.env['LOCALAPPDATA'] ?? join(homedir(), '.cache');
  return join(caches, 'terrace', 'compiled');
}

function forkWorker(script: string, listener: WorkerListener): WorkerHandle {
  const child = fork(script, {
    serialization: 'advanced',
    execArgv: [],
    env: { NODE_COMPILE_CACHE: compiledFolder(), ...process.env },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let lastWords = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (lastWords = (lastWords + text).slice(-LAST_WORDS)));
  child.on('message', (message) => listener.onMessage(message as FromWorker));
  child.on('error', (error) => listener.onExit({ code: null, signal: null, lastWords: error.message }));
  child.on('close', (code, signal) => listener.onExit({ code, signal, lastWords }));
  return {
    post: (message) => void (child.connected && child.send(message)),
    end: () => void child.kill('SIGKILL'),
  };
}
