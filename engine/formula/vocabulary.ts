/** How a function of the formula language is used: the fewest and most values it takes by place, and its named settings. */
export interface FunctionUsage {
  readonly least: number;
  readonly most: number;
  readonly settings: readonly string[];
  /** Shown where someone uses it otherwise. */
  readonly usage: string;
}

/** Every function a formula may call; what each computes is in engine/frame/transforms.ts. */
export const FUNCTIONS: Readonly<Record<string, FunctionUsage>> = {
  I: one('I(x^2)'),
  log: { least: 1, most: 2, settings: ['base'], usage: 'log(x)' },
  log2: one('log2(x)'),
  log10: one('log10(x)'),
  log1p: one('log1p(x)'),
  exp: one('exp(x)'),
  expm1: one('expm1(x)'),
  sqrt: one('sqrt(x)'),
  abs: one('abs(x)'),
  floor: one('floor(x)'),
  ceiling: one('ceiling(x)'),
  round: { least: 1, most: 2, settings: ['digits'], usage: 'round(x, 1)' },
  sin: one('sin(x)'),
  cos: one('cos(x)'),
  tan: one('tan(x)'),
  mean: summary('mean(x)'),
  median: summary('median(x)'),
  sd: summary('sd(x)'),
  min: summary('min(x)'),
  max: summary('max(x)'),
  'is.na': one('is.na(x)'),
  ifelse: { least: 3, most: 3, settings: [], usage: 'ifelse(x > 0, 1, 0)' },
  factor: { least: 1, most: 1, settings: ['levels'], usage: 'factor(x)' },
  'as.factor': one('as.factor(x)'),
  relevel: { least: 1, most: 1, settings: ['ref'], usage: 'relevel(x, ref = "a")' },
  'as.numeric': one('as.numeric(x)'),
  'as.integer': one('as.integer(x)'),
  poly: { least: 1, most: 2, settings: ['degree', 'raw'], usage: 'poly(x, 2) or poly(x, 2, raw = TRUE)' },
  scale: { least: 1, most: 1, settings: ['center', 'scale'], usage: 'scale(x)' },
  ns: { least: 1, most: 2, settings: ['df', 'knots', 'intercept', 'Boundary.knots'], usage: 'ns(x, df = 3)' },
  bs: { least: 1, most: 2, settings: ['df', 'knots', 'degree', 'intercept', 'Boundary.knots'], usage: 'bs(x, df = 4)' },
  center: one('center(x)'),
  within: { least: 2, most: 2, settings: [], usage: 'within(x, group)' },
  between: { least: 2, most: 2, settings: [], usage: 'between(x, group)' },
  offset: one('offset(x)'),
  c: { least: 1, most: Infinity, settings: [], usage: 'c("a", "b")' },
};

function one(usage: string): FunctionUsage {
  return { least: 1, most: 1, settings: [], usage };
}

function summary(usage: string): FunctionUsage {
  return { least: 1, most: 1, settings: ['na.rm'], usage };
}
