import { parentPort } from 'node:worker_threads';
import { failureOf } from '../../engine/contract/index.ts';
import { previewFile, quietHooks, readFile } from '../../main/services/data/index.ts';
import type { Outcome } from './readHarmful.ts';

/** First a look, then the whole: as a person would. */
async function outcomeOf(path: string): Promise<Outcome> {
  try {
    await previewFile(path, null, quietHooks);
    const { table } = await readFile(path, null, quietHooks);
    return { kind: 'data', rows: table.rows, columns: table.columns.length };
  } catch (thrown) {
    const expected = failureOf(thrown);
    if (expected) return { kind: 'failure', code: expected.code };
    return { kind: 'bug', message: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown) };
  }
}

parentPort!.on('message', (path: string) => void outcomeOf(path).then((outcome) => parentPort!.postMessage(outcome)));
