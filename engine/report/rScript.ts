/**
 * A plain R script that fits the same model and checks that it finds the same numbers.
 */
import type { FitResult, ModelSpec } from '../contract/index.ts';

export interface ScriptOptions {
  /** File that the script reads; comma-separated, missing cells empty or NA. */
  readonly file?: string;
}

/** Runs as it is in R ≥ 4 with lme4 (and lmerTest for p values) next to the data file; stops with a message where a number differs. */
export function rScript(fit: FitResult, options: ScriptOptions = {}): string {
  return [
    fit.method === 'lmm' ? 'library(lmerTest)  # lme4 with p values' : '',
    `data <- read.csv(${literal(options.file ?? 'data.csv')}, na.strings = c("", "NA"), check.names = FALSE)`,
    ...factorLines(fit),
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
    contrastsArgument(fit),
  ];
  return extra
    .filter(Boolean)
    .map((argument) => `, ${argument}`)
    .join('');
}

function contrastsArgument({ factors }: FitResult): string {
  const codes = { treatment: 'contr.treatment', sum: 'contr.sum', helmert: 'contr.helmert', polynomial: 'contr.poly' } as const;
  const columns = factors.filter(({ name: factor }) => isColumn(factor));
  return columns.length
    ? `contrasts = list(${columns.map(({ name: factor, contrast }) => `${name(factor)} = ${literal(codes[contrast])}`).join(', ')})`
    : '';
}

/** Factors with their order of levels, and grouping columns; expressions such as factor(x) need nothing. */
function factorLines(fit: FitResult): string[] {
  const predictors = fit.factors.filter(({ name: factor }) => isColumn(factor));
  const grouping = [...new Set(fit.groups.flatMap((group) => group.name.split(':')))].filter(
    (column) => isColumn(column) && !predictors.some((one) => one.name === column),
  );
  return [
    ...predictors.map(
      ({ name: column, levels }) =>
        `data[[${literal(column)}]] <- factor(data[[${literal(column)}]], levels = c(${levels.map(literal).join(', ')}))`,
    ),
    ...grouping.map((column) => `data[[${literal(column)}]] <- factor(data[[${literal(column)}]])`),
  ];
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
    check('sigma(model)', String(fit.sigma), '1e-3'),
    `# R may stop a little short of the best criterion; it cannot be below ${fit.criterionValue}`,
    `stopifnot(abs(-2 * as.numeric(logLik(model)) - ${fit.criterionValue}) < 1e-2)`,
  ];
}

function literal(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}"`;
}

function name(column: string): string {
  return isPlain(column) ? column : `\`${column}\``;
}

function isPlain(text: string): boolean {
  return /^(?:\p{L}|\.(?!\d))[\p{L}\p{N}._]*$/u.test(text);
}

/** Whether a variable's expression is a column by itself, rather than a call such as factor(x). */
function isColumn(expression: string): boolean {
  return !/[()]/.test(expression);
}
