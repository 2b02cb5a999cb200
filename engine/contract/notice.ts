/**
 * Statistical trouble or a decision worth knowing: it stands beside a result and never replaces one.
 */
export interface Notice {
  readonly code: string;
  readonly severity: 'info' | 'caution' | 'problem';
  /** What was found, in plain words, with its numbers. */
  readonly message: string;
  /** What could be done; null where nothing needs doing. */
  readonly remedy: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}
