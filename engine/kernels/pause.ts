import type { CheckCancelled } from '../contract/index.ts';

let asked: CheckCancelled = () => undefined;

/** A place within long work where whoever waits for it may stop it. */
export function pause(): void {
  asked();
}

/**
 * Does `work`, and asks within single factorizations and large products whether to stop, which may be minutes apart from one evaluation to
 * the next. Work arrays of what was stopped hold nothing of use.
 *
 * @throws what `ask` throws
 */
export function askingAtPauses<T>(ask: CheckCancelled, work: () => T): T {
  const before = asked;
  asked = ask;
  try {
    return work();
  } finally {
    asked = before;
  }
}
