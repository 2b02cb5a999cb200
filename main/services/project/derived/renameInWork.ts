import type { StepWork, TableWork } from '../../../../engine/contract/index.ts';
import { renameInExpression } from '../formulaNames.ts';

/** The step on a table where one variable that it reads is called otherwise now; the column that it makes keeps its name. */
export function renameInWork(work: StepWork, from: string, to: string): StepWork {
  const follow = (name: string): string => (name === from ? to : name);
  switch (work.kind) {
    case 'compute':
      return { ...work, expression: renameInExpression(work.expression, from, to) };
    case 'filter':
      return { ...work, condition: renameInExpression(work.condition, from, to) };
    case 'sample':
      return { ...work, groups: work.groups.map(follow) };
    case 'centre':
      return { ...work, from: follow(work.from), groups: work.groups.map(follow) };
    case 'text': {
      const { change } = work;
      return {
        ...work,
        from: follow(work.from),
        change: change.kind === 'join' ? { ...change, with: change.with.map(follow) } : change,
      };
    }
    case 'recode':
    case 'bin':
    case 'date':
      return { ...work, from: follow(work.from) };
  }
}

/** The same for steps that make a table: what they read follows. */
export function renameInTableWork(work: TableWork, from: string, to: string): TableWork {
  const follow = (name: string): string => (name === from ? to : name);
  switch (work.kind) {
    case 'long':
      return { ...work, columns: work.columns.map(follow) };
    case 'wide':
      return { ...work, ids: work.ids.map(follow), key: follow(work.key), values: work.values.map(follow) };
    case 'aggregate':
      return {
        ...work,
        groups: work.groups.map(follow),
        summaries: work.summaries.map((summary) => ({ ...summary, from: follow(summary.from) })),
      };
  }
}
