/**
 * How closely each quantity must agree with R: relative to the value, or absolute, whichever is wider. `ofSe` is in units of the
 * coefficient's standard error. None is looser than the table of the shared reference suite.
 */
export interface Tolerance {
  readonly relative?: number;
  readonly absolute?: number;
}

/** Least squares has one answer; only rounding differs. */
export const linear = {
  beta: { relative: 1e-9, absolute: 1e-10 },
  se: { relative: 1e-9 },
  p: { relative: 1e-8 },
  sigma: { relative: 1e-10 },
  logLik: { relative: 1e-11 },
  rSquared: { absolute: 1e-11 },
  scaledResiduals: { absolute: 1e-9 },
} satisfies Record<string, Tolerance>;

/** R's optimum is found to about 1e-6 in theta even with tight settings; the criterion is flat there, so it agrees far better. */
export const mixed = {
  /** The criterion at a given theta separates algebra from optimisation. */
  criterionAt: { relative: 1e-11 },
  criterion: { absolute: 1e-6 },
  logLik: { absolute: 2e-6 },
  betaOfSe: { absolute: 1e-5 },
  se: { relative: 1e-5 },
  sigma: { relative: 1e-5 },
  theta: { relative: 1e-4, absolute: 1e-4 },
  sd: { relative: 2e-4 },
  correlation: { absolute: 1e-4 },
  /** lmerTest's own Hessian is numeric. */
  df: { relative: 1e-3 },
  p: { relative: 2e-3, absolute: 1e-6 },
  /** 1e-4 of the outcome’s SD is allowed; the smallest of these is about 1. */
  modes: { absolute: 1e-4 },
  scaledResiduals: { absolute: 1e-4 },
} satisfies Record<string, Tolerance>;

export function agrees(found: number, value: number, { relative = 0, absolute = 0 }: Tolerance): boolean {
  return Math.abs(found - value) <= Math.max(relative * Math.abs(value), absolute);
}
