import { failure, type ColumnTable } from '../contract/index.ts';
import {
  expandFormula,
  nameText,
  nearestNames,
  parseFormula,
  printExpression,
  type ExpandedFormula,
  type Expression,
} from '../formula/index.ts';
import { unknownColumn } from '../text/formulaFailures.ts';
import * as words from '../text/frameFailures.ts';
import { evaluate, evaluationOf, type Evaluation } from './evaluate.ts';
import { designColumns } from './fixedTerms.ts';
import { completeRows, type CompleteRows, type Used } from './missing.ts';
import { randomTerms } from './randomTerms.ts';
import { independentColumns } from './rank.ts';
import { checkFinite, offsetOf, outcomeOf, weightsOf } from './rowValues.ts';
import { contrastOf, schemaVariable, type Variable, type Variables } from './schema.ts';
import { subsetMask } from './subset.ts';
import type { FrameOptions, ModelFrame } from './types.ts';
import { numberColumn, valueAt, withUsedLevels, type Value } from './values.ts';

/**
 * A model's formula on a table: the outcome, the fixed-effect columns, and for each random term its columns and groups.
 *
 * As in R, transforms see every row of the table; then the subset is taken, then rows with a missing value are dropped, and
 * then factor levels that no row uses.
 *
 * @throws Failure 'formula.…' where the formula does not fit the table, 'frame.…' where the data do not bear the model
 */
export function modelFrame(formula: ExpandedFormula | string, table: ColumnTable, options: FrameOptions = {}): ModelFrame {
  if (table.rows === 0) throw failure('frame.no-rows', {}, table.leftOut ? words.allFilteredOut(table.leftOut) : words.noRows());
  const on = evaluationOf(table);
  const expanded = typeof formula === 'string' ? expandFormula(parseFormula(formula), [...on.columns.keys()]) : formula;
  const used = usedVariables(expanded, options, on);
  const kept = rowsInUse(used, options, on);
  const n = kept.rows.length;
  const variables = variablesOn(used, kept, on, options);
  const outcome = outcomeOf(expanded.outcome, variables);
  const random = randomTerms(expanded.random, variables, n, options.allowDegenerateGroups ?? false);
  const { X, names, assign, dropped } = independentColumns(designColumns(expanded, variables, n), n);
  return {
    n,
    rows: kept.rows,
    ...placesInWhole(kept.rows, table),
    droppedRows: kept.droppedRows,
    droppedBy: kept.droppedBy,
    ...outcome,
    X,
    p: names.length,
    coefNames: names,
    hasIntercept: expanded.intercept,
    terms: expanded.terms.map(({ label }) => label),
    assign,
    droppedColumns: dropped,
    weights:
      options.weights === undefined ? null : weightsOf(options.weights, variables.get(nameText(options.weights))!, kept.rows),
    offset: offsetOf(
      offsetLabels(expanded, options).map((label) => variables.get(label)!),
      n,
    ),
    ...random,
    schema: { variables: used.map((one) => schemaVariable(one.expression, variables.get(one.label)!, on.memory)) },
  };
}

function placesInWhole(rows: Int32Array, { rowNumbers, leftOut }: ColumnTable): Pick<ModelFrame, 'rowNumbers' | 'leftOut'> {
  return rowNumbers ? { rowNumbers: rows.map((row) => rowNumbers[row]), leftOut } : {};
}

/** Every variable the model names, each once, on all rows of the table. */
function usedVariables(expanded: ExpandedFormula, options: FrameOptions, on: Evaluation): Used[] {
  const random = expanded.random.flatMap(({ variables, group }) => [...variables, ...group.factors]);
  const named = [options.weights, options.offset].filter((name) => name !== undefined).map((name) => columnNode(name, on));
  const outcome = expanded.outcome ? [expanded.outcome] : [];
  const expressions = [...outcome, ...expanded.variables, ...expanded.offsets, ...random, ...named];
  const byLabel = new Map(expressions.map((expression) => [printExpression(expression), expression]));
  return [...byLabel].map(([label, expression]) => ({
    label,
    expression,
    value: repeated(evaluate(expression, on), label, on.rows),
  }));
}

/** A column named outside the formula. */
function columnNode(name: string, on: Evaluation): Expression {
  if (on.columns.has(name)) return { kind: 'name', name, start: 0, end: 0 };
  const nearest = nearestNames(name, [...on.columns.keys()]);
  throw failure('formula.unknown-column', { column: name, nearest }, unknownColumn(name, nearest));
}

/** A single number becomes a column. */
function repeated(value: Value, label: string, n: number): Value {
  return value.kind === 'list' ? { kind: 'number', values: numberColumn(value, label, 'model', n) } : value;
}

function rowsInUse(used: readonly Used[], options: FrameOptions, on: Evaluation): CompleteRows {
  const mask = options.subset === undefined ? null : subsetMask(options.subset, on);
  const kept = completeRows(used, on.columns, on.rows, mask);
  if (kept.candidates === 0)
    throw failure('frame.empty-subset', { subset: options.subset }, words.emptySubset(options.subset ?? ''));
  if (kept.rows.length > 0) return kept;
  const empty = Object.keys(kept.droppedBy).find((name) => kept.droppedBy[name] === kept.candidates);
  if (empty !== undefined) throw failure('frame.all-missing', { column: empty }, words.allMissing(empty));
  throw failure('frame.no-complete-rows', { droppedBy: kept.droppedBy }, words.noCompleteRows(mostMissing(kept.droppedBy)));
}

/** The columns that miss values, those that miss most first. */
function mostMissing(droppedBy: Readonly<Record<string, number>>): string[] {
  return Object.keys(droppedBy).sort((a, b) => droppedBy[b] - droppedBy[a]);
}

/** The variables on the rows in use, without unused levels. */
function variablesOn(used: readonly Used[], { rows }: CompleteRows, on: Evaluation, options: FrameOptions): Variables {
  return new Map(used.map((one) => [one.label, variableOn(one, rows, rows.length === on.rows, options)]));
}

function variableOn({ expression, label, value }: Used, rows: Int32Array, isAll: boolean, options: FrameOptions): Variable {
  const taken = isAll ? value : valueAt(value, rows);
  const inUse = taken.kind === 'factor' ? withUsedLevels(taken) : taken;
  const variable = { label, value: inUse, contrast: contrastOf(expression, inUse, options.contrasts ?? {}) };
  checkFinite(variable);
  return variable;
}

function offsetLabels(expanded: ExpandedFormula, options: FrameOptions): string[] {
  return [...expanded.offsets.map(printExpression), ...(options.offset === undefined ? [] : [nameText(options.offset)])];
}
