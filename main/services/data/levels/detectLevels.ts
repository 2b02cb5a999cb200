import type { ColumnTable, Grouping, GroupRelation, LevelMap } from '../../../../engine/contract/index.ts';
import type { LevelAnswers, ReadHooks } from '../types.ts';
import { findCandidates, type Roles } from './candidates.ts';
import { findGroupings, relationsOf, type FoundGrouping, type FoundGroupings } from './groupings.ts';
import { identifiers, levelFindings } from './findings.ts';
import { levelQuestions } from './questions.ts';
import { variableLevels } from './variableLevels.ts';

/**
 * Work out which columns identify groups, how the groups lie in each other, and which level each variable lives on.
 *
 * The rules look at what values do (what is constant in what, which labels come again where), not at what files are called; names of
 * columns are a weak hint. Where the data fit two readings a question is asked and nothing is decided until it is answered.
 */
export function detectLevels(table: ColumnTable, answers: LevelAnswers, hooks: ReadHooks): LevelMap {
  const step = (done: number) => {
    hooks.checkCancelled();
    hooks.onProgress({ stage: 'levels', done, total: 3 });
  };
  step(0);
  const { roles, found } = rolesAndGroupings(table, answers, hooks.checkCancelled);
  step(1);
  const relations = relationsOf(found);
  const groupings = withLevels(found.groupings, relations);
  const variables = variableLevels(table, found.groupings, groupings, identifiers(roles, groupings), hooks.checkCancelled);
  step(2);
  const findings = levelFindings(table, roles, found);
  step(3);
  return { groupings, variables, relations, questions: levelQuestions(found.repetitions), findings };
}

/** Where columns form groups together, the columns are looked at once more: what measures these groups is no grouping of its own. */
function rolesAndGroupings(
  table: ColumnTable,
  answers: LevelAnswers,
  checkCancelled: () => void,
): { roles: Roles; found: FoundGroupings } {
  const roles = findCandidates(table, [], checkCancelled);
  const found = findGroupings(table, roles, answers, checkCancelled);
  const joined = found.groupings
    .filter(({ columns, status }) => columns.length > 1 && status === 'certain')
    .map(({ coding }) => coding);
  if (joined.length === 0) return { roles, found };
  const again = findCandidates(table, joined, checkCancelled);
  return { roles: again, found: findGroupings(table, again, answers, checkCancelled) };
}

/** Level 2 lies directly above the rows; a grouping lies one above the highest that is nested in it. Coarsest last. */
function withLevels(found: readonly FoundGrouping[], relations: readonly GroupRelation[]): Grouping[] {
  const levels = new Map<string, number>();
  for (const { coding } of [...found].sort((a, b) => b.coding.groups - a.coding.groups)) {
    const inside = relations
      .filter(({ outer, relation }) => relation === 'nested' && outer === coding.name)
      .map(({ inner }) => levels.get(inner) ?? 2);
    levels.set(coding.name, inside.length === 0 ? 2 : 1 + Math.max(...inside));
  }
  return found
    .map(({ coding, columns, status, reason }) => ({
      name: coding.name,
      columns,
      groups: coding.groups,
      size: sizeOf(coding.sizes),
      level: levels.get(coding.name)!,
      status,
      reason,
    }))
    .sort((a, b) => a.level - b.level || b.groups - a.groups);
}

function sizeOf(sizes: Int32Array): Grouping['size'] {
  const sorted = sizes.slice().sort();
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  return { min: sorted[0], median, max: sorted[sorted.length - 1] };
}
