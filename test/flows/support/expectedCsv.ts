import type { ModelSpec, TableBlock } from '../../../engine/contract/index.ts';
import { compareModels, run } from '../../../engine/index.ts';
import { tableToCsv } from '../../../engine/report/index.ts';
import { quietHooks, readFile } from '../../../main/services/data/index.ts';

/**
 * The bytes that the window's *Models side by side* must write for these models of a file: the same numbers by the shortest way, without
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
