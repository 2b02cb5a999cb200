/**
 * What a person should know of a model beside its numbers.
 */
import type { Notice } from '../contract/index.ts';
import type { GroupingFactor, ModelFrame, RandomTerm } from '../frame/types.ts';
import { sd } from '../stats/index.ts';
import * as notices from '../text/notices.ts';

/** Fewer levels than this make a variance between them a guess. */
const FEW_GROUPS = 5;
/** Ratio of the largest to the smallest SD among predictors from which reading suffers (lme4 warns at the same). */
const SCALE_RATIO = 1e3;

/** What the frame alone tells: rows and columns left out, doubtful random terms, scales. */
export function frameNotices(frame: ModelFrame): Notice[] {
  return [
    ...(frame.droppedRows ? [notices.rowsDropped(frame.droppedRows, frame.n + frame.droppedRows, frame.droppedBy)] : []),
    ...(frame.droppedColumns.length ? [notices.columnsDropped(frame.droppedColumns)] : []),
    ...frame.groups
      .filter(({ levels }) => levels.length < FEW_GROUPS)
      .map(({ name, levels }) => notices.fewGroups(name, levels.length)),
    ...constantSlopes(frame),
    ...scaleNotices(frame),
    ...boundaryNotices(frame),
  ];
}

/** Splines learn how many rows lie beyond the boundary they were told. */
function boundaryNotices({ schema }: ModelFrame): Notice[] {
  const counts = schema.variables.flatMap(({ remembered }) => Object.entries(remembered));
  return counts
    .filter(([learned, [rows]]) => /^bs\(.*\)\.outside$/.test(learned) && Number(rows) > 0)
    .map(([learned, [rows]]) => notices.beyondBoundary(learned.slice(0, -'.outside'.length), Number(rows)));
}

function constantSlopes(frame: ModelFrame): Notice[] {
  return frame.random.flatMap((term) => {
    const group = frame.groups[term.group];
    const isSlope = (column: string) => column !== '(Intercept)';
    return term.columns
      .filter((column, s) => isSlope(column) && isConstantInGroups(term, s, group))
      .map((column) => notices.constantSlope(column, group.name));
  });
}

function isConstantInGroups({ Z, columns }: RandomTerm, s: number, { codes, levels }: GroupingFactor): boolean {
  const first = new Float64Array(levels.length).fill(NaN);
  for (let i = 0; i < codes.length; i++) {
    const value = Z[i * columns.length + s];
    if (Number.isNaN(first[codes[i]])) first[codes[i]] = value;
    else if (first[codes[i]] !== value) return false;
  }
  return true;
}

function scaleNotices(frame: ModelFrame): Notice[] {
  const scales = frame.coefNames
    .map((name, j) => ({ name, sd: sd(frame.X.subarray(j * frame.n, (j + 1) * frame.n)) }))
    .filter((column) => column.sd > 0)
    .sort((one, other) => other.sd - one.sd);
  const [largest, smallest] = [scales[0], scales[scales.length - 1]];
  return scales.length > 1 && largest.sd / smallest.sd > SCALE_RATIO ? [notices.badlyScaled([largest.name, smallest.name])] : [];
}
