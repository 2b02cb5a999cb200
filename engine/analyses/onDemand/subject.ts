/**
 * What an analysis is made of: a kept fit and the data it belongs to, everything else worked out when it is first asked for.
 */
import type { CheckCancelled, ColumnTable, FitResult, ModelSpec, OnProgress } from '../../contract/index.ts';
import { expandFormula, parseFormula, type ExpandedFormula } from '../../formula/index.ts';
import { withGroupCentred } from '../../frame/groupCentred.ts';
import { modelFrame } from '../../frame/modelFrame.ts';
import type { ModelFrame } from '../../frame/types.ts';
import { lm, type LinearFit } from '../../glm/lm.ts';
import { linearMixedModel, satterthwaitePieces, type LinearMixedModel, type SatterthwaitePieces } from '../../lmm/index.ts';
import { estimatesKept, type MixedEstimates } from '../mixedEstimates.ts';

export interface SubjectHooks {
  readonly onProgress: OnProgress;
  readonly checkCancelled: CheckCancelled;
}

/** A kept fit with its data. What is read from it is made once and never from a new search. */
export class Subject {
  /** The data, and the predictors that the formula centres in groups as columns of their own. */
  readonly table: ColumnTable;
  readonly fit: FitResult;
  /** The maximum-likelihood fit where `fit` is not that itself. */
  readonly mlFit: FitResult | null;
  readonly hooks: SubjectHooks;
  readonly #columns: readonly string[];
  readonly #made = new Map<string, unknown>();

  constructor(table: ColumnTable, fit: FitResult, mlFit: FitResult | null, hooks: SubjectHooks) {
    this.table = withGroupCentred(table, fit.spec.formula);
    this.#columns = table.columns.map(({ name }) => name);
    this.fit = fit;
    this.mlFit = mlFit;
    this.hooks = hooks;
  }

  get spec(): ModelSpec {
    return this.fit.spec;
  }

  get expanded(): ExpandedFormula {
    return this.#once('expanded', () => expandFormula(parseFormula(this.spec.formula), this.#columns));
  }

  get frame(): ModelFrame {
    return this.#once('frame', () => modelFrame(this.expanded, this.table, this.spec));
  }

  /** Models without random terms only. */
  get linear(): LinearFit {
    return this.#once('linear', () => lm(this.frame));
  }

  /** Models with random terms only, as all below. */
  get model(): LinearMixedModel {
    return this.#once('model', () => linearMixedModel(this.frame, this.hooks.checkCancelled));
  }

  /** By the criterion of `fit`, at its theta. */
  get asked(): MixedEstimates {
    return this.#once('asked', () => estimatesKept(this.model, this.fit));
  }

  /** By maximum likelihood. */
  get ml(): MixedEstimates {
    return this.mlFit === null ? this.asked : this.#once('ml', () => estimatesKept(this.model, this.mlFit!));
  }

  get satterthwaite(): SatterthwaitePieces {
    return this.#once('satterthwaite', () => satterthwaitePieces(this.model, this.asked.fit));
  }

  #once<T>(name: string, make: () => T): T {
    if (!this.#made.has(name)) this.#made.set(name, make());
    return this.#made.get(name) as T;
  }
}
