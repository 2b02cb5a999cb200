import type { Criterion, FactorContrast, ModelSpec } from './modelSpec.ts';
import type { Notice } from './notice.ts';

/**
 * A fitted model as plain data: what is kept in the project, shown and compared. Never changed after it was made.
 *
 * Symbols: n rows used, p fixed-effect columns kept, k random terms, S columns of one random term.
 */
export interface FitResult {
  readonly method: 'lm' | 'lmm';
  readonly spec: ModelSpec;
  /** What was maximised; 'ML' for lm. */
  readonly criterion: Criterion;
  readonly engineVersion: string;

  readonly outcome: string;
  readonly nobs: number;
  readonly droppedRows: number;
  /** Rows dropped for a missing value, by the column that was missing (a row counts for each). */
  readonly droppedBy: Readonly<Record<string, number>>;
  /** Rows that filters of the table left out before; absent where there were none. */
  readonly filteredRows?: number;
  /** Hash of the rows used: models are tested against each other only where it is equal. */
  readonly rowsKey: string;
  /**
   * Grouping factors in lme4's order (most levels first): levels in use, and the level of the data they are (2 for the groups
   * directly above the rows, 3 for those that hold whole groups of level 2; crossed factors share a number).
   */
  readonly groups: readonly {
    readonly name: string;
    readonly levels: number;
    readonly level: number;
    /** Harmonic mean of the numbers of rows of its levels; absent in older fits. */
    readonly harmonicSize?: number;
  }[];
  /** Labels of the fixed-effect terms (e.g. `SES`, `SES:Sector`), and the term each coefficient belongs to (0 = intercept, then 1-based). */
  readonly terms: readonly string[];
  readonly assign: readonly number[];

  /** Factors among the predictors, with their levels in use and the coding that was used. */
  readonly factors: readonly CodedFactor[];

  readonly coefNames: readonly string[];
  /** Level of the data on which each coefficient's column varies: 1 within every grouping, 2 and up constant in those groups; null for a constant. */
  readonly coefLevels: readonly (number | null)[];
  readonly droppedColumns: readonly string[];
  /** A random projection of the fixed columns, one array per column: tells whether one model's columns are combinations of another's. */
  readonly fixedSketch?: readonly (readonly number[])[];
  readonly beta: readonly number[];
  readonly se: readonly number[];
  /** p × p, rows. */
  readonly vcovBeta: readonly (readonly number[])[];
  readonly tests: readonly CoefficientTest[];
  /** The same coefficients by Kenward and Roger's method; null or absent where they were not made (ML fits, large models). */
  readonly kenwardRoger?: readonly CoefficientTest[] | null;
  /** Profile likelihood intervals of all parameters; null or absent where they were not made (lm, larger models). */
  readonly profile?: readonly ProfileInterval[] | null;
  /** Estimated marginal means of the categorical predictors with few categories; absent where they were not made. */
  readonly marginalMeans?: readonly FactorMeans[];

  /** Relative covariance factors, column-major lower triangle per term. Empty for lm. */
  readonly theta: readonly ThetaEntry[];
  /** Residual standard deviation. */
  readonly sigma: number;
  readonly varCorr: readonly VarCorrEntry[];
  /** Intraclass correlation by grouping factor; empty for lm. */
  readonly icc: readonly IccEntry[];
  readonly conditionalModes: readonly ConditionalModes[];

  /** −2 log (restricted) likelihood at the estimates: what the optimiser minimised. */
  readonly criterionValue: number;
  readonly logLik: number;
  readonly npar: number;
  readonly AIC: number;
  readonly BIC: number;
  readonly dfResidual: number;
  /** −2 log-likelihood (not restricted) at these estimates; for REML fits it is not the ML optimum. */
  readonly deviance: number;
  /** −2 log-likelihood at the maximum-likelihood estimates of the same model; null where that fit was not made. */
  readonly devianceML: number | null;
  /** As `arm::display` prints it: twice `devianceML` minus `criterionValue`, see engine/inference/information.ts. null for lm and where `devianceML` is. */
  readonly DIC: number | null;
  readonly isSingular: boolean;

