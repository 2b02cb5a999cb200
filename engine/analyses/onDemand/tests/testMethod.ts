/**
 * By which method coefficients are tested, chosen; and what is then known of them.
 */
import { failure, type FitResult, type OneChoice } from '../../../contract/index.ts';
import { kenwardRogerPieces } from '../../../inference/kenwardRoger.ts';
import { connectedColumns, kenwardRogerSeconds, type RandomSizes } from '../../../inference/kenwardRogerCost.ts';
import { byConstantDf, byKenwardRoger, bySatterthwaite, type TestedCoefficients } from '../../../inference/testedCoefficients.ts';
import { fit as fitModel } from '../../../lmm/index.ts';
import { methodWords as words } from '../../../text/termTests.ts';
import type { Chosen } from '../chosen.ts';
import type { Subject } from '../subject.ts';

export type TestMethod = 'satterthwaite' | 'kenward-roger' | 'residual' | 'normal';

export interface Tested extends TestedCoefficients {
  readonly method: TestMethod;
  readonly sigma: number;
  /** What to say under a table of such tests. */
  readonly notes: readonly string[];
}

/** Seconds from which on it is worth saying how long something takes. */
const LONG = 2;
/** Columns of a dense matrix beyond which no attempt is made: it would hold more than a gigabyte. */
const MOST_COLUMNS = 12_000;

export function methodChoice(fit: FitResult): OneChoice {
  const options = methodsOf(fit).map((value) => ({ value, label: labelOf(value, fit) }));
  return { id: 'method', kind: 'one', label: words.label, options, value: options[0].value, ...explained(fit) };
}

/** @throws Failure 'analysis.too-large', 'job.cancelled' */
export function testedAsChosen(subject: Subject, chosen: Chosen): Tested {
  return testedBy(subject, chosen.one('method') as TestMethod);
}

/** @throws Failure 'analysis.too-large', 'job.cancelled' */
export function testedBy(subject: Subject, method: TestMethod): Tested {
  if (subject.fit.method === 'lm') return testedLinear(subject, method);
  switch (method) {
    case 'kenward-roger':
      return testedKenwardRoger(subject);
    case 'normal': {
      const { beta, vcov, sigma } = subject.asked;
      return { ...byConstantDf(beta, vcov, null), method, sigma, notes: [words.byNormal] };
    }
    default: {
      const { beta, vcov, sigma } = subject.asked;
      return { ...bySatterthwaite(beta, vcov, subject.satterthwaite), method, sigma, notes: [words.bySatterthwaite] };
    }
  }
}

function testedLinear({ fit }: Subject, method: TestMethod): Tested {
  const { beta, vcovBeta, sigma, dfResidual } = fit;
  const df = method === 'normal' ? null : dfResidual;
  const notes = [method === 'normal' ? words.byNormal : words.byResiduals];
  return { ...byConstantDf(beta, vcovBeta, df), method, sigma, notes };
}

function testedKenwardRoger({ fit, model, asked, hooks }: Subject): Tested {
  const columns = Math.round(connectedColumns(sizesOf(fit)));
  if (columns > MOST_COLUMNS) throw failure('analysis.too-large', { columns }, words.tooLarge(columns));
  const isREML = asked.criterion === 'REML';
  const { checkCancelled } = hooks;
  const estimates = isREML ? asked.fit : fitModel(model, 'REML', { start: asked.fit.theta, checkCancelled });
  const pieces = kenwardRogerPieces(model, estimates, checkCancelled);
  const notes = [words.byKenwardRoger, ...(isREML ? [] : [words.onlyREML]), ...(fit.spec.weights ? [words.weights] : [])];
  return { ...byKenwardRoger(estimates.beta, pieces), method: 'kenward-roger', sigma: estimates.sigma, notes };
}

function methodsOf({ method }: FitResult): TestMethod[] {
  return method === 'lm' ? ['residual', 'normal'] : ['satterthwaite', 'kenward-roger', 'normal'];
}

function labelOf(method: TestMethod, { criterion }: FitResult): string {
  switch (method) {
    case 'satterthwaite':
      return words.satterthwaite;
    case 'kenward-roger':
      return criterion === 'REML' ? words.kenwardRoger : words.kenwardRogerOfRefit;
    case 'residual':
      return words.residual;
    case 'normal':
      return words.normal;
  }
}

function explained(fit: FitResult): { readonly explanation?: string } {
  if (fit.method === 'lm') return {};
  const seconds = kenwardRogerSeconds(sizesOf(fit));
  return { explanation: [words.explanation, ...(seconds >= LONG ? [words.takes(seconds)] : [])].join(' ') };
}

function sizesOf({ groups, conditionalModes, coefNames }: FitResult): RandomSizes {
  return { groups, random: conditionalModes, coefNames };
}
