import type { ColumnSink } from './numberSink.ts';
import { NumberSink } from './numberSink.ts';
import { finishLabels, finishNumbers, type FinishedColumn } from './finishColumn.ts';
import type { MissingMarks } from './missingMarks.ts';
import type { DecimalMark } from './parseNumber.ts';
import { TextSink } from './textSink.ts';
import type { ReadHooks } from '../types.ts';

/** Something with rows that can be run over more than once. */
export interface RowSource {
  /** Hands every data row to the sinks, one sink a column; columns without a sink are passed over. Resolves to the number of rows. */
  pass(sinks: readonly (ColumnSink | null)[], hooks: ReadHooks): Promise<number>;
}

export interface ColumnPlan {
  readonly name: string;
  /** What a person said, or null. */
  readonly asked: 'number' | 'factor' | null;
  /** What the first rows look like. */
  readonly guess: 'number' | 'factor';
}

export interface CellSyntax {
  readonly decimal: DecimalMark;
  readonly missing: MissingMarks;
}

/**
 * All columns of a source. Columns that look like numbers are read as numbers at once; where a later cell is not one, its column is read
 * a second time as labels, so that no column is ever held as text and numbers together and nothing written is lost.
 */
export async function readColumns(
  source: RowSource,
  plans: readonly ColumnPlan[],
  syntax: CellSyntax,
  hooks: ReadHooks,
): Promise<{ rows: number; columns: FinishedColumn[] }> {
  const sinks = plans.map((plan) => newSink(plan, syntax));
  const rows = await source.pass(sinks, hooks);
  const again = sinks.map((sink) => (sink instanceof NumberSink && sink.obstacle ? new TextSink() : null));
  if (again.some((sink) => sink !== null)) await source.pass(again, hooks);
  return { rows, columns: plans.map((plan, j) => finish(plan, again[j] ?? sinks[j], syntax)) };
}

function newSink(plan: ColumnPlan, syntax: CellSyntax): NumberSink | TextSink {
  const kind = plan.asked ?? plan.guess;
  return kind === 'number' ? new NumberSink(syntax.missing, syntax.decimal, plan.asked === 'number') : new TextSink();
}

function finish(plan: ColumnPlan, sink: NumberSink | TextSink, syntax: CellSyntax): FinishedColumn {
  if (sink instanceof NumberSink) return finishNumbers(plan.name, sink, plan.asked === 'number');
  return finishLabels(plan.name, sink, syntax.missing, syntax.decimal, plan.asked === 'factor');
}
