import type { ModelSpec, TableBlock } from '../../../engine/contract/index.ts';
import { compareModels, run } from '../../../engine/index.ts';
import { tableToCsv } from '../../../engine/report/index.ts';
import { quietHooks, readFile } from '../../../main/services/data/index.ts';

/**
 * What the window's *Models side by side* must write for these models of a file: the same numbers by the shortest way, without
 * project, worker, transport and page.
 */
export async function expectedCsv(file: string, formulas: Readonly<Record<string, string>>): Promise<string> {
  const { table } = await readFile(file, null, quietHooks);
  const models = Object.entries(formulas).map(([name, formula]) => {
    const spec: ModelSpec = { kind: 'model', formula, criterion: 'REML' };
    const [fit, mlFit = null] = run(spec, table, { onProgress: () => undefined, checkCancelled: () => undefined }).fits;
    return { id: name, name, fit: fit!, mlFit };
  });
  const [block] = compareModels({ kind: 'comparison', models }).blocks;
  return '\uFEFF' + tableToCsv(block as TableBlock);
}

/** A refit begins where a like model ended: its optimum is the same, the last digits on the way there are not. */
const SAME = 1e-7;

/** Cells that differ: texts at all, numbers by more than rounding on the way to an optimum. */
export function differingCells(written: string, expected: string): string[] {
  const [ours, theirs] = [written, expected].map((csv) => csv.split('\n').map((line) => line.split(',')));
  const shape = ours.map((row) => row.length).join() === theirs.map((row) => row.length).join();
  if (!shape) return [`${ours.length} rows of other lengths than ${theirs.length}`];
  return ours.flatMap((row, i) => row.flatMap((cell, j) => (isSame(cell, theirs[i][j]) ? [] : [`${cell} for ${theirs[i][j]}`])));
}

function isSame(cell: string, other: string): boolean {
  const [a, b] = [cell, other].map(Number);
  return cell === other || (cell !== '' && other !== '' && Math.abs(a - b) <= SAME * Math.abs(b));
}
