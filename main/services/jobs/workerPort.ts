import type { FromWorker, ToWorker } from './worker.ts';
import type { WorkerPort } from './serveJobs.ts';

/** What Electron adds to `process` in a utility process. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
}

/** The wire to whoever started this process: Electron's port in a utility process, Node's IPC channel in a forked one. */
export function workerPort(): WorkerPort {
  const parentPort = (process as { parentPort?: ParentPort }).parentPort;
  return parentPort ? electronPort(parentPort) : nodePort();
}

function electronPort(port: ParentPort): WorkerPort {
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => port.on('message', ({ data }) => listener(data as ToWorker)),
  };
}

/** A forked worker whose channel closes has lost its main process and ends. */
function nodePort(): WorkerPort {
  process.on('disconnect', () => process.exit());
  return {
    post: (message: FromWorker) => void process.send?.(message),
    onMessage: (listener) => process.on('message', (message) => listener(message as ToWorker)),
  };
}
