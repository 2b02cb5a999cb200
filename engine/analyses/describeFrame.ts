/**
 * What a fit says of its data: the part of a result that does not depend on estimates.
 */
import type { FitResult, ModelSpec } from '../contract/index.ts';
import type { ModelFrame } from '../frame/types.ts';
import { fixedSketch } from '../inference/fixedSketch.ts';
import { groupSizes } from '../inference/groupSizes.ts';
import { engineVersion } from '../version.ts';
import { coefficientLevels, groupLevels } from './dataLevels.ts';
import type { ModelOutline } from './outline.ts';
import { codingSuffixes } from '../text/codings.ts';
import { termParts } from '../text/words.ts';
import { rowsKey } from './rowsKey.ts';

export function describeFrame(frame: ModelFrame, spec: ModelSpec) {
  const known = described.get(frame) ?? readOff(frame);
  described.set(frame, known);
  return { spec, ...known } satisfies Partial<FitResult>;
}

/** A page's outline, both criteria and the tables say the same of a frame: its rows are gone through once. */
const described = new WeakMap<ModelFrame, ReturnType<typeof readOff>>();

function readOff(frame: ModelFrame) {
  const levels = groupLevels(frame.groups);
  return {
    engineVersion,
    outcome: frame.outcome,
    nobs: frame.n,
    droppedRows: frame.droppedRows,
    droppedBy: frame.droppedBy,
    ...(frame.leftOut ? { filteredRows: frame.leftOut } : {}),
    rowsKey: rowsKey(frame),
    groups: frame.groups.map((group, index) => ({
      name: group.name,
      levels: group.levels.length,
      level: levels[index],
      harmonicSize: groupSizes(group).harmonic,
    })),
    terms: frame.terms,
    assign: frame.assign,
    factors: factorsOf(frame),
    coefNames: frame.coefNames,
    coefLevels: coefficientLevels(frame),
    droppedColumns: frame.droppedColumns,
    fixedSketch: fixedSketch(frame),
  } satisfies Partial<FitResult>;
}

/** The outline of a model's page before it is fitted. */
export function outlineOfFrame(frame: ModelFrame, spec: ModelSpec): ModelOutline {
  const described = describeFrame(frame, spec);
  const random = frame.random.map(({ name, group, columns }) => {
    const { name: factor, levels } = frame.groups[group];
    return { name, group: factor, level: described.groups[group].level, columns, levels };
  });
  const method = random.length ? 'lmm' : 'lm';
  return { ...described, method, criterion: method === 'lm' ? 'ML' : spec.criterion, random };
}

/** Factors that code columns of the fixed or random part; those that only group or are the outcome are not among them. */
function factorsOf(frame: ModelFrame): FitResult['factors'] {
  const predictors = new Set([...frame.terms, ...frame.random.flatMap(({ columns }) => columns)].flatMap(termParts));
  return frame.schema.variables.flatMap(({ expression, kind, levels, contrast }) => {
    if (kind !== 'factor' || !contrast) return [];
    const names = [expression, ...[...levels, ...codingSuffixes(contrast, levels)].map((suffix) => expression + suffix)];
    return names.some((part) => predictors.has(part)) ? [{ name: expression, levels, contrast }] : [];
  });
}
