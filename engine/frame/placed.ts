import { failure, FailureError } from '../contract/index.ts';
import type { Span } from '../formula/index.ts';

/** Does the work; trouble that does not say where it is comes from this part of the text. */
export function placed<T>({ start, end }: Span, work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    if (!(thrown instanceof FailureError) || 'start' in thrown.failure.details) throw thrown;
    const { code, details, ...said } = thrown.failure;
    throw failure(code, { ...details, start, end }, said);
  }
}
