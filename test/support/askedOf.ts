import { run } from '../../engine/index.ts';
import type { Cell, ChoiceValues, ColumnTable, FitResult, ModelSpec, Report, TableBlock } from '../../engine/contract/index.ts';

const hooks = { onProgress: () => undefined, checkCancelled: () => undefined };

/** A model fitted once, and what is asked of it. */
export interface Asked {
  readonly fit: FitResult;
  readonly ask: (analysis: string, choices?: ChoiceValues) => Answer;
}

export interface Answer {
  readonly report: Report;
  readonly table: (id: string) => TableBlock;
  /** The number in a cell; null where it is empty. */
  readonly number: (table: string, row: string, column: string) => number | null;
  /** All notes under its tables, as one text. */
  readonly notes: string;
}

export function askedOf(table: ColumnTable, formula: string, options: Partial<Omit<ModelSpec, 'formula'>> = {}): Asked {
  const [fit, mlFit = null] = run({ kind: 'model', formula, criterion: 'REML', ...options }, table, hooks).fits;
  const ask = (analysis: string, choices: ChoiceValues = {}) =>
    answerOf(run({ kind: 'analysis', analysis, fit, mlFit, choices }, table, hooks).report);
  return { fit, ask };
}

function answerOf(report: Report): Answer {
  const tables = report.blocks.filter((block): block is TableBlock => block.kind === 'table');
  const table = (id: string): TableBlock => {
    const found = tables.find((block) => block.id === id);
    if (!found) throw new Error(`There is no table ${id} among ${tables.map((one) => one.id).join(', ')}`);
    return found;
  };
  const number = (id: string, row: string, column: string): number | null => {
    const found = table(id).rows.find((one) => one.id === row);
    if (!found) throw new Error(`There is no row ${row} in ${id}`);
    return valueOf(found.cells[column]);
  };
  return { report, table, number, notes: tables.flatMap(({ notes }) => notes).join('\n') };
}

export function valueOf(cell: Cell | undefined): number | null {
  const value = typeof cell === 'object' && cell !== null ? cell.value : cell;
  return typeof value === 'number' ? value : null;
}