  /** Minimum, quartiles (R type 7), maximum of the residuals over sigma. */
  readonly scaledResiduals: readonly [number, number, number, number, number];
  /** lm only. */
  readonly rSquared: RSquared | null;
  /** Mixed models only: shares of the outcome's variance. */
  readonly explained?: ExplainedShares;

  readonly log: FitLog;
  readonly notices: readonly Notice[];
}

export interface CodedFactor {
  /** The column, or the expression as written: `factor(x)`. */
  readonly name: string;
  readonly levels: readonly string[];
  readonly contrast: FactorContrast;
}

export interface CoefficientTest {
  readonly name: string;
  readonly estimate: number;
  readonly se: number;
  /** null: the normal distribution. */
  readonly df: number | null;
  readonly statistic: number;
  readonly p: number;
}

export interface ProfileInterval {
  /** As lme4 names them: `sd_column|group`, `cor_column.column|group`, `sigma`, then the coefficients. */
  readonly name: string;
  /** By maximum likelihood. */
  readonly estimate: number;
  /** On the scale of the outcome for standard deviations. null where the likelihood does not say, as for the correlation of an effect that does not vary. */
  readonly lower: number | null;
  readonly upper: number | null;
}

export interface FactorMeans {
  readonly factor: string;
  /** One per level; NaN where the data do not say. */
  readonly means: readonly {
    readonly level: string;
    readonly estimate: number;
    readonly se: number;
    readonly df: number | null;
    readonly lower: number;
    readonly upper: number;
  }[];
  /** All pairwise differences, p adjusted by Tukey's range. */
  readonly pairs: readonly {
    readonly first: string;
    readonly second: string;
    readonly estimate: number;
    readonly se: number;
    readonly df: number | null;
    readonly statistic: number;
    readonly p: number;
  }[];
}

export interface ThetaEntry {
  /** `group.column` on the diagonal, `group.row.column` off it, as lme4 names it. */
  readonly name: string;
  readonly value: number;
  /** 0 on the diagonal; null where unbounded. */
  readonly lower: 0 | null;
}

/** One line of R's as.data.frame(VarCorr()): a variance (`var2` null) with its SD, or a covariance with its correlation. */
export interface VarCorrEntry {
  /** Grouping factor; `Residual` last. A second term on factor g is `g.1`. */
  readonly grp: string;
  readonly var1: string | null;
  readonly var2: string | null;
  readonly vcov: number;
  readonly sdcor: number | null;
}

export interface IccEntry {
  readonly grp: string;
  readonly value: number;
  /** Predictors are in: a *residual* ICC. */
  readonly residual: boolean;
  /** With random slopes: where the variance was taken, in words; null without slopes. */
  readonly at: string | null;
}

/** Predicted deviations of each group, with the conditional covariance of each. */
export interface ConditionalModes {
  readonly group: string;
  readonly columns: readonly string[];
  readonly levels: readonly string[];
  /** values[level][column] */
  readonly values: readonly (readonly number[])[];
  /** Conditional standard deviations, sd[level][column]. */
  readonly sd: readonly (readonly number[])[];
}

export interface RSquared {
  readonly value: number;
  readonly adjusted: number;
  readonly F: { readonly value: number; readonly df1: number; readonly df2: number; readonly p: number } | null;
}

/** R² of the fixed part (marginal), and of fixed and random part together (conditional); Nakagawa & Schielzeth 2013, Johnson 2014. */
export interface ExplainedShares {
  readonly marginal: number;
  readonly conditional: number;
}

/** The diary of a fit. */
export interface FitLog {
  readonly optimizer: string;
  readonly converged: boolean;
  readonly message: string;
  readonly evaluations: number;
  /** theta and criterion at each accepted step, the start first. */
  readonly steps: readonly { readonly theta: readonly number[]; readonly value: number }[];
  /** Largest projected gradient component at the end, in criterion units per unit of theta. */
  readonly gradient: number;
  readonly ms: { readonly frame: number; readonly fit: number; readonly total: number };
}
