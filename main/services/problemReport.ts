import { arch, release } from 'node:os';
import { failure } from '../../engine/contract/index.ts';
import type { Failure } from '../../engine/contract/index.ts';
import { appWords } from '../../engine/text/app.ts';

/** What the makers need to find a mistake: no data, no paths of data, no names of columns but those in formulas. */
export interface Circumstances {
  readonly version: string;
  /** Formulas of the open project's models. */
  readonly formulas: readonly string[];
}

/** The failure 'app.bug' with a report to be copied in `details.report`. */
export function bugFailure(thrown: unknown, doing: string, circumstances: Circumstances): Failure {
  const { message, stack } = thrown instanceof Error ? thrown : { message: String(thrown), stack: '' };
  const report = [
    `Terrace ${circumstances.version}, Node ${process.versions.node}, ${process.platform} ${release()} ${arch()}`,
    `doing: ${doing}`,
    stack || message,
    ...circumstances.formulas.map((formula) => `model: ${formula}`),
  ].join('\n');
  return failure('app.bug', { doing, report }, appWords.bug(message)).failure;
}
