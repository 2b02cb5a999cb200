import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const startScript = fileURLToPath(new URL('../../main/hosts/start.ts', import.meta.url));
/** Milliseconds until the address must be printed; the window may have to be built first. */
const PATIENCE = 60_000;

export interface RunningServer {
  /** The printed address; it lets one browser in, once. */
  readonly url: string;
  readonly pid: number;
  /** Everything it printed on standard output so far. */
  output(): string;
  /** Ends it as a person would (SIGTERM) and waits; answers its exit code. */
  stop(): Promise<number | null>;
  /** Ends it as a power cut would (SIGKILL) and waits. */
  kill(): Promise<void>;
}

/** A folder of its own for one test. The folders of test processes that have ended are removed when the next one begins. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), `terrace-test-${process.pid}-`));
}

for (const name of readdirSync(tmpdir())) {
  const [, pid] = /^terrace-test-(\d+)-/.exec(name) ?? [];
  if (pid && !isAlive(Number(pid))) rmSync(join(tmpdir(), name), { recursive: true, force: true });
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Starts the real program, `start.ts --browser --no-open`, in a process of its own. */
export async function startServer({
  dataFolder,
  args = [],
  home,
}: {
  dataFolder: string;
  args?: readonly string[];
  /** The person's home folder, where the file picker begins. */
  home?: string;
}): Promise<RunningServer> {
  const child = spawn(process.execPath, [startScript, '--browser', '--no-open', '--data-folder', dataFolder, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: home === undefined ? process.env : { ...process.env, HOME: home, USERPROFILE: home },
  });
  let output = '';
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
  const url = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`No address after ${PATIENCE} ms. ${errors}`)), PATIENCE);
    createInterface(child.stdout).on('line', (line) => {
      output += `${line}\n`;
      clearTimeout(timer);
      resolve(line.replace('Terrace: ', ''));
    });
    void closed.then((code) => reject(new Error(`The program ended with code ${code}. ${errors}`)));
  });
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return closed;
  };
  return {
    url,
    pid: child.pid ?? 0,
    output: () => output,
    stop: () => end('SIGTERM'),
    kill: async () => void (await end('SIGKILL')),
  };
}
