import type { ColumnTable, Grouping, GroupRelation, LevelReading } from '../../../../engine/contract/index.ts';
import * as text from '../../../../engine/text/levelText.ts';
import type { LevelAnswers } from '../types.ts';
import type { Candidate, Roles } from './candidates.ts';
import { codingOf, joinCodings, type Coding } from './coding.ts';
import { crossingOf, liesIn } from './crossing.ts';
import { repetitionOf, type Repetition } from './implicitNesting.ts';

/** A grouping while the map is being made. */
export interface FoundGrouping {
  readonly coding: Coding;
  /** The columns it is made of, finest first. */
  readonly columns: readonly string[];
  readonly status: Grouping['status'];
  readonly reason: string;
}

/** Labels of one column that come again in the groups of another, and what to make of it. */
export interface FoundRepetition {
  readonly inner: Coding;
  readonly outer: Coding;
  readonly repetition: Repetition;
  /** What the person said, where a question is open for it. */
  readonly answer: LevelReading['relation'] | null;
}

export interface FoundGroupings {
  readonly groupings: readonly FoundGrouping[];
  readonly repetitions: readonly FoundRepetition[];
}

export const questionId = (inner: string, outer: string): string => `nesting:${inner}|${outer}`;

/** The groupings of a table: candidates, joined where labels come again inside another grouping, and what a person has said. */
export function findGroupings(
  table: ColumnTable,
  roles: Roles,
  answers: LevelAnswers,
  checkCancelled: () => void,
): FoundGroupings {
  const denied = lastWords(answers)
    .filter(({ grouping }) => !grouping)
    .map(({ columns }) => columns.join(':'));
  const kept = roles.candidates.filter(({ coding }) => !denied.includes(coding.name));
  const repetitions = findRepetitions(table, roles, kept, answers, checkCancelled);
  const ofRules = kept
    .filter(({ coding }) => !isLabelOnly(coding, repetitions))
    .map((candidate) => found(candidate, repetitions));
  const joined = repetitions.flatMap((each) => joinedGroupings(each, denied));
  const said = lastWords(answers)
    .filter(({ grouping }) => grouping)
    .flatMap(({ columns }) => saidGrouping(table, columns));
  return { groupings: unique([...said, ...joined, ...ofRules]), repetitions };
}

function lastWords({ groupings }: LevelAnswers): LevelAnswers['groupings'] {
  return groupings.filter(
    ({ columns }, i) => !groupings.slice(i + 1).some((later) => later.columns.join(':') === columns.join(':')),
  );
}

function findRepetitions(
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
  candidates.some((each) => each.coding === coding && each.status === 'certain');

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
  candidates.some(({ status, coding: grouping }) => status === 'certain' && liesIn(grouping, coding));

/** Of two candidates the one with fewer groups is the inner one; of as many, the later column. */
function isSecondOfPair(inner: Coding, outer: Coding, candidates: readonly Candidate[], { codings }: Roles): boolean {
  if (!candidates.some(({ coding }) => coding === inner)) return false;
  return inner.groups > outer.groups || (inner.groups === outer.groups && codings.indexOf(inner) < codings.indexOf(outer));
}

/** The candidate's labels mean nothing without the outer group. */
const isLabelOnly = (coding: Coding, repetitions: readonly FoundRepetition[]): boolean =>
  repetitions.some(
    ({ inner, repetition, answer }) =>
      inner === coding &&
      (repetition.kind === 'named' ||
        repetition.kind === 'nested' ||
        repetition.kind === 'rows' ||
        (repetition.kind === 'asked' && answer === 'nested')),
  );

function found({ coding, evidence, status }: Candidate, repetitions: readonly FoundRepetition[]): FoundGrouping {
  const answered = repetitions.some(
    ({ inner, outer, repetition, answer }) =>
      repetition.kind === 'asked' && answer !== null && (outer === coding || inner === coding),
  );
  return {
    coding,
    columns: [coding.name],
    status: answered ? 'accepted' : status,
    reason: text.groupingReason(
      coding.groups,
      evidence.determines,
      evidence.repeats,
      evidence.contiguous,
      answered ? 'accepted' : status,
    ),
  };
}

/** What an inner column becomes: the combination, where that is how it is read; itself, where it is the same everywhere or still asked. */
function joinedGroupings({ inner, outer, repetition, answer }: FoundRepetition, denied: readonly string[]): FoundGrouping[] {
  const name = `${inner.name}:${outer.name}`;
  const nested = repetition.kind === 'nested' || (repetition.kind === 'asked' && answer === 'nested');
  if (nested && !denied.includes(name)) {
    const reason =
      repetition.kind === 'nested'
        ? text.joinedReason(inner.name, outer.name, repetition.because)
        : text.saidNested(inner.name, outer.name);
    return [
      {
        coding: joinCodings(name, inner, outer),
        columns: [inner.name, outer.name],
        status: answer ? 'accepted' : 'certain',
        reason,
      },
    ];
  }
  if (repetition.kind !== 'asked' || nested || denied.includes(inner.name)) return [];
  const status = answer === 'crossed' ? 'accepted' : 'proposed';
  return [
    {
      coding: inner,
      columns: [inner.name],
      status,
      reason: answer ? text.saidCrossed(inner.name, outer.name) : text.openReason(outer.name),
    },
  ];
}

function saidGrouping(table: ColumnTable, names: readonly string[]): FoundGrouping[] {
  const codings = names.map((name) => {
    const column = table.columns.find((each) => each.name === name);
    return column ? codingOf(column) : null;
  });
  if (codings.length === 0 || codings.some((coding) => coding === null)) return [];
  const coding = (codings as Coding[]).reduceRight((outer, inner) => joinCodings(`${inner.name}:${outer.name}`, inner, outer));
  return coding.groups > 0 ? [{ coding, columns: names, status: 'accepted', reason: text.saidGrouping() }] : [];
}

/** What a person said comes first, then what is surer; the same columns count once. */
function unique(groupings: readonly FoundGrouping[]): FoundGrouping[] {
  const rank = { accepted: 0, certain: 1, proposed: 2 };
  const byRank = [...groupings].sort((a, b) => rank[a.status] - rank[b.status]);
  return byRank.filter((grouping, i) => byRank.findIndex(({ coding }) => coding.name === grouping.coding.name) === i);
}

/** How every two groupings lie in each other. */
export function relationsOf({ groupings, repetitions }: FoundGroupings): GroupRelation[] {
  return groupings.flatMap((a, i) => groupings.slice(i + 1).map((b) => relationOf(a.coding, b.coding, repetitions)));
}

function relationOf(a: Coding, b: Coding, repetitions: readonly FoundRepetition[]): GroupRelation {
  const [inner, outer] = a.groups >= b.groups ? [a, b] : [b, a];
  const asked = repetitions.find(
    ({ repetition, answer, ...pair }) =>
      repetition.kind === 'asked' && answer === null && [a, b].includes(pair.inner) && [a, b].includes(pair.outer),
  );
  if (asked) return { inner: asked.inner.name, outer: asked.outer.name, relation: 'asked' };
  if (liesIn(inner, outer)) return { inner: inner.name, outer: outer.name, relation: 'nested' };
  return { inner: inner.name, outer: outer.name, relation: crossingOf(inner, outer).complete ? 'crossed' : 'partly-crossed' };
}
