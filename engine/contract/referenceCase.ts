/**
 * A case of the shared reference suite: what it asks to be fitted and which quantities it wants.
 */
export interface ReferenceCase {
  readonly id: string;
  readonly engine: string;
  readonly sub_engine?: string;
  readonly data: { readonly file: string; readonly columns: Readonly<Record<string, ReferenceColumn>> };
  readonly model: ReferenceModel;
  readonly want: {
    readonly quantities: readonly string[];
    readonly newdata?: readonly Readonly<Record<string, string | number>>[];
    readonly emmeans?: EmmeansWanted;
  };
}

/** Marginal means: `spec` is a factor, or `a | b` for a within each level of b; with `trend_var` slopes of that variable. */
export interface EmmeansWanted {
  readonly df_method: string;
  readonly of: readonly { readonly spec: string; readonly trend_var?: string; readonly ci_level?: number }[];
}

export interface ReferenceColumn {
  readonly type: 'numeric' | 'logical' | 'factor' | 'ordered';
  /** In order; absent when there are more than 200. */
  readonly levels?: readonly string[];
  readonly contrasts?: string;
}

export interface ReferenceModel {
  readonly formula: string;
  readonly family?: string;
  readonly link?: string;
  readonly REML?: boolean;
  readonly weights?: string;
  readonly offset?: string;
  readonly subset?: string;
  readonly contrasts?: Readonly<Record<string, string>>;
  readonly by?: string | readonly string[];
  /** For `compare`: name → formula. */
  readonly models?: Readonly<Record<string, string>>;
  readonly allow_one_level?: boolean;
}

/** What was found, in the schema of the suite; JSON but for NaN and infinity, which become null. */
export interface ReferenceAnswer {
  readonly id: string;
  readonly results: Readonly<Record<string, unknown>>;
  /** CPU milliseconds, the smallest of the repetitions. */
  readonly ms: { readonly frame: number; readonly fit: number; readonly total: number };
}
