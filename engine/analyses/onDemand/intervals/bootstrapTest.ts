/**
 * A likelihood-ratio test of one term, random or fixed, by the parametric bootstrap.
 */
import type { Choice, FitResult, Replicates } from '../../../contract/index.ts';
import { expand } from '../../../formula/expand.ts';
import { parseFormula } from '../../../formula/index.ts';
import {
  bootstrapP,
  bootstrapRatios,
  likelihoodRatioOf,
  mixedModelToTest,
  modelToTest,
} from '../../../inference/bootstrapTest.ts';
import type { TestedModel } from '../../../inference/bootstrapTest.ts';
import { reducedRandomParts } from '../../../inference/ranova.ts';
import { waldChisqP } from '../../../inference/wald.ts';
import { intervalWords as words } from '../../../text/intervals.ts';
import { plain, termParts } from '../../../text/words.ts';
import { frameWithout } from '../../reducedModels.ts';
import type { Chosen } from '../chosen.ts';
import { defineAnalysis } from '../defineAnalysis.ts';
import type { Subject } from '../subject.ts';
import { table } from '../table.ts';
import { subjectTerms } from '../tests/subjectTerms.ts';
import { seedChoice } from './seedChoice.ts';

export const bootstrapTest = defineAnalysis({
  id: 'bootstrap-test',
  title: words.testTitle,
  about: words.testAbout,
  area: 'tests',
  applies: ({ method }) => method === 'lmm',
  choices: choicesOf,
  repeated: { count: (chosen) => chosen.given('replicates'), make },
  blocks: (subject, chosen, replicates) => {
    const { smaller, larger, df } = modelsOf(subject, chosen);
    const statistic = likelihoodRatioOf(smaller, larger, subject.frame.y);
    const { p, error, used } = bootstrapP(statistic, replicates.flat());
    const naive = df > 0 ? waldChisqP(statistic, df) : null;
    const cells = { lrt: statistic, df, naive, p, error };
    return [
      table({
        id: 'bootstrap-test',
        title: words.testTitle,
        columns: [
          { id: 'term', title: words.leftOut, format: 'text' },
          { id: 'lrt', title: 'χ²', format: 'estimate' },
          { id: 'df', title: 'df', format: 'df' },
          { id: 'naive', title: words.naiveP, format: 'p' },
          { id: 'p', title: words.bootstrapP, format: 'p' },
          { id: 'error', title: words.errorOfP, format: 'p' },
        ],
        rows: [{ id: chosen.one('term'), label: chosen.one('term'), cells }],
        notes: [
          words.testMethod(used, chosen.given('seed')),
          ...(used < replicates.length ? [words.failedReplicates(replicates.length - used, replicates.length)] : []),
        ],
      }),
    ];
  },
});

function choicesOf(fit: FitResult): Choice[] {
  const options = termsToLeaveOut(fit).map((label) => ({ value: label, label: plain(label) }));
  return [
    { id: 'term', kind: 'one', label: words.leftOut, options, value: options[0].value },
    { id: 'replicates', kind: 'number', label: words.replicates, value: 1000, min: 20, max: 100_000, whole: true },
    seedChoice,
  ];
}

/** Random terms and slopes, then fixed terms that are part of no other. */
function termsToLeaveOut({ spec, terms }: FitResult): string[] {
  const random = reducedRandomParts(expand(parseFormula(spec.formula), []).random).map(({ label }) => label);
  const isPart = (term: string, other: string) =>
    other !== term && termParts(term).every((part) => termParts(other).includes(part));
  return [...random, ...terms.filter((term) => !terms.some((other) => isPart(term, other)))];
}

function modelsOf(subject: Subject, chosen: Chosen): { smaller: TestedModel; larger: TestedModel; df: number } {
  const { ml, hooks } = subject;
  const frame = frameWithout(subjectTerms(subject), chosen.one('term'));
  const parameters = ({ p, random }: typeof frame) =>
    random.reduce((sum, { columns: { length } }) => sum + (length * (length + 1)) / 2, p);
  return {
    smaller: modelToTest(frame, hooks.checkCancelled),
    larger: mixedModelToTest(ml.model, ml.fit),
    df: parameters(ml.frame) - parameters(frame),
  };
}

function make(subject: Subject, chosen: Chosen, from: number, to: number): Replicates {
  const { smaller, larger } = modelsOf(subject, chosen);
  const { checkCancelled, onProgress } = subject.hooks;
  const onDone = (done: number) => onProgress({ stage: 'repetitions', done, total: to - from });
  return bootstrapRatios(smaller, larger, from, to, { seed: chosen.given('seed'), checkCancelled, onDone }).map((ratio) => [
    ratio,
  ]);
}
