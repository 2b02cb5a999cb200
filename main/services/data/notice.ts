import type { Notice } from '../../../engine/contract/index.ts';

/** A notice about a file: the words come from engine/text. */
export function notice(
  severity: Notice['severity'],
  code: string,
  details: Notice['details'],
  words: { readonly message: string; readonly remedy: string | null },
): Notice {
  return { code, severity, details, ...words };
}
