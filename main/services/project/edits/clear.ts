import { projectSteps } from '../../../../engine/text/projectSteps.ts';
import type { CellRange } from '../../../api.ts';
import { patchedRows } from '../cellBlocks.ts';
import { takeStep } from '../history.ts';
import { columnNamed, tableOf } from '../rowsAndColumns.ts';
import type { KeptColumn } from '../rowsAndColumns.ts';
import type { Store } from '../store.ts';
import { dataChanged } from './changed.ts';

/** Makes blocks of cells missing, as one step. What lies below the table is left out. */
export async function clearCells(store: Store, tableId: string, ranges: readonly CellRange[]): Promise<void> {
  const { layout, rows: end } = tableOf(store.db, tableId);
  const changed: { column: KeptColumn; chunks: readonly number[] }[] = [];
  let cells = 0;
  for (const [name, rows] of rowsByColumn(ranges, end)) {
    const column = columnNamed(store.db, tableId, name);
    const empty = column.kind === 'number' ? NaN : -1;
    const chunks = await patchedRows(
      store,
      layout,
      column,
      rows.length,
      (i) => rows[i],
      () => empty,
    );
    changed.push({ column, chunks });
    cells += rows.length;
  }
  if (cells === 0) return;
  const place = { tab: 'data', cell: { row: ranges[0].row, column: changed[0].column.id } } as const;
  takeStep(store, projectSteps.clearCells(cells), place, (step) => {
    for (const { column, chunks } of changed) {
      step.set('column', [column.id], { ...dataChanged(store.db, column), chunks: JSON.stringify(chunks) });
    }
  });
}

/** The rows that the blocks cover in each column, each once. */
export function rowsByColumn(ranges: readonly CellRange[], end: number): Map<string, Int32Array> {
  const runs = new Map<string, [from: number, to: number][]>();
  for (const { row, count, columns } of ranges) {
    const run: [number, number] = [row, Math.min(row + count, end)];
    if (run[0] < run[1]) for (const name of columns) runs.set(name, [...(runs.get(name) ?? []), run]);
  }
  return new Map([...runs].map(([name, list]) => [name, rowsOfRuns(list)]));
}

function rowsOfRuns(runs: readonly (readonly [from: number, to: number])[]): Int32Array {
  const sorted = [...runs].sort((a, b) => a[0] - b[0]);
  const rows = new Int32Array(sorted.reduce((sum, [from, to]) => sum + to - from, 0));
  let [count, next] = [0, 0];
  for (const [from, to] of sorted) {
    for (let row = Math.max(from, next); row < to; row++) rows[count++] = row;
    next = Math.max(next, to);
  }
  return rows.subarray(0, count);
}
