import type { Failure } from './failure.ts';

/**
 * A data step: what a person asked to be done with a table, as plain data that can be changed, reordered and switched off. Steps work from
 * the top of their list: each sees the columns made above it and only the rows that the filters above it leave.
 */
export type StepWork = ColumnWork | FilterWork;

/** Steps that make one column. `column` is its name. */
export type ColumnWork = ComputeWork | RecodeWork | BinWork | CentreWork | DateWork | TextWork;

/** Steps that leave rows out of every model and summary; the rows stay in the table. */
export type FilterWork = ConditionWork | SampleWork;

/** An expression of the formula language with the functions of data steps. */
export interface ComputeWork {
  readonly kind: 'compute';
  readonly column: string;
  readonly expression: string;
}

/** Values become others. The first rule that a value meets counts. */
export interface RecodeWork {
  readonly kind: 'recode';
  readonly column: string;
  readonly from: string;
  /** Whether the column recoded holds numbers: values are then compared as numbers. */
  readonly numeric: boolean;
  readonly rules: readonly RecodeRule[];
  /** What becomes of values that no rule names. */
  readonly otherwise: 'keep' | 'missing';
}

export interface RecodeRule {
  readonly match: RecodeMatch;
  /** A number where it spells one and so do all others; null: missing. */
  readonly to: string | null;
}

export type RecodeMatch =
  | { readonly kind: 'values'; readonly values: readonly string[] }
  /** Both ends belong to it; null: no end. */
  | { readonly kind: 'range'; readonly low: number | null; readonly high: number | null }
  | { readonly kind: 'missing' };

/** Ranges of a number as ordered categories. */
export interface BinWork {
  readonly kind: 'bin';
  readonly column: string;
  readonly from: string;
  /** Cut points from low to high, or so many groups of equal size (quantiles) or equal width. */
  readonly by:
    | { readonly kind: 'breaks'; readonly breaks: readonly number[] }
    | { readonly kind: 'quantiles' | 'widths'; readonly groups: number };
  /** Names from low to high; empty: the ranges themselves. */
  readonly labels: readonly string[];
}

/** A number around its mean, the mean itself, or in standard deviations; over all rows, or within the groups named. */
export interface CentreWork {
  readonly kind: 'centre';
  readonly column: string;
  readonly from: string;
  readonly groups: readonly string[];
  readonly as: 'deviation' | 'mean' | 'z';
}

/** Part of a date written year-month-day; `days` counts from the date `since`. */
export interface DateWork {
  readonly kind: 'date';
  readonly column: string;
  readonly from: string;
  readonly part: 'year' | 'month' | 'day' | 'weekday' | 'days';
  readonly since: string;
}

export interface TextWork {
  readonly kind: 'text';
  readonly column: string;
  readonly from: string;
  readonly change:
    | { readonly kind: 'upper' | 'lower' | 'trim' | 'length' }
    | { readonly kind: 'part'; readonly first: number; readonly last: number }
    | { readonly kind: 'replace'; readonly find: string; readonly by: string }
    | { readonly kind: 'join'; readonly with: readonly string[]; readonly separator: string };
}

/** Keeps the rows where the condition is true. */
export interface ConditionWork {
  readonly kind: 'filter';
  readonly condition: string;
}

/** Keeps rows drawn at random: a number of them or a share, of all or of each group. */
export interface SampleWork {
  readonly kind: 'sample';
  readonly size: { readonly kind: 'rows'; readonly rows: number } | { readonly kind: 'share'; readonly share: number };
  readonly groups: readonly string[];
  readonly seed: number;
}

/** Steps that make a table of its own out of another. */
export type TableWork = LongWork | WideWork | AggregateWork;

/** Several columns of a row become as many rows. */
export interface LongWork {
  readonly kind: 'long';
  /** Columns put under each other, in this order. */
  readonly columns: readonly string[];
  /** The new columns: which of them the value comes from, and the value. */
  readonly nameColumn: string;
  readonly valueColumn: string;
  /** Takes the number at the end of each name, where all have one, in place of the name. */
  readonly numbered: boolean;
  /** A column that numbers the former rows and becomes a grouping; null where `columns` kept identify them. */
  readonly idColumn: string | null;
  readonly dropMissing: boolean;
}

/** Rows of one id become one row with a column for each key. */
export interface WideWork {
  readonly kind: 'wide';
  readonly ids: readonly string[];
  readonly key: string;
  readonly values: readonly string[];
}

/** One row for each group. */
export interface AggregateWork {
  readonly kind: 'aggregate';
  readonly groups: readonly string[];
  readonly summaries: readonly AggregateSummary[];
}

export interface AggregateSummary {
  readonly column: string;
  readonly from: string;
  readonly of: 'mean' | 'sd' | 'sum' | 'min' | 'max' | 'median' | 'n' | 'first';
}

/** What came of a step. `working`: it is being worked out anew. */
export type StepOutcome =
  | { readonly status: 'done' | 'working' | 'off'; readonly failure: null }
  | { readonly status: 'failed'; readonly failure: Failure };

/** The name of the column that a step makes; null for those that choose rows. */
export function columnMade(work: StepWork): string | null {
  return work.kind === 'filter' || work.kind === 'sample' ? null : work.column;
}

/** The first values that a step would give, shown before it is made. */
export interface ColumnPreview {
  readonly kind: 'column';
  readonly column: 'number' | 'factor';
  /** Of a factor: its categories in order, the first of them. */
  readonly levels: readonly string[];
  readonly levelCount: number;
  readonly rows: readonly (number | string | null)[];
  readonly missing: number;
  readonly total: number;
}

export interface FilterPreview {
  readonly kind: 'filter';
  /** Rows left, of those that the filters above leave. */
  readonly left: number;
  readonly total: number;
}

export interface TablePreview {
  readonly kind: 'table';
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (number | string | null)[])[];
  readonly total: number;
  /** Columns that identify groups in the new table, the lowest level first, with how many there are. */
  readonly groupings: readonly { readonly column: string; readonly groups: number }[];
}
