import { failure, failureOf } from '../../../../engine/contract/index.ts';
import type { Column, ColumnTable, Failure } from '../../../../engine/contract/index.ts';
import { deriveColumn, filteredRows } from '../../../../engine/frame/index.ts';
import { stepExpression } from '../../../../engine/formula/index.ts';
import { stepFailures } from '../../../../engine/text/dataSteps.ts';
import { readCells } from '../cellBlocks.ts';
import type { Reader } from '../cellBlocks.ts';
import { ChunkCache } from '../chunks.ts';
import { openReadOnly } from '../database.ts';
import { variablesRead } from '../formulaNames.ts';
import { asImported } from '../layout.ts';
import { readColumn } from '../readColumns.ts';
import { columnById, columnsOf, isFresh, tableOf } from '../rowsAndColumns.ts';
import type { KeptColumn, KeptTable } from '../rowsAndColumns.ts';
import { writeStaging } from '../writeStaging.ts';
import type { Hooks } from '../writeStaging.ts';
import { isFilter, stepsOf } from './keptSteps.ts';
import type { KeptStep } from './keptSteps.ts';

/** What came of working a step out: its values stand in the staging file under the column's id, unless it failed. */
export interface DerivedStep {
  readonly stepId: string;
  readonly columnId: number;
  /** The state of the column that the values are of. */
  readonly revision: number;
  readonly rows: number;
  readonly failure: Failure | null;
  /** Of a filter. */
  readonly rowsLeft: number | null;
}

const MEMORY = 8 * 2 ** 20;

/**
 * Works out every step of a table whose values are not those of its present state, from the top of the list, into a staging file.
 * Runs in the worker. A step that fails says why in its own answer; those that need it fail, too.
 */
export function deriveColumns(database: string, tableId: string, staging: string, hooks: Hooks = {}): DerivedStep[] {
  const db = openReadOnly(database);
  try {
    return db.transaction(() => new Deriving({ db, chunks: new ChunkCache(MEMORY) }, tableId, hooks).run(staging))();
  } finally {
    db.close();
  }
}

/** A table being gone through: columns read or worked out so far, and the rows that the filters met so far leave. */
export class Deriving {
  readonly #reader: Reader;
  readonly #table: KeptTable;
  readonly #kept: ReadonlyMap<string, KeptColumn>;
  readonly #steps: readonly KeptStep[];
  readonly #hooks: Hooks;
  readonly #columns = new Map<string, Column>();
  /** Names of columns, and null for the filters, that could not be worked out. */
  readonly #failed = new Set<string | null>();
  #rows: Uint8Array | null = null;

  constructor(reader: Reader, tableId: string, hooks: Hooks = {}) {
    this.#reader = reader;
    this.#hooks = hooks;
    const table = tableOf(reader.db, tableId);
    // Steps work on the rows as imported, whatever order they are shown in.
    this.#table = { ...table, layout: asImported(table.layout) };
    this.#kept = new Map(columnsOf(reader.db, tableId).map((column) => [column.name, column]));
    this.#steps = stepsOf(reader.db, tableId).filter(({ enabled }) => enabled);
  }

  run(staging: string): DerivedStep[] {
    const made: Column[] = [];
    const wanted = this.#steps.filter((step) => !isFresh(this.#columnOf(step)));
    const derived = this.#steps.flatMap((step) => {
      const one = this.#take(step);
      if (one?.column) made.push({ ...one.column, name: String(step.columnId) });
      if (one) this.#hooks.onProgress?.({ stage: 'derive', done: made.length, total: wanted.length });
      return one ? [one.derived] : [];
    });
    writeStaging(
      staging,
      { rows: this.#table.rows, columns: made },
      { name: '', source: '' },
      {
        checkCancelled: this.#hooks.checkCancelled,
      },
    );
    return derived;
  }

  /** Goes through the steps above one, as far as they bear on what it sees; all of them without one. */
  advanceTo(stepId: string | null): this {
    for (const step of this.#steps) {
      if (step.id === stepId) break;
      this.#take(step);
    }
    return this;
  }

  get rowsLeft(): Uint8Array | null {
    return this.#rows;
  }

  /** The columns that an expression reads; for a column that failed or stands further down, none. */
  tableFor(expression: string): ColumnTable {
    const names = variablesRead(expression);
    for (const name of names) if (this.#failed.has(name)) throw sourceFailed(name);
    if (this.#failed.has(null)) throw sourceFailed('the filter above');
    const columns = names.flatMap((name) => this.#column(name) ?? []);
    const others = [...this.#kept.keys()].filter((name) => !names.includes(name));
    return { rows: this.#table.rows, columns: [...columns, ...others.map(nothing)] };
  }

  #take(step: KeptStep): { derived: DerivedStep; column: Column | null } | null {
    this.#hooks.checkCancelled?.();
    const column = this.#columnOf(step);
    if (isFresh(column)) return this.#takeKept(step, column);
    const answer = { stepId: step.id, columnId: step.columnId, revision: column.revision, rows: this.#table.rows };
    try {
      const made = this.#workOut(step, column);
      const rowsLeft = isFilter(step) ? total(this.#rows!) : null;
      return { derived: { ...answer, failure: null, rowsLeft }, column: made };
    } catch (thrown) {
      const why = failureOf(thrown);
      if (!why) throw thrown;
      if (why.code === 'job.cancelled') throw thrown;
      this.#failed.add(isFilter(step) ? null : column.name);
      return { derived: { ...answer, failure: why, rowsLeft: null }, column: null };
    }
  }

  #takeKept(step: KeptStep, column: KeptColumn): null {
    if (step.failure) this.#failed.add(isFilter(step) ? null : column.name);
    else if (isFilter(step)) this.#rows = Uint8Array.from(this.#cells(column), (code) => (code === 1 ? 1 : 0));
    return null;
  }

  #workOut(step: KeptStep, column: KeptColumn): Column {
    const expression = stepExpression(step.work);
    const table = this.tableFor(expression);
    if (!isFilter(step)) {
      const made = deriveColumn(column.name, expression, table, this.#rows);
      this.#columns.set(column.name, made);
      return made;
    }
    this.#rows = filteredRows(expression, table, this.#rows);
    const codes = Int32Array.from(this.#rows);
    return { kind: 'factor', name: column.name, codes, levels: ['FALSE', 'TRUE'], scale: 'logical' };
  }

  #column(name: string): Column | null {
    const kept = this.#kept.get(name);
    const known = this.#columns.get(name);
    if (known || !kept) return known ?? null;
    if (!isFresh(kept)) return null;
    const read = readColumn(this.#reader, this.#table, kept);
    this.#columns.set(name, read);
    return read;
  }

  #cells(column: KeptColumn): Int32Array {
    return readCells(this.#reader, this.#table.layout, column, 0, this.#table.rows) as Int32Array;
  }

  #columnOf(step: KeptStep): KeptColumn {
    return columnById(this.#reader.db, step.columnId)!;
  }
}

/** Stands for a column that an expression does not read: only its name is needed, for suggestions. */
function nothing(name: string): Column {
  return { kind: 'number', name, values: new Float64Array(0) };
}

function sourceFailed(name: string): Error {
  return failure('step.source-failed', { column: name }, stepFailures.sourceFailed(name));
}

function total(flags: Uint8Array): number {
  let sum = 0;
  for (const flag of flags) sum += flag;
  return sum;
}
