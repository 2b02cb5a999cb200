import type { NumberChoice } from '../../../contract/index.ts';
import { intervalWords as words } from '../../../text/intervals.ts';

/** Where random numbers start: fixed, so that the same question has the same answer. */
export const seedChoice: NumberChoice = {
  id: 'seed',
  kind: 'number',
  label: words.seed,
  explanation: words.seedExplanation,
  value: 1,
  min: 0,
  max: 2 ** 52,
  whole: true,
};
