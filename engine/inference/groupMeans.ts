/**
 * Columns taken apart into what differs between groups and what differs within them.
 */
import type { GroupingFactor, ModelFrame } from '../frame/types.ts';
import { independentColumns } from '../frame/rank.ts';
import { sd } from '../stats/index.ts';

type Groups = Pick<GroupingFactor, 'codes' | 'levels'>;

/** Each row's group mean of a column of n values; with weights the weighted mean. */
export function groupMeanColumn(
  column: Float64Array,
  { codes, levels }: Groups,
  weights: Float64Array | null = null,
): Float64Array {
  const [sums, totals] = [new Float64Array(levels.length), new Float64Array(levels.length)];
  const first = new Float64Array(levels.length).fill(NaN);
  codes.forEach((code, i) => {
    const weight = weights?.[i] ?? 1;
    if (Number.isNaN(first[code])) first[code] = column[i];
    sums[code] += weight * (column[i] - first[code]);
    totals[code] += weight;
  });
  return Float64Array.from(codes, (code) => first[code] + sums[code] / totals[code]);
}

/**
 * A frame in which columns are joined to those that were taken from them: x − m and m become x and m, the same model in other words.
 *
 * @param parts by the place of x − m, that of m
 */
export function withPartsJoined(frame: ModelFrame, parts: ReadonlyMap<number, number>): ModelFrame {
  const { n } = frame;
  const X = frame.X.slice();
  for (const [within, between] of parts) for (let i = 0; i < n; i++) X[within * n + i] += frame.X[between * n + i];
  return { ...frame, X };
}

/** A frame whose fixed part has group means added, and where each chosen column and its mean ended up among the columns kept. */
export interface WithMeans {
  readonly frame: ModelFrame;
  /** One per chosen column; null where it is no column of its own beside the others. */
  readonly places: readonly {
    readonly column: number | null;
    readonly mean: number | null;
    /** The column of the model that is the mean already. */
    readonly known: string | null;
  }[];
}

/**
 * Add the group means of some fixed columns as columns of their own, each the last term of the model. A mean that is a column of the model
 * already, but for rounding and a constant, is not added; its place is that column's. Means that are all alike, of a column centred in the
 * groups, are not added either.
 *
 * @param parts by place, where the mean of a column is known to stand
 *
 * @see Mundlak (1978), Econometrica 46(1), 69–85
 */
export function withGroupMeans(
  frame: ModelFrame,
  columns: readonly number[],
  group: Groups,
  nameOf: (name: string) => string,
  parts: ReadonlyMap<number, number> = new Map(),
): WithMeans {
  const { n, p, X } = frame;
  const columnOf = (j: number): Float64Array => X.subarray(j * n, (j + 1) * n);
  const means = columns.map((j) => groupMeanColumn(columnOf(j), group));
  const known = means.map((mean, k) => parts.get(columns[k]) ?? frame.coefNames.findIndex((_, j) => isSame(columnOf(j), mean)));
  const added = columns.flatMap((j, k) => (known[k] < 0 && !isAlike(means[k], columnOf(j)) ? [k] : []));
  const meanNames = added.map((k) => nameOf(frame.coefNames[columns[k]]));
  const joined = new Float64Array(n * (p + added.length));
  joined.set(X.subarray(0, n * p));
  added.forEach((k, at) => joined.set(means[k], n * (p + at)));
  const names = [...frame.coefNames, ...meanNames];
  const assign = [...frame.assign, ...added.map((_, at) => frame.terms.length + at + 1)];
  const kept = independentColumns({ X: joined, names, assign }, n);
  const placeOf = (name: string): number | null => (kept.names.includes(name) ? kept.names.indexOf(name) : null);
  return {
    frame: {
      ...frame,
      X: kept.X,
      p: kept.names.length,
      coefNames: kept.names,
      assign: kept.assign,
      terms: [...frame.terms, ...meanNames],
      droppedColumns: [...frame.droppedColumns, ...kept.dropped],
    },
    places: columns.map((j, k) => ({
      column: placeOf(frame.coefNames[j]),
      known: known[k] < 0 ? null : frame.coefNames[known[k]],
      mean: known[k] === j ? null : placeOf(known[k] < 0 ? nameOf(frame.coefNames[j]) : frame.coefNames[known[k]]),
    })),
  };
}

/** Share of the SD of the means by which a column may scatter about them and still be them, rounded; and of a column's SD, of its means. */
const ROUNDING = 0.005;

function isAlike(means: Float64Array, column: Float64Array): boolean {
  return sd(means) <= ROUNDING * sd(column);
}

/** Up to a constant: means may have been centred. */
function isSame(column: Float64Array, means: Float64Array): boolean {
  const size = sd(means);
  return size > 0 && sd(column.map((value, i) => value - means[i])) <= ROUNDING * size;
}
