import { describe, expect, it } from 'vitest';
import { failureOf, type AnalysisOffer, type Choice, type ChoiceValues, type FitResult } from '../../engine/contract/index.ts';
import { analysesFor, run } from '../../engine/index.ts';
import { answerFaults } from '../support/answerFaults.ts';
import { offeredStudy } from '../support/offeredStudy.ts';

const STUDIES = 80;
const AT_ONCE = 8;
const batches = Array.from({ length: STUDIES / AT_ONCE }, (_, batch) => batch * AT_ONCE);
const hooks = { onProgress: () => undefined, checkCancelled: () => undefined };

describe('Whatever is fitted', () => {
  it.each(batches)('every analysis offered answers, or says why not and what to do: studies from %i', (first) => {
    expect(Array.from({ length: AT_ONCE }, (_, k) => first + k).flatMap(faultsOfStudy)).toEqual([]);
  });
});

function faultsOfStudy(seed: number): string[] {
  const { spec, table } = offeredStudy(seed);
  const about = `${seed} ${spec.formula}`;
  const fitted = answered(() => run(spec, table, hooks));
  if (typeof fitted === 'string') return [`${about}: ${fitted}`];
  if (fitted === null) return [];
  const [fit, mlFit = null] = fitted.fits;
  const answers = analysesFor(fit).flatMap((offer) =>
    questions(offer, seed).flatMap((choices) => {
      const answer = answered(() => run({ kind: 'analysis', analysis: offer.id, fit, mlFit, choices }, table, hooks));
      if (answer === null) return [];
      const faults = typeof answer === 'string' ? [answer] : answerFaults(answer.report);
      return faults.map((fault) => `${about}: ${offer.id} ${JSON.stringify(choices)}: ${fault}`);
    }),
  );
  return [...answerFaults(fitted.report).map((fault) => `${about}: ${fault}`), ...offerFaults(fit), ...answers];
}

/** What the work comes to; null where it fails in words; what is wrong with how it fails. */
function answered<T>(work: () => T): T | string | null {
  try {
    return work();
  } catch (thrown) {
    const failure = failureOf(thrown);
    if (!failure) return `throws ${thrown instanceof Error ? thrown.stack : String(thrown)}`;
    return failure.message && failure.remedy ? null : `fails without words: ${failure.code}`;
  }
}

/** A fit that was stored offers the same. */
function offerFaults(fit: FitResult): string[] {
  const again = analysesFor(JSON.parse(JSON.stringify(fit)) as FitResult);
  return JSON.stringify(again) === JSON.stringify(analysesFor(fit)) ? [] : ['other offers after storing'];
}

/** As it is offered, and with one choice made otherwise: every one of them over eight studies. Repetitions as few as can be. */
function questions({ choices }: AnalysisOffer, seed: number): ChoiceValues[] {
  const few = Object.fromEntries(choices.flatMap((choice) => (choice.id === 'replicates' ? [[choice.id, leastOf(choice)]] : [])));
  const other = choices.flatMap((choice) => otherValues(choice).map((value): ChoiceValues => ({ ...few, [choice.id]: value })));
  return [few, ...other.filter((_, i) => (i + seed) % 8 === 0)];
}

function leastOf(choice: Choice): number {
  return choice.kind === 'number' ? (choice.min ?? 20) : 20;
}

function otherValues(choice: Choice): ChoiceValues[string][] {
  switch (choice.kind) {
    case 'one':
      return choice.options.flatMap(({ value }) => (value === choice.value ? [] : [value]));
    case 'yes':
      return [!choice.value];
    case 'some':
      return [choice.options.map(({ value }) => value), ...(choice.least ? [] : [[]])];
    case 'number':
    case 'numbers':
      return [];
  }
}
