/**
 * Expected trouble, told to a person. Statistical trouble (a singular fit) is not a failure but a `Notice` beside a result.
 */
export interface Failure {
  /** Stable name of the cause, `area.what`, for tests and logs. */
  readonly code: string;
  /** One sentence: what happened, in the person's words, with the offending value. */
  readonly message: string;
  /** One sentence: what to do about it. */
  readonly remedy: string;
  /** What a log or a marker in the window needs: positions, names, counts. */
  readonly details: Readonly<Record<string, unknown>>;
}

/** The one exception that carries a `Failure`; every other exception is a bug. */
export class FailureError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.name = 'FailureError';
    this.failure = failure;
  }
}

export function failure(
  code: string,
  details: Readonly<Record<string, unknown>>,
  words: { readonly message: string; readonly remedy: string },
): FailureError {
  return new FailureError({ code, details, ...words });
}

/** The failure inside whatever was thrown, or null when it was a bug. */
export function failureOf(thrown: unknown): Failure | null {
  return thrown instanceof FailureError ? thrown.failure : null;
}
