/**
 * One case of the reference suite: the model it asks for, fitted, and the quantities it wants.
 */
import { failure, failureOf, type ColumnTable, type ReferenceAnswer, type ReferenceCase } from '../../contract/index.ts';
import { modelFrame } from '../../frame/modelFrame.ts';
import type { FrameOptions, ModelFrame } from '../../frame/types.ts';
import * as words from '../../text/referenceFailures.ts';
import { expandedOn, modelTerms } from '../modelTerms.ts';
import { answerComparison } from './compared.ts';
import { frameOptions, newRowsTable } from './framing.ts';
import { gaussianQuantities, linearContext, linearQuantities, linearTables } from './linearQuantities.ts';
import { mixedContext, mixedQuantities, mixedTables } from './mixedQuantities.ts';
import { answerByGroup, answerLmList } from './perGroup.ts';
import { fillResults, type Results } from './quantities.ts';

/** CPU milliseconds spent so far. */
export type CpuClock = () => number;

export interface AnswerOptions {
  /** Fits made; the smallest times count. */
  readonly repeat: number;
  readonly cpuClock: CpuClock;
}

/**
 * @throws Failure 'reference.unsupported' for a model of a kind that is not there yet, 'formula.…' and 'frame.…' where the case cannot be fitted
 */
export function answerCase(asked: ReferenceCase, table: ColumnTable, options: AnswerOptions): ReferenceAnswer {
  const engine = asked.engine === 'error' ? engineOfRefused(asked) : asked.engine;
  switch (engine) {
    case 'lm':
    case 'glm':
      return answerLinear(asked, table, options);
    case 'lmer':
      return answerMixed(asked, table, options);
    case 'lmList':
      return timed(asked, options, () => answerLmList(asked, table));
    case 'by_group':
      return timed(asked, options, () => answerByGroup(asked, table));
    case 'compare':
      return timed(asked, options, () => answerComparison(asked, table));
    default:
      throw failure('reference.unsupported', { engine }, words.unsupportedEngine(engine));
  }
}

/** A generalised model is refused before anything is computed. */
export function checkFamily({ model }: ReferenceCase): void {
  const { family = 'gaussian', link = 'identity' } = model;
  if (family !== 'gaussian' || link !== 'identity')
    throw failure('reference.unsupported', { family, link }, words.unsupportedFamily(family, link));
}

function engineOfRefused({ model, sub_engine }: ReferenceCase): string {
  return sub_engine && ['lmer', 'lm', 'glm', 'glmer'].includes(sub_engine)
    ? sub_engine === 'glmer'
      ? 'lmer'
      : sub_engine
    : /\|/.test(model.formula)
      ? 'lmer'
      : 'lm';
}

function answerLinear(asked: ReferenceCase, table: ColumnTable, options: AnswerOptions): ReferenceAnswer {
  checkFamily(asked);
  const { frame, used, ms: frameMs } = framed(asked, table, options);
  const { value: fitted, ms } = smallest(options, () => linearContext(frame));
  const expanded = expandedOn(asked.model.formula, table);
  const terms = modelTerms(asked.model.formula, table, used, expanded, frame);
  const context = { ...fitted, ...terms, wantedMeans: asked.want.emmeans, offset: asked.model.offset };
  const quantities = asked.engine === 'glm' ? gaussianQuantities : linearQuantities;
  return { id: asked.id, results: fillResults(asked.want.quantities, quantities, context, linearTables), ms: times(frameMs, ms) };
}

function answerMixed(asked: ReferenceCase, table: ColumnTable, options: AnswerOptions): ReferenceAnswer {
  checkFamily(asked);
  const { frame, used, ms: frameMs } = framed(asked, table, options);
  if (!frame.random.length) throw failure('reference.no-random-term', {}, words.noRandomTerm());
  const { value: fitted, ms } = smallest(options, () => mixedContext(frame, asked.model.REML === false ? 'ML' : 'REML'));
  const expanded = expandedOn(asked.model.formula, table);
  const context = {
    ...fitted,
    ...modelTerms(asked.model.formula, table, used, expanded, frame),
    newRows: () => newRowsTable(asked),
    newData: asked.want.newdata,
    wantedMeans: asked.want.emmeans,
    offset: asked.model.offset,
  };
  return {
    id: asked.id,
    results: fillResults(asked.want.quantities, mixedQuantities, context, mixedTables),
    ms: times(frameMs, ms),
  };
}

interface Framed {
  readonly frame: ModelFrame;
  readonly used: FrameOptions;
}

function framed(asked: ReferenceCase, table: ColumnTable, options: AnswerOptions): Framed & { ms: number } {
  const { value, ms } = smallest(options, () => frameOf(asked, table));
  return { ...value, ms };
}

/** The suite has a model with a group per row, whose criterion and sums can be held to; a person is refused it. */
function frameOf(asked: ReferenceCase, table: ColumnTable): Framed {
  const used = frameOptions(asked);
  try {
    return { frame: modelFrame(asked.model.formula, table, used), used };
  } catch (thrown) {
    if (asked.engine === 'error' || failureOf(thrown)?.code !== 'frame.group-per-row') throw thrown;
    const lenient = { ...used, allowDegenerateGroups: true };
    return { frame: modelFrame(asked.model.formula, table, lenient), used: lenient };
  }
}

function timed(asked: ReferenceCase, options: AnswerOptions, work: () => Results): ReferenceAnswer {
  const { value: results, ms } = smallest(options, work);
  return { id: asked.id, results, ms: times(0, ms) };
}

/** The work's value, and the least CPU time that any repetition of it took. */
function smallest<T>({ repeat, cpuClock }: AnswerOptions, work: () => T): { value: T; ms: number } {
  let least = Infinity;
  for (let turn = 1; ; turn++) {
    const start = cpuClock();
    const value = work();
    least = Math.min(least, cpuClock() - start);
    if (turn >= repeat) return { value, ms: least };
  }
}

function times(frame: number, fit: number): ReferenceAnswer['ms'] {
  return { frame, fit, total: frame + fit };
}
