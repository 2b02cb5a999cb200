import type { NumberChoice } from '../../contract/index.ts';
import { intervalWords } from '../../text/intervals.ts';
import type { Chosen } from './chosen.ts';

/** How often intervals made this way contain the truth, chosen in percent. */
export const coverageChoice: NumberChoice = {
  id: 'coverage',
  kind: 'number',
  label: intervalWords.coverage,
  value: 95,
  min: 50,
  max: 99.99,
};

/** As a share. */
export const coverageOf = (chosen: Chosen): number => chosen.given('coverage') / 100;
