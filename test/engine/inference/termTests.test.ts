import { describe, expect, it } from 'vitest';
import type { ContrastName } from '../../../engine/contract/index.ts';
import { expandFormula, parseFormula, printExpression } from '../../../engine/formula/index.ts';
import { recoded } from '../../../engine/analyses/modelTerms.ts';
import { modelFrame } from '../../../engine/frame/index.ts';
import type { FrameOptions, ModelFrame } from '../../../engine/frame/types.ts';
import { lm } from '../../../engine/glm/lm.ts';
import { typeI, typeII, typeIII } from '../../../engine/inference/contrasts.ts';
import { sequentialSquares } from '../../../engine/inference/linearTerms.ts';
import { satterthwaiteF } from '../../../engine/inference/satterthwaite.ts';
import { termColumns, type TermColumns } from '../../../engine/inference/terms.ts';
import { fTestP } from '../../../engine/inference/wald.ts';
import { fit, linearMixedModel, satterthwaitePieces, vcovBeta } from '../../../engine/lmm/index.ts';
import { specOf, tableOf } from '../../reference/models.ts';
import values from '../../reference/values/models.json' with { type: 'json' };

function frameOf(id: string, contrast: ContrastName = 'treatment') {
  const options: FrameOptions = { contrasts: { Variety: contrast, Sector: contrast, sex: contrast } };
  return modelFrame(specOf(id).formula, tableOf(id), options);
}

function recodedOf(id: string, frame: ModelFrame) {
  return recoded(specOf(id).formula, tableOf(id), frame, {});
}

function termsOf(id: string): TermColumns[] {
  const { terms } = expandFormula(
    parseFormula(specOf(id).formula),
    tableOf(id).columns.map(({ name }) => name),
  );
  return termColumns(frameOf(id), (label) => terms.find((term) => term.label === label)!.factors.map(printExpression));
}

describe.each(values.anova)('F tests by term of $id agree with lmerTest', (want) => {
  const frame = frameOf(want.id);
  const terms = termsOf(want.id);
  const model = linearMixedModel(frame);
  const fitted = fit(model, 'REML');
  const pieces = satterthwaitePieces(model, fitted);
  const hypotheses = {
    I: typeI(frame, terms),
    II: typeII(frame, terms),
    III: typeIII(frame, terms, recodedOf(want.id, frame)),
  };

  it.each(['I', 'II', 'III'] as const)('type %s', (type) => {
    expect(terms.map(({ label }) => label)).toEqual(want[type].term);
    hypotheses[type].forEach((L, index) => {
      const { F, numDf, denDf } = satterthwaiteF(L, fitted.beta, vcovBeta(fitted), pieces);
      expect(numDf).toBe(want[type].numDf[index]);
      expect(F / want[type].F[index]).toBeCloseTo(1, 5);
      expect(denDf / want[type].denDf[index]).toBeCloseTo(1, 3);
      expect(Math.abs(fTestP(F, numDf, denDf) - want[type].p[index])).toBeLessThan(1e-6);
    });
  });

  it.each(['sum', 'helmert', 'difference'] as const)('type III does not depend on the coding: %s', (contrast) => {
    const coded = frameOf(want.id, contrast);
    const other = linearMixedModel(coded);
    const refitted = fit(other, 'REML');
    const L = typeIII(coded, terms, recodedOf(want.id, coded));
    L.forEach((rows, index) => {
      const { F } = satterthwaiteF(rows, refitted.beta, vcovBeta(refitted), satterthwaitePieces(other, refitted));
      expect(F / want.III.F[index]).toBeCloseTo(1, 5);
    });
  });
});

describe.each(values.squares)('sums of squares of $id agree with R', ({ id, term, df, squares }) => {
  it('term by term', () => {
    const rows = sequentialSquares(termsOf(id), lm(frameOf(id)));
    expect(rows.map((row) => row.term)).toEqual(term.slice(0, -1));
    expect(rows.map((row) => row.df)).toEqual(df.slice(0, -1));
    rows.forEach((row, index) => expect(row.squares / squares[index]).toBeCloseTo(1, 9));
  });
});
