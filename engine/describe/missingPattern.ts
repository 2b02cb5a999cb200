import type { Column } from '../contract/index.ts';

export interface MissingPatterns {
  /** Rows in which nothing is missing. */
  readonly complete: number;
  /** What is missing together: indices of the columns, and in how many rows; the most frequent first. */
  readonly patterns: readonly { readonly missing: readonly number[]; readonly rows: number }[];
}

/** Which columns are missing together. Each row's pattern is refined column by column, so complete data cost one look at each cell. */
export function missingPatterns(columns: readonly Column[], rows: number): MissingPatterns {
  const patterns: { missing: readonly number[]; rows: number }[] = [{ missing: [], rows }];
  const patternOf = new Int32Array(rows);
  columns.forEach((column, j) => {
    const isMissing = missingTest(column);
    const withThis = new Map<number, number>();
    for (let i = 0; i < rows; i++) {
      if (!isMissing(i)) continue;
      const before = patternOf[i];
      if (!withThis.has(before)) {
        withThis.set(before, patterns.length);
        patterns.push({ missing: [...patterns[before].missing, j], rows: 0 });
      }
      patterns[before].rows--;
      patternOf[i] = withThis.get(before)!;
      patterns[patternOf[i]].rows++;
    }
  });
  const [complete, ...others] = patterns;
  return { complete: complete.rows, patterns: others.filter((pattern) => pattern.rows > 0).sort((a, b) => b.rows - a.rows) };
}

function missingTest(column: Column): (row: number) => boolean {
  return column.kind === 'number' ? (row) => Number.isNaN(column.values[row]) : (row) => column.codes[row] < 0;
}
