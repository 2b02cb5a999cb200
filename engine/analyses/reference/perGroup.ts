/**
 * One linear model per group: `lmList` and `by_group` cases.
 */
import {
  failure,
  failureOf,
  type ColumnTable,
  type FactorColumn,
  type NumberColumn,
  type ReferenceCase,
} from '../../contract/index.ts';
import { evaluationOf, modelFrame, subsetMask } from '../../frame/index.ts';
import { lm, rSquared } from '../../glm/lm.ts';
import {
  coefficientCorrelation,
  groupCoefficients,
  groupStandardError,
  pooledDf,
  pooledSd,
  type GroupFit,
} from '../../inference/groupwiseLm.ts';
import { aic } from '../../inference/information.ts';
import { tableRows } from '../tableRows.ts';
import { frameOptions } from './framing.ts';
import { nullDeviance } from './linearQuantities.ts';
import { fillResults, type Quantities, type Results } from './quantities.ts';
import { named, summaryOf } from './summaries.ts';

/** Groups reported one by one when there are many. */
const MANY = 60;
const SHOWN = 20;

/** `y ~ x | g`: a fit per level of g. */
export function answerLmList(asked: ReferenceCase, table: ColumnTable): Results {
  const at = asked.model.formula.lastIndexOf('|');
  const group = asked.model.formula.slice(at + 1).trim();
  const found = groupFits(asked, asked.model.formula.slice(0, at), [group], table);
  const fits = found.flatMap((one) => one.fitted ?? []);
  if (fits.length === 0) throw found[0]?.refused;
  return fillResults(asked.want.quantities, { ...listQuantities, groups: () => found.length }, fits);
}

export function answerByGroup(asked: ReferenceCase, table: ColumnTable): Results {
  const by = typeof asked.model.by === 'string' ? [asked.model.by] : (asked.model.by ?? []);
  const fits = groupFits(asked, asked.model.formula, by, table).map(({ fitted, refused }) => {
    if (fitted) return fitted;
    throw refused;
  });
  return fillResults(asked.want.quantities, { ...byQuantities, by: () => by }, fits);
}

const listQuantities: Quantities<readonly GroupFit[]> = {
  pooled_df: pooledDf,
  pooled_sd: pooledSd,
  coef_names: (fits) => fits[0].frame.coefNames,
  coef_summary: (fits) => byName(fits[0], (name) => summaryOf(groupCoefficients(fits, name))),
  coef_correlation: ([first, ...others]) =>
    first.frame.coefNames.map((one) =>
      first.frame.coefNames.map((other) => coefficientCorrelation([first, ...others], one, other)),
    ),
  r_squared_summary: (fits) => summaryOf(fits.map(({ fit, frame }) => rSquared(fit, frame).value)),
  per_group: (fits) => fits.slice(0, fits.length > MANY ? SHOWN : fits.length).map(listRow),
};

const byQuantities: Quantities<readonly GroupFit[]> = {
  groups: (fits) => fits.length,
  per_group: (fits) => fits.slice(0, fits.length > MANY ? SHOWN : fits.length).map(byRow),
};

/** A group's model, or why it cannot be fitted: as R, a list of models goes on without it. */
interface FoundGroup {
  readonly fitted?: GroupFit;
  readonly refused?: unknown;
}

function groupFits(asked: ReferenceCase, formula: string, by: readonly string[], table: ColumnTable): FoundGroup[] {
  const { subset, ...options } = frameOptions(asked);
  const chosen = subset === undefined ? table : rowsWhere(subset, table);
  return [...groupRows(by, chosen)].map(([level, rows]) => {
    try {
      const frame = modelFrame(formula, tableRows(chosen, rows), options);
      return { fitted: { level, frame, fit: lm(frame) } };
    } catch (refused) {
      if (failureOf(refused)) return { refused };
      throw refused;
    }
  });
}

function rowsWhere(condition: string, table: ColumnTable): ColumnTable {
  const mask = subsetMask(condition, evaluationOf(table));
  return tableRows(
    table,
    [...mask.keys()].filter((row) => mask[row] === 1),
  );
}

/** Rows of each combination that occurs, the first column's levels running fastest; keys joined by `|`. */
function groupRows(by: readonly string[], table: ColumnTable): Map<string, number[]> {
  const columns = by.map((name) => factorNamed(name, table));
  const cells = new Map<number, number[]>();
  for (let row = 0; row < table.rows; row++) {
    if (columns.some(({ codes }) => codes[row] < 0)) continue;
    const cell = columns.reduceRight((code, column) => code * column.levels.length + column.codes[row], 0);
    const rows = cells.get(cell);
    if (rows) rows.push(row);
    else cells.set(cell, [row]);
  }
  const inOrder = [...cells].sort(([a], [b]) => a - b);
  return new Map(inOrder.map(([, rows]) => [columns.map(({ codes, levels }) => levels[codes[rows[0]]]).join('|'), rows]));
}

function factorNamed(name: string, table: ColumnTable): FactorColumn {
  const column = table.columns.find((candidate) => candidate.name === name);
  if (column?.kind === 'factor') return column;
  if (column) return numbersAsFactor(column);
  throw failure(
    'reference.not-a-factor',
    { name },
    { message: `“${name}” does not identify groups.`, remedy: 'Give a categorical column.' },
  );
}

function numbersAsFactor({ name, values }: NumberColumn): FactorColumn {
  const numbers = [...new Set(values)].filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  const codes = Int32Array.from(values, (value) => numbers.indexOf(value));
  return { kind: 'factor', name, levels: numbers.map(String), codes, scale: 'nominal' };
}

function listRow(one: GroupFit) {
  const { level, frame, fit } = one;
  return {
    level,
    nobs: fit.n,
    coef: named(frame.coefNames, (j) => fit.beta[j]),
    se: byName(one, (name) => groupStandardError(one, name)),
    sigma: fit.sigma,
    rss: fit.rss,
    r_squared: rSquared(fit, frame).value,
    df_residual: fit.dfResidual,
  };
}

function byRow(one: GroupFit) {
  const { level, frame, fit } = one;
  return {
    key: level,
    nobs: fit.n,
    coef: named(frame.coefNames, (j) => fit.beta[j]),
    se: byName(one, (name) => groupStandardError(one, name)),
    deviance: fit.rss,
    null_deviance: nullDeviance(frame),
    dispersion: fit.sigma ** 2,
    AIC: aic(fit.logLik, fit.p + 1),
  };
}

function byName<T>({ frame }: GroupFit, value: (name: string) => T): Record<string, T> {
  return named(frame.coefNames, (j) => value(frame.coefNames[j]));
}
