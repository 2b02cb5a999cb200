import type { Failure, Notice } from '../../engine/contract/index.ts';
import { toasts } from '../ui/toasts.svelte.ts';
import { en } from '../text/en.ts';

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isFailure = (value: unknown): value is Failure =>
  isRecord(value) && typeof value['code'] === 'string' && typeof value['message'] === 'string' && 'remedy' in value;

/** The failure inside whatever a call rejected with; a bug gets words of its own and keeps its message for the report. */
export function failureFrom(thrown: unknown): Failure {
  if (isFailure(thrown)) return thrown;
  if (isRecord(thrown) && isFailure(thrown['failure'])) return thrown['failure'];
  const cause = thrown instanceof Error ? thrown.message : String(thrown);
  return { code: 'window.bug', message: en.bug.message(cause), remedy: en.bug.remedy, details: { cause } };
}

/** Stopped by the person: nothing to report. */
export const wasCancelled = (failure: Failure): boolean => failure.code === 'job.cancelled';

export function showFailure(failure: Failure): void {
  if (!wasCancelled(failure)) toasts.show(failure.message, { tone: 'problem', remedy: failure.remedy });
}

/** What a call found beside its answer; what only confirms a default (`info`) is not worth interrupting for. */
export function showNotices(notices: readonly Notice[]): void {
  for (const { severity, message, remedy } of notices) if (severity !== 'info') toasts.show(message, { tone: 'problem', remedy });
}

/** Does something and shows what went wrong; null where it did. */
export async function attempt<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (thrown) {
    showFailure(failureFrom(thrown));
    return null;
  }
}
