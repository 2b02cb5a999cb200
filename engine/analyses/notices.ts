/**
 * What a person should know of a model beside its numbers.
 */
import type { FitResult, Notice, VarCorrEntry } from '../contract/index.ts';
import type { ModelFrame, RandomTerm } from '../frame/types.ts';
import { sd } from '../stats/index.ts';
import * as notices from '../text/notices.ts';
import { isConstantWithin } from './dataLevels.ts';

/** Random variances below this share of the residual SD, and correlations this close to ±1, count as collapsed (lme4's tolerance). */
const SINGULAR = 1e-4;
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
  ];
}

export function singularNotice(fit: Pick<FitResult, 'isSingular' | 'varCorr' | 'sigma'>): Notice[] {
  return fit.isSingular ? [notices.singularFit(collapses(fit))] : [];
}

function constantSlopes(frame: ModelFrame): Notice[] {
  return frame.random.flatMap((term) =>
    term.columns
      .filter(
        (column, s) =>
          column !== '(Intercept)' && isConstantWithin(columnOf(term, s, frame.n), 0, frame.n, frame.groups[term.group]),
      )
      .map((column) => notices.constantSlope(column, frame.groups[term.group].name)),
  );
}

function columnOf({ Z, columns }: RandomTerm, s: number, n: number): Float64Array {
  return Float64Array.from({ length: n }, (_, i) => Z[i * columns.length + s]);
}

function scaleNotices(frame: ModelFrame): Notice[] {
  const scales = frame.coefNames
    .map((name, j) => ({ name, sd: sd(frame.X.subarray(j * frame.n, (j + 1) * frame.n)) }))
    .filter((column) => column.sd > 0)
    .sort((one, other) => other.sd - one.sd);
  const [largest, smallest] = [scales[0], scales[scales.length - 1]];
  return scales.length > 1 && largest.sd / smallest.sd > SCALE_RATIO ? [notices.badlyScaled([largest.name, smallest.name])] : [];
}

/** Every variance at 0 and correlation at ±1; where neither shows, the terms whose covariance matrix has lost a dimension. */
function collapses(fit: Pick<FitResult, 'varCorr' | 'sigma'>): notices.Collapse[] {
  const random = fit.varCorr.filter(({ var1 }) => var1 !== null);
  const zero = random.filter((entry) => entry.var2 === null && Math.sqrt(entry.vcov) < SINGULAR * fit.sigma);
  const gone = (entry: VarCorrEntry) =>
    zero.some(({ grp, var1 }) => grp === entry.grp && (var1 === entry.var1 || var1 === entry.var2));
  const perfect = random.filter((entry) => entry.var2 !== null && !gone(entry) && 1 - Math.abs(entry.sdcor ?? 0) < SINGULAR);
  const found: notices.Collapse[] = [
    ...zero.map(({ grp, var1 }) => ({ kind: 'variance' as const, group: grp, columns: [var1 as string] })),
    ...perfect.map(({ grp, var1, var2 }) => ({
      kind: 'correlation' as const,
      group: grp,
      columns: [var1 as string, var2 as string],
    })),
  ];
  return found.length ? found : largestTerms(random);
}

function largestTerms(random: readonly VarCorrEntry[]): notices.Collapse[] {
  const groups = [...new Set(random.filter(({ var2 }) => var2 !== null).map(({ grp }) => grp))];
  const columnsOfGroup = (group: string) =>
    random.filter(({ grp, var2 }) => grp === group && var2 === null).map(({ var1 }) => var1 as string);
  return groups.map((group) => ({ kind: 'rank' as const, group, columns: columnsOfGroup(group) }));
}
