/**
 * A table of data, by columns. Plain values and typed arrays: it crosses between processes as it is.
 */

/** Numbers. A missing cell is NaN. */
export interface NumberColumn {
  readonly kind: 'number';
  readonly name: string;
  readonly values: Float64Array;
}

/**
 * Categories. `codes[i]` is the index of row i's category in `levels`, and −1 where the cell is missing.
 * The first level is the reference of treatment contrasts. Levels that no row uses are allowed.
 */
export interface FactorColumn {
  readonly kind: 'factor';
  readonly name: string;
  readonly codes: Int32Array;
  readonly levels: readonly string[];
  readonly scale: FactorScale;
}

/** `ordinal` gets polynomial contrasts as R's ordered factors do; `logical` has the levels FALSE, TRUE and counts as 0, 1 in arithmetic. */
export type FactorScale = 'nominal' | 'ordinal' | 'logical';

export type Column = NumberColumn | FactorColumn;

export interface ColumnTable {
  readonly rows: number;
  readonly columns: readonly Column[];
  /** Where each row stands in the whole table, from 0, where filters have left rows out; absent: as they come. */
  readonly rowNumbers?: Int32Array;
  /** Rows that filters have left out. */
  readonly leftOut?: number;
}
