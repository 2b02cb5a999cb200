import { expect, test } from 'vitest';
import { run } from '../../../../../engine/index.ts';
import { failure } from '../../../../../engine/contract/index.ts';
import { methodChoice } from '../../../../../engine/analyses/onDemand/tests/testMethod.ts';
import { modelFrame } from '../../../../../engine/frame/index.ts';
import { kenwardRogerPieces } from '../../../../../engine/inference/kenwardRoger.ts';
import { fit as fitModel, linearMixedModel } from '../../../../../engine/lmm/index.ts';
import { sampleTable } from '../../../../reference/models.ts';

const quiet = { onProgress: () => undefined, checkCancelled: () => undefined };
const sleep = sampleTable('sleepstudy', ['Subject']);
const [fit, mlFit] = run({ kind: 'model', formula: 'Reaction ~ Days + (Days | Subject)', criterion: 'REML' }, sleep, quiet).fits;

test('Kenward–Roger can be cancelled between sets of groups', () => {
  const model = linearMixedModel(modelFrame('Reaction ~ Days + (Days | Subject)', sleep));
  let asked = 0;
  const cancelAtThird = () => {
    if (++asked === 3) throw failure('job.cancelled', {}, { message: 'Stopped.', remedy: '' });
  };
  expect(() => kenwardRogerPieces(model, fitModel(model, 'REML'), cancelAtThird)).toThrow('Stopped.');
});

test('a long wait is said beforehand, a short one is not', () => {
  const crossed = [
    { name: 'person', levels: 4000, level: 2 },
    { name: 'question', levels: 1000, level: 2 },
  ];
  const modes = crossed.map(({ name }) => ({ ...fit.conditionalModes[0], group: name, columns: ['(Intercept)'] }));
  expect(methodChoice({ ...fit, groups: crossed, conditionalModes: modes }).explanation).toMatch(
    /takes about \d+ (second|minute)s/,
  );
  expect(methodChoice(fit).explanation).not.toContain('takes about');
});

test('matrices beyond the memory are refused with a way out', () => {
  const groups = [{ name: 'Subject', levels: 60_000, level: 2 }, { name: 'item', levels: 9, level: 2 }]; // prettier-ignore
  const large = { ...fit, groups, conditionalModes: groups.map(({ name }) => ({ ...fit.conditionalModes[0], group: name })) };
  const request = {
    kind: 'analysis',
    analysis: 'coefficient-tests',
    fit: large,
    mlFit,
    choices: { method: 'kenward-roger' },
  } as const;
  expect(() => run(request, sleep, quiet)).toThrow(/matrices of \d+,\d+ rows and columns/);
});
