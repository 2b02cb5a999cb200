/**
 * The window's figures: medians with their spread, as lines of a table and for the record.
 */
import type { WindowRow } from './window.ts';

export interface WindowResult {
  readonly id: string;
  readonly title: string;
  readonly unit: 'ms' | 's';
  readonly values: readonly number[];
  readonly median: number | null;
  readonly atMost: number | null;
  readonly isMet: boolean | null;
  /** Why there are no values. */
  readonly gaveUp: string | null;
}

export async function measureWindowRow({ id, title, unit, atMost, measure }: WindowRow, count: number): Promise<WindowResult> {
  const measured = await measure(count).catch((thrown: unknown) => String(thrown));
  const values = typeof measured === 'string' ? [] : measured;
  const median = medianOf(values);
  const isMet = median === null || atMost === null ? null : median <= atMost;
  return {
    id,
    title,
    unit,
    values,
    median,
    atMost,
    isMet,
    gaveUp: typeof measured === 'string' ? measured.split('\n')[0] : null,
  };
}

export function windowText(results: readonly WindowResult[]): string {
  const lines = [['window', 'median', 'spread', 'target', 'met', 'times', ''], ...results.map(cellsOf)];
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  const text = lines.map((line) =>
    line.map((one, column) => (column === 0 ? one.padEnd(widths[0]) : one.padStart(widths[column]))),
  );
  return (
    [text[0], widths.map((width) => '-'.repeat(width)), ...text.slice(1)].map((line) => line.join('  ').trimEnd()).join('\n') +
    '\n'
  );
}

function cellsOf({ title, unit, values, median, atMost, isMet, gaveUp }: WindowResult): string[] {
  const shown = (value: number): string => `${value.toFixed(unit === 's' ? 1 : 0)} ${unit}`;
  return [
    title,
    median === null ? '–' : shown(median),
    values.length ? `${shown(Math.min(...values))} … ${shown(Math.max(...values))}` : '–',
    atMost === null ? '' : `≤ ${shown(atMost)}`,
    isMet === null ? '' : isMet ? 'yes' : 'no',
    String(values.length),
    gaveUp ?? '',
  ];
}

function medianOf(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
