import type { FactorContrast } from '../contract/index.ts';

/**
 * A model's data as numbers: what formula + table become, and all that the fitting code sees.
 *
 * Only complete rows are here. n rows used, p fixed-effect columns kept, S columns of a random term.
 */
export interface ModelFrame {
  readonly n: number;
  /** Index in the table of each row used, ascending. */
  readonly rows: Int32Array;
  /** The same in the whole table, where filters have left rows out before; absent: as `rows`. */
  readonly rowNumbers?: Int32Array;
  /** Rows that filters have left out. */
  readonly leftOut?: number;
  readonly droppedRows: number;
  /** Rows with a missing value, by column (a row counts for each column it misses). */
  readonly droppedBy: Readonly<Record<string, number>>;

  /** The outcome as written, e.g. `log(Reaction)`. */
  readonly outcome: string;
  readonly y: Float64Array;

  /** n × p, column-major; the columns kept, in formula order. */
  readonly X: Float64Array;
  readonly p: number;
  readonly coefNames: readonly string[];
  readonly hasIntercept: boolean;
  /** Term labels without the intercept, and for each kept column its term: 0 the intercept, then 1-based. */
  readonly terms: readonly string[];
  readonly assign: readonly number[];
  /** Columns that are linear combinations of earlier ones, left out as R leaves them out. */
  readonly droppedColumns: readonly string[];

  /** Prior weights, all positive; null when every row counts the same. */
  readonly weights: Float64Array | null;
  readonly offset: Float64Array | null;

  /** Grouping factors, most levels first. Ties are in formula order, or as in lme4 reversed where other factors changed places. */
  readonly groups: readonly GroupingFactor[];
  /** Random terms in the order of their grouping factors, then of the formula. */
  readonly random: readonly RandomTerm[];

  readonly schema: Schema;
}

export interface GroupingFactor {
  /** `school`, or `class:school` for nested or joined columns. */
  readonly name: string;
  /** Levels in use only. */
  readonly levels: readonly string[];
  /** n codes into `levels`. */
  readonly codes: Int32Array;
}

export interface RandomTerm {
  /** Index into `groups`. */
  readonly group: number;
  /** The group's name; a second term on the same factor gets `.1`, a third `.2`. */
  readonly name: string;
  readonly columns: readonly string[];
  /** n × S, row-major. */
  readonly Z: Float64Array;
}

/** What a person may say about coding beyond the formula. */
export interface FrameOptions {
  readonly weights?: string;
  readonly offset?: string;
  readonly subset?: string;
  readonly contrasts?: Readonly<Record<string, FactorContrast>>;
  readonly allowDegenerateGroups?: boolean;
}

/** Everything needed to build the same columns for new rows: levels, contrasts, remembered transforms. Plain data. */
export interface Schema {
  readonly variables: readonly SchemaVariable[];
}

export interface SchemaVariable {
  /** The expression as written, e.g. `poly(Days, 2)` or `recipe`. */
  readonly expression: string;
  readonly kind: 'number' | 'factor' | 'matrix';
  readonly levels: readonly string[];
  readonly contrast: FactorContrast | null;
  /** What a transform learned from the data (poly's norms, scale's mean and SD, the means of groups), by name. */
  readonly remembered: Readonly<Record<string, Learned>>;
}

/** Numbers, or the names of the groups that the numbers beside them belong to. */
export type Learned = readonly number[] | readonly string[];
