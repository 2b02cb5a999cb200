import { failureOf, type Failure } from '../../engine/contract/index.ts';
import {
  expandFormula,
  gridOf,
  parseFormula,
  printExpression,
  whyNoGrid,
  type Formula,
  type GridModel,
} from '../../engine/formula/index.ts';

/** What the builder makes of a formula's text. */
export interface FormulaReading {
  /** The outcome as written, and where it stands; null where the formula cannot be read or has none. */
  readonly outcome: { readonly text: string; readonly start: number; readonly end: number } | null;
  /** null where the formula is wrong or has no grid. */
  readonly grid: GridModel | null;
  /** Why there is no grid though the formula is right. */
  readonly whyNoGrid: string | null;
  /** What is wrong, with `start` and `end` in the text among its details. */
  readonly failure: Failure | null;
}

/** Reads a formula over a table's columns; expected trouble is part of the reading. */
export function readFormula(formula: string, columnNames: readonly string[]): FormulaReading {
  try {
    const parsed = parseFormula(formula);
    expandFormula(parsed, columnNames);
    return { outcome: outcomeOf(parsed), grid: gridOf(parsed), whyNoGrid: whyNoGrid(parsed), failure: null };
  } catch (thrown) {
    const failure = failureOf(thrown);
    if (failure) return { outcome: null, grid: null, whyNoGrid: null, failure };
    throw thrown;
  }
}

function outcomeOf({ outcome }: Formula): FormulaReading['outcome'] {
  return outcome && { text: printExpression(outcome), start: outcome.start, end: outcome.end };
}
