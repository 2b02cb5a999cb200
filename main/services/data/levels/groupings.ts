import type { Column, ColumnTable, Grouping, GroupRelation } from '../../../../engine/contract/index.ts';
import * as text from '../../../../engine/text/levelText.ts';
import type { LevelAnswers } from '../types.ts';
import type { Candidate, Roles } from './candidates.ts';
import { codingByValue, joinCodings, type Coding } from './coding.ts';
import { crossingOf, liesIn } from './crossing.ts';
import { noEvidence } from './evidence.ts';
import { findRepetitions, type FoundRepetition } from './repetitions.ts';

/** A grouping while the map is being made. */
export interface FoundGrouping {
  readonly coding: Coding;
  /** The columns it is made of, finest first. */
  readonly columns: readonly string[];
  readonly status: Grouping['status'];
  readonly reason: string;
}

export interface FoundGroupings {
  readonly groupings: readonly FoundGrouping[];
  readonly repetitions: readonly FoundRepetition[];
}

/** The groupings of a table: candidates, joined where labels come again inside another grouping, and what a person has said. */
export function findGroupings(
  table: ColumnTable,
  roles: Roles,
  answers: LevelAnswers,
  checkCancelled: () => void,
): FoundGroupings {
  const words = lastWords(answers);
  const denied = words.filter(({ grouping }) => !grouping).map(({ columns }) => columns.join(':'));
  const said = words.filter(({ grouping }) => grouping).map(({ columns }) => columns);
  const ofRules = roles.candidates.filter(({ coding }) => !denied.includes(coding.name));
  const candidates = unique([...said.flatMap((columns) => saidCandidate(table, roles, columns)), ...ofRules]);
  const repetitions = findRepetitions(table, roles, candidates, answers, checkCancelled).filter(
    ({ inner }) => !denied.includes(inner.name),
  );
  const single = candidates.filter((each) => each.status === 'accepted' || !isLabelOnly(each.coding, repetitions));
  const groupings = [
    ...said.flatMap((columns) => saidJoin(table, columns)),
    ...repetitions.flatMap((each) => innerGroupings(each, denied)),
    ...single.map((candidate) => found(candidate, repetitions)),
  ];
  return { groupings: unique(groupings), repetitions };
}

function lastWords({ groupings }: LevelAnswers): LevelAnswers['groupings'] {
  return groupings.filter(
    ({ columns }, i) => !groupings.slice(i + 1).some((later) => later.columns.join(':') === columns.join(':')),
  );
}

/** A single column that a person calls a grouping. */
function saidCandidate(table: ColumnTable, roles: Roles, [name, ...more]: readonly string[]): Candidate[] {
  const column = table.columns.find((each) => each.name === name);
  if (!column || more.length > 0) return [];
  const coding = roles.codings.find((each) => each.column === column) ?? codingByValue(column);
  return coding.groups > 0 ? [{ coding, evidence: noEvidence, status: 'accepted' }] : [];
}

/** Columns that a person calls a grouping together. */
function saidJoin(table: ColumnTable, names: readonly string[]): FoundGrouping[] {
  const columns = names.map((name) => table.columns.find((each) => each.name === name));
  if (names.length < 2 || columns.some((column) => column === undefined)) return [];
  const codings = (columns as Column[]).map(codingByValue);
  const coding = codings.reduceRight((outer, inner) => joinCodings(`${inner.name}:${outer.name}`, inner, outer));
  return coding.groups > 0 ? [{ coding, columns: names, status: 'accepted', reason: text.saidGrouping() }] : [];
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
  const answered =
    status === 'accepted' ||
    repetitions.some(
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
function innerGroupings(each: FoundRepetition, denied: readonly string[]): FoundGrouping[] {
  const { inner, outer, repetition, answer } = each;
  if (repetition.kind === 'nested') {
    const reason = text.joinedReason(inner.name, outer.name, repetition.because);
    return denied.includes(`${inner.name}:${outer.name}`) ? [] : [joined(each, 'certain', reason)];
  }
  if (repetition.kind !== 'asked') return [];
  if (answer === 'nested') return [joined(each, 'accepted', text.saidNested(inner.name, outer.name))];
  const reason = answer === 'crossed' ? text.saidCrossed(inner.name, outer.name) : text.openReason(outer.name);
  return [{ coding: inner, columns: [inner.name], status: answer === 'crossed' ? 'accepted' : 'proposed', reason }];
}

function joined({ inner, outer }: FoundRepetition, status: Grouping['status'], reason: string): FoundGrouping {
  return { coding: joinCodings(`${inner.name}:${outer.name}`, inner, outer), columns: [inner.name, outer.name], status, reason };
}

/** What a person said comes first, then what is surer; the same columns count once. */
function unique<T extends { readonly coding: Coding; readonly status: Grouping['status'] }>(groupings: readonly T[]): T[] {
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
