import type { Extent, ReadHooks } from '../types.ts';
import type { CellTaker } from './takers.ts';

/**
 * A data file of a statistics program (SPSS, Stata): values are codes, and a dictionary says what they mean.
 */
export interface CodedFile {
  readonly variables: readonly CodedVariable[];
  /** Where the file holds several tables: their names, and the one that this is. */
  readonly tables?: readonly string[];
  readonly table?: string;
  /** Rows that the file says it has; null where it does not say. */
  readonly declaredRows: number | null;
  /** Name of the encoding that texts are in, as `TextDecoder` knows it. */
  readonly encoding: string;
  /** Hands every row's cells to the takers, one a variable. Resolves to the number of rows. */
  rows(takers: readonly CellTaker[], extent: Extent, hooks: ReadHooks): Promise<number>;
  close(): Promise<void>;
}

export interface CodedVariable {
  readonly name: string;
  /** What the file calls it at length; '' where it does not. */
  readonly label: string;
  readonly kind: 'number' | 'text';
  /** What values mean, in the order of the values. Keys are numbers for numbers, trimmed texts for texts. */
  readonly valueLabels: ReadonlyMap<number | string, string>;
  /** What the file says of how it was measured; null where it says nothing. */
  readonly measure: 'nominal' | 'ordinal' | 'scale' | null;
  /** Which numbers, or which texts, the file declares missing; null: none. */
  readonly declaredMissing: DeclaredMissing | null;
  /** How its numbers stand for dates or times; null: they do not. */
  readonly time: TimeFormat | null;
}

/** Single values, and one range of numbers with both ends. */
export interface DeclaredMissing {
  readonly values: readonly (number | string)[];
  readonly range: readonly [number, number] | null;
}

/** `day` and `second` count from an origin in days since 1970-01-01; `month`, `quarter`, … count from January 1960. */
export interface TimeFormat {
  readonly unit: 'day' | 'second' | 'millisecond' | 'week' | 'month' | 'quarter' | 'half';
  /** Days from 1970-01-01 to the origin. */
  readonly origin: number;
  readonly shows: 'date' | 'dateTime' | 'time' | 'period';
}

/** Rows that the front of a file gives. */
export const frontRows = 250;
