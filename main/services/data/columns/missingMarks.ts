/** Cells that programs write for a missing value, whatever the column. The empty cell always is one. */
const usualMarks = ['NA', 'N/A', 'n/a', '#N/A', '<NA>', 'NULL', 'null', 'NaN', 'nan', 'NAN'] as const;

/** Marks that could as well be a category (“+”, “-”): they count in columns whose other cells are numbers, and nowhere else. */
const numberMarks = ['.', '-', '--', '?', '*'] as const;

/** Numbers that often stand for *missing*. Never taken so without a person's word. */
const suspectNumbers = [-9, -99, -999, -9999, -99999, 99, 999, 9999, 99999] as const;

export const detectedMarks: readonly string[] = [...usualMarks, ...numberMarks];

/** The marks in force while a file is read. */
export interface MissingMarks {
  readonly inNumbers: ReadonlySet<string>;
  readonly inText: ReadonlySet<string>;
  /** Numbers that a person said mean *missing*. */
  readonly numbers: ReadonlySet<number>;
}

/** The marks a person gave, or the usual ones. */
export function missingMarks(given: readonly string[] | undefined): MissingMarks {
  const marks = given ?? detectedMarks;
  const onlyNumbers = new Set<string>(numberMarks);
  const numeric = marks
    .map((mark) => Number(mark.replace(',', '.')))
    .filter((value, i) => marks[i].trim() !== '' && Number.isFinite(value));
  return {
    inNumbers: new Set(marks),
    inText: new Set(marks.filter((mark) => !onlyNumbers.has(mark))),
    numbers: new Set(numeric),
  };
}

export interface SuspectNumber {
  readonly value: number;
  readonly count: number;
}

/**
 * A value such as −99 or 999 that looks like a code for *missing*: it is the column's smallest or largest value, and lies farther from
 * the others than the others lie from each other.
 */
export function suspectNumber(values: Float64Array): SuspectNumber | null {
  const ends = range(values, NaN);
  const found = suspectNumbers
    .filter((value) => value === ends.min || value === ends.max)
    .find((value) => liesApart(values, value));
  return found === undefined
    ? null
    : { value: found, count: values.reduce((count, value) => count + Number(value === found), 0) };
}

function liesApart(values: Float64Array, suspect: number): boolean {
  const { min, max } = range(values, suspect);
  const gap = suspect < 0 ? min - suspect : suspect - max;
  return min < max && gap > max - min;
}

function range(values: Float64Array, without: number): { min: number; max: number } {
  let min = Infinity;
  let max = -Infinity;
  for (const value of values) {
    if (value === without) continue;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return { min, max };
}
