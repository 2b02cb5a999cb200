import type { Column } from '../contract/index.ts';

export interface MissingPatterns {
  /** Rows in which nothing is missing. */
  readonly complete: number;
  /** What is missing together: indices of the columns, and in how many rows; the most frequent first. */
  readonly patterns: readonly { readonly missing: readonly number[]; readonly rows: number }[];
}

/** Which columns are missing together. */
export function missingPatterns(columns: readonly Column[], rows: number): MissingPatterns {
  const found = new Map<string, { missing: number[]; rows: number }>();
  const isMissing = columns.map(missingTest);
  for (let i = 0; i < rows; i++) {
    const missing = isMissing.flatMap((test, j) => (test(i) ? [j] : []));
    const key = missing.join();
    const pattern = found.get(key) ?? { missing, rows: 0 };
    pattern.rows++;
    found.set(key, pattern);
  }
  const patterns = [...found.values()].filter(({ missing }) => missing.length > 0).sort((a, b) => b.rows - a.rows);
  return { complete: found.get('')?.rows ?? 0, patterns };
}

function missingTest(column: Column): (row: number) => boolean {
  return column.kind === 'number' ? (row) => Number.isNaN(column.values[row]) : (row) => column.codes[row] < 0;
}
