import type { LevelReading } from '../../engine/contract/index.ts';
import { app } from '../app.ts';
import { attempt } from '../state/failures.ts';
import { project } from '../state/project.svelte.ts';

/** Says that columns identify groups, or that they do not. */
export function setGrouping(tableId: string, columns: readonly string[], grouping: boolean): Promise<unknown> {
  return attempt(() => app().call('levels.setGrouping', { tableId, columns, grouping }));
}

/** Chooses a reading of what the data cannot decide; null opens the question again. */
export function answerQuestion(tableId: string, questionId: string, answer: LevelReading['relation'] | null): Promise<unknown> {
  return attempt(() => app().call('levels.answer', { tableId, questionId, answer }));
}

/** The one-click repair of a finding. */
export function repair(action: { readonly kind: 'make-factor' | 'make-number'; readonly column: string }): Promise<unknown> {
  return project.edit({
    kind: 'column-kind',
    column: action.column,
    to: action.kind === 'make-factor' ? 'nominal' : 'continuous',
  });
}
