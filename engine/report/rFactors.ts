/**
 * The lines of an R script that make its factors what they are in the model: levels in their order, and coding.
 */
import type { CodedFactor, CustomContrast, FactorContrast, FitResult } from '../contract/index.ts';
import { codingSuffixes } from '../text/codings.ts';
import { literal, name } from './rText.ts';

/** Factors with their levels and coding, which then holds in the fixed and the random part; grouping columns; expressions need nothing. */
export function factorLines(fit: FitResult): string[] {
  const predictors = fit.factors.filter((factor) => isColumn(factor.name));
  const named = [...fit.groups.flatMap((group) => group.name.split(':')), ...joinedColumns(fit.spec.formula)];
  const grouping = [...new Set(named)].filter((column) => isColumn(column) && !predictors.some((one) => one.name === column));
  return [...predictors.flatMap(columnLines), ...grouping.map((column) => `${cells(column)} <- factor(${cells(column)})`)];
}

function columnLines({ name: label, levels, contrast }: CodedFactor): string[] {
  const column = cells(bare(label));
  return [
    `${column} <- factor(${column}, levels = c(${levels.map(literal).join(', ')}))`,
    `contrasts(${column}) <- ${contrastCode(contrast, levels, `levels(${column})`)}`,
  ];
}

/** Coding of factors that the formula makes itself, `factor(x)`. */
export function contrastsArgument(factors: readonly CodedFactor[]): string {
  const made = factors.filter(({ name: expression }) => !isColumn(expression));
  const codes = made.map(({ name: expression, levels, contrast }) => {
    const all = `c(${levels.map(literal).join(', ')})`;
    return `\`${expression}\` = ${contrastCode(contrast, levels, all)}`;
  });
  return codes.length ? `contrasts = list(${codes.join(', ')})` : '';
}

const NAMED = { treatment: 'contr.treatment', sum: 'contr.sum', helmert: 'contr.helmert', polynomial: 'contr.poly' } as const;

function contrastCode(contrast: FactorContrast, levels: readonly string[], all: string): string {
  if (contrast === 'difference') return `MASS::contr.sdif(${all})`;
  if (typeof contrast === 'string') return literal(NAMED[contrast]);
  if (contrast.kind === 'treatment') return `contr.treatment(${all}, base = ${levels.indexOf(contrast.reference) + 1})`;
  return customCode(contrast, levels);
}

/** The generalized inverse of the comparisons; beside it orthonormal columns for what they leave of the differences between levels. */
function customCode(contrast: CustomContrast, levels: readonly string[]): string {
  const rows = contrast.comparisons.map(({ weights }) => `c(${levels.map((level) => String(weights[level] ?? 0)).join(', ')})`);
  const names = codingSuffixes(contrast, levels).map(literal).join(', ');
  const left = rows.length < levels.length - 1 ? `, ${restCode(rows.length, levels.length)}` : '';
  return `local({ C <- rbind(${rows.join(', ')}); m <- cbind(MASS::ginv(C)${left}); colnames(m) <- c(${names}); m })`;
}

/** Gram and Schmidt's columns after the constant and the comparisons: those of QR with the signs that make R's diagonal positive. */
function restCode(comparisons: number, levels: number): string {
  const factor = `q <- qr(cbind(1, t(C), diag(${levels})))`;
  return `local({ ${factor}; sweep(qr.Q(q), 2, sign(diag(qr.R(q))), "*")[, ${comparisons + 2}:${levels}, drop = FALSE] })`;
}

const BETWEEN =
  'between <- function(x, g) replace(ave(x, g, FUN = function(v) mean(v, na.rm = TRUE)), is.na(g), NA)  # mean of each group';

const HELPERS: Readonly<Record<string, readonly string[]>> = {
  center: ['center <- function(x) x - mean(x, na.rm = TRUE)  # around the mean of all rows'],
  between: [BETWEEN],
  within: [BETWEEN, 'within <- function(x, g) x - between(x, g)  # around the mean of each group'],
};

/** R's own poly refuses them. */
const POLY = [
  'poly <- function(x, ...) {  # of the values present, where some are missing',
  '  made <- stats::poly(x[!is.na(x)], ...)',
  '  all <- matrix(NA_real_, length(x), ncol(made), dimnames = list(NULL, colnames(made)))',
  '  replace(all, !is.na(x), made)',
  '}',
];

/** Definitions of the functions that a formula may call and R does not have, or not for columns with missing values. */
export function helperLines({ spec: { formula, subset }, droppedRows }: Pick<FitResult, 'spec' | 'droppedRows'>): string[] {
  const isCalled = (call: string) => new RegExp(`\\b${call}\\(`).test(formula);
  const mayMiss = droppedRows > 0 || subset !== undefined;
  const called = Object.keys(HELPERS).filter(isCalled);
  return [...new Set(called.flatMap((call) => HELPERS[call])), ...(mayMiss && isCalled('poly') ? POLY : [])];
}

/** Columns joined to groups inside a call, `within(x, class:school)`. */
function joinedColumns(formula: string): string[] {
  const calls = [...formula.matchAll(/\b(?:within|between)\([^,]+,\s*([^()]*:[^()]*)\)/g)];
  return calls.flatMap(([, group]) => group.split(':').map((column) => bare(column.trim())));
}

function cells(column: string): string {
  return `data[[${literal(column)}]]`;
}

function bare(label: string): string {
  return /^`.*`$/.test(label) ? label.slice(1, -1) : label;
}

/** Whether a variable's expression is a column by itself, rather than a call such as factor(x). */
function isColumn(expression: string): boolean {
  return name(bare(expression)) === expression || bare(expression) !== expression || !/[()]/.test(expression);
}
