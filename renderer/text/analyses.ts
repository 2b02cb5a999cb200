/** Every sentence about what is asked of a model beyond its page. */
import type { AnalysisArea, Choice } from '../../engine/contract/index.ts';
import { count, counted } from './numbers.ts';

export const analysesText = {
  title: 'Ask more of this model',
  intro: 'Choose a question. Its answer is added to this page and kept with the model.',
  toSection: 'Ask more…',
  find: 'Find a question',
  none: (words: string) => `No question has “${words}” in its name or description.`,
  loading: 'Looking up what can be asked…',

  areas: {
    tests: 'Tests',
    intervals: 'Intervals',
    means: 'Means and slopes',
    predictions: 'Predictions',
    groups: 'Groups',
    variance: 'Variance',
    data: 'Data',
  } satisfies Readonly<Record<AnalysisArea, string>>,

  run: 'Run',
  runAgain: 'Run',
  cancel: 'Close',
  noChoices: 'There is nothing to choose.',
  all: 'All',
  nothing: 'None',
  left: 'left empty',
  more: (n: number) => `${count(n)} more`,
  yes: 'yes',
  no: 'no',
  noneChosen: 'none',

  stop: 'Stop',
  stopping: 'Stopping…',
  working: 'Working',
  repetitions: (n: number) => `${counted(n, 'repetition')} unless you choose otherwise; it may take a while and can be stopped.`,
  progress: (done: number, total: number) => `${count(done)} of ${count(total)}`,
  remaining: (ms: number) =>
    ms < 90_000 ? `about ${Math.max(1, Math.round(ms / 1000))} s left` : `about ${Math.round(ms / 60_000)} min left`,

  begun: (title: string) => `${title}: working.`,
  quarter: (title: string, percent: number) => `${title}: ${percent} percent done.`,
  done: (title: string) => `${title}: done.`,
  stopped: (title: string) => `${title}: stopped.`,
  failed: (title: string, message: string) => `${title}: ${message}`,

  change: 'Change',
  remove: 'Remove',
  changeWhat: (title: string) => `Change what was chosen for ${title}`,
  removeWhat: (title: string) => `Remove ${title}`,
  removed: (title: string) => `Removed “${title}”.`,
  old: 'This belongs to the fit before the last change.',
  again: 'Run again',
  allAgain: (n: number) => `Run all ${count(n)} again`,
  allOld: (n: number) => `${counted(n, 'answer')} below belong to the fit before the last change.`,
  lost: 'The answer is not kept any more.',
  asked: 'Asked of this model',
};

/** What is wrong with what was typed, beside the control. */
export function choiceFault(choice: Choice): string {
  switch (choice.kind) {
    case 'number':
      return `Type a ${choice.whole ? 'whole ' : ''}number${between(choice.min, choice.max)}.`;
    case 'numbers':
      return 'Type numbers only.';
    case 'some':
      return `Choose at least ${count(choice.least ?? 0)}.`;
    default:
      return 'Choose one.';
  }
}

function between(min: number | undefined, max: number | undefined): string {
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}`;
  if (min !== undefined) return `, ${min} or more`;
  return max === undefined ? '' : `, ${max} at most`;
}
