/**
 * A plain R script that fits the same model and checks that it finds the same numbers.
 */
import type { FitResult, ModelSpec } from '../contract/index.ts';
import { contrastsArgument, factorLines, helperLines } from './rFactors.ts';
import { literal, name } from './rText.ts';

export interface ScriptOptions {
  /** File that the script reads; comma-separated, missing cells empty or NA. */
  readonly file?: string;
}

/** Runs as it is in R ≥ 4 with lme4 (and lmerTest for p values) next to the data file; stops with a message where a number differs. */
export function rScript(fit: FitResult, options: ScriptOptions = {}): string {
  return [
    fit.method === 'lmm' ? 'library(lmerTest)  # lme4 with p values' : '',
    /\b[bn]s\(/.test(fit.spec.formula) ? 'library(splines)' : '',
    `data <- read.csv(${literal(options.file ?? 'data.csv')}, na.strings = c("", "NA"), check.names = FALSE)`,
    ...factorLines(fit),
    ...helperLines(fit),
    '',
    `model <- ${modelCall(fit)}`,
    'print(summary(model))',
    '',
    '# The numbers found by Terrace',
    ...checks(fit),
  ]
    .filter((line, index, lines) => line !== '' || (index > 0 && lines[index - 1] !== ''))
    .join('\n');
}

/** The model's formula on one line, for display. */
export function modelFormula(fit: Pick<FitResult, 'spec'>): string {
  return fit.spec.formula.replace(/\s+/g, ' ').trim();
}

function modelCall(fit: FitResult): string {
  const { spec } = fit;
  const call =
    fit.method === 'lm'
      ? `lm(${modelFormula(fit)}, data = data`
      : `lmer(${modelFormula(fit)}, data = data, REML = ${fit.criterion === 'REML' ? 'TRUE' : 'FALSE'}`;
  return `${call}${extraArguments(spec, fit)})`;
}

function extraArguments(spec: ModelSpec, fit: FitResult): string {
  const extra = [
    spec.weights && `weights = ${name(spec.weights)}`,
    spec.offset && `offset = ${name(spec.offset)}`,
    spec.subset && `subset = ${spec.subset}`,
    contrastsArgument(fit.factors),
  ];
  return extra
    .filter(Boolean)
    .map((argument) => `, ${argument}`)
    .join('');
}

function checks(fit: FitResult): string[] {
  const vector = (values: readonly number[]) => `c(${values.map(String).join(', ')})`;
  const check = (what: string, expected: string, tolerance: string) =>
    `stopifnot(all.equal(${what}, ${expected}, tolerance = ${tolerance}, check.attributes = FALSE))`;
  if (fit.method === 'lm') {
    return [
      check('unname(na.omit(coef(model)))', vector(fit.beta), '1e-6'),
      check('sigma(model)', String(fit.sigma), '1e-6'),
      check('as.numeric(logLik(model))', String(fit.logLik), '1e-6'),
    ];
  }
  return [
    check('unname(fixef(model))', vector(fit.beta), '1e-3'),
    ...(isDetermined(fit)
      ? [check('sigma(model)', String(fit.sigma), '1e-3')]
      : ['# The data do not determine the residual SD: R may stop at another one']),
    `# R may stop a little short of the best criterion; it cannot be below ${fit.criterionValue}`,
    `stopifnot(abs(-2 * as.numeric(logLik(model)) - ${fit.criterionValue}) < 1e-2)`,
  ];
}

/** Whether R has to find the same variances: where the criterion is flat it may stop anywhere. */
function isDetermined({ notices }: FitResult): boolean {
  return !notices.some(({ code }) => code === 'fit.not-identified' || code === 'fit.residual-vanishes');
}
