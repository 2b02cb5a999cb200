import type { ColumnTable, LevelReading } from '../../../../engine/contract/index.ts';
import type { LevelAnswers } from '../types.ts';
import type { Candidate, Roles } from './candidates.ts';
import type { Coding } from './coding.ts';
import { liesIn } from './crossing.ts';
import { repetitionOf, type Repetition } from './implicitNesting.ts';

/** Labels of one column that come again in the groups of another, and what to make of it. */
export interface FoundRepetition {
  readonly inner: Coding;
  readonly outer: Coding;
  readonly repetition: Repetition;
  /** What the person said, where a question is open for it. */
  readonly answer: LevelReading['relation'] | null;
}

export const questionId = (inner: string, outer: string): string => `nesting:${inner}|${outer}`;

/** Every column whose labels come again in the groups of a candidate, with what to make of it. */
export function findRepetitions(
  table: ColumnTable,
  roles: Roles,
  candidates: readonly Candidate[],
  answers: LevelAnswers,
  checkCancelled: () => void,
): FoundRepetition[] {
  const aside = new Set([...roles.rowIds, ...roles.sameAs.map(({ coding }) => coding)]);
  const inners = roles.codings.filter((coding) => !aside.has(coding) && coding.groups >= 2 && mayRepeat(coding, candidates));
  return inners.flatMap((inner) => {
    const isVariable = isVariableOf(inner, candidates);
    const found: FoundRepetition[] = [];
    for (const { coding: outer } of candidates) {
      checkCancelled();
      if (inner === outer || liesIn(inner, outer) || liesIn(outer, inner)) continue;
      const repetition = repetitionOf(inner, outer, roles.codings, table.columns, stands(inner, candidates));
      if (repetition.kind !== 'rows' && isSecondOfPair(inner, outer, candidates, roles)) continue;
      const answer = answers.readings[questionId(inner.name, outer.name)] ?? null;
      if (repetition.kind === 'named' || (repetition.kind !== 'same' && !isVariable))
        found.push({ inner, outer, repetition, answer });
    }
    return settled(found);
  });
}

const stands = (coding: Coding, candidates: readonly Candidate[]): boolean =>
  candidates.some((each) => each.coding === coding && each.status !== 'proposed');

/** What is known of an inner column from one outer grouping leaves nothing to ask about it within others. */
function settled(found: readonly FoundRepetition[]): readonly FoundRepetition[] {
  const known = found.filter(({ repetition }) => repetition.kind === 'named' || repetition.kind === 'nested');
  return known.length > 0 ? known.slice(0, 1) : found;
}

/** An ordered rating, or TRUE and FALSE, are predictors. */
const mayRepeat = (coding: Coding, candidates: readonly Candidate[]): boolean =>
  coding.column.kind === 'number' ||
  coding.column.scale === 'nominal' ||
  candidates.some((candidate) => candidate.coding === coding);

/** Constant in the groups of a grouping, and no grouping itself: a variable on that level. */
const isVariableOf = (coding: Coding, candidates: readonly Candidate[]): boolean =>
  !candidates.some((candidate) => candidate.coding === coding) &&
  candidates.some(({ status, coding: grouping }) => status !== 'proposed' && liesIn(grouping, coding));

/** Of two candidates the one with fewer groups is the inner one; of as many, the later column. */
function isSecondOfPair(inner: Coding, outer: Coding, candidates: readonly Candidate[], { codings }: Roles): boolean {
  if (!candidates.some(({ coding }) => coding === inner)) return false;
  return inner.groups > outer.groups || (inner.groups === outer.groups && codings.indexOf(inner) < codings.indexOf(outer));
}
