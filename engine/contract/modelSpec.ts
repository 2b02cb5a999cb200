import type { AnalysisRequest } from './analysis.ts';
import type { DescriptionRequest } from './description.ts';
import type { FitResult } from './fitResult.ts';

/** What estimation maximises: the restricted likelihood or the likelihood. Models without random terms ignore it. */
export type Criterion = 'REML' | 'ML';

export type ContrastName = 'treatment' | 'sum' | 'helmert' | 'polynomial' | 'difference';

/** How a factor becomes columns. A bare `treatment` compares with the first level in use. */
export type FactorContrast = ContrastName | ReferenceContrast | CustomContrast;

/** Every other level against this one. */
export interface ReferenceContrast {
  readonly kind: 'treatment';
  readonly reference: string;
}

/** Comparisons a person states: each coefficient is its comparison of the level means. */
export interface CustomContrast {
  readonly kind: 'custom';
  readonly comparisons: readonly LevelComparison[];
}

/** A weighted sum of level means. The weights add up to 0; a level that is not named weighs 0. */
export interface LevelComparison {
  readonly name: string;
  readonly weights: Readonly<Record<string, number>>;
}

/** A model to fit, as a person states it: everything that can change a number is here. */
export interface ModelSpec {
  readonly kind: 'model';
  /** R's syntax, `y ~ x + (1 + x | g)`. The single source: the grid of toggles is a view of it. */
  readonly formula: string;
  readonly criterion: Criterion;
  /** Column of prior weights (precisions). */
  readonly weights?: string;
  /** Column added to the linear predictor. */
  readonly offset?: string;
  /** Condition on columns in R's syntax; rows where it is not true are left out before anything else. */
  readonly subset?: string;
  /** Contrasts that differ from the default (treatment; polynomial for ordinal columns), by column. */
  readonly contrasts?: Readonly<Record<string, FactorContrast>>;
  /** Fit even where a grouping factor has one level or as many as rows. */
  readonly allowDegenerateGroups?: boolean;
}

/** Fitted models to be put side by side and tested against each other. */
export interface ComparisonRequest {
  readonly kind: 'comparison';
  readonly models: readonly ComparedModel[];
}

/** A model under its name, with its fit by the spec's criterion and, where that is REML, its maximum-likelihood fit too. */
export interface ComparedModel {
  readonly id: string;
  readonly name: string;
  readonly fit: FitResult;
  readonly mlFit: FitResult | null;
}

export type Request = ModelSpec | ComparisonRequest | AnalysisRequest | DescriptionRequest;
