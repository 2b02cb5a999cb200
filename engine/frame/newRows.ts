import type { ColumnTable } from '../contract/index.ts';
import { printExpression, type ExpandedFormula, type Expression } from '../formula/index.ts';
import { evaluate, evaluationOf, type Evaluation } from './evaluate.ts';
import { groupCentredCalls, groupLevels } from './groupCentred.ts';
import { withLevels } from './factorTransforms.ts';
import { designColumns } from './fixedTerms.ts';
import { groupingFactor } from './grouping.ts';
import { byRows } from './randomTerms.ts';
import { columnsAt } from './rank.ts';
import { offsetOf } from './rowValues.ts';
import type { Variable, Variables } from './schema.ts';
import type { GroupingFactor, ModelFrame, RandomTerm, SchemaVariable } from './types.ts';
import { numberColumn, withUsedLevels, type Value } from './values.ts';

/** A fitted model's columns on other rows. What a row lacks, or a category the model has not met, is NaN in its columns. */
export interface NewRows {
  readonly n: number;
  /** n × p, column-major, the columns of the fit. */
  readonly X: Float64Array;
  /** Sum of the formula's offset() terms. */
  readonly offset: Float64Array | null;
  /** By the random terms of the fit: n × S row-major, and each row's place in the group's levels, −1 for a group not met. */
  readonly random: readonly { readonly Z: Float64Array; readonly codes: Int32Array }[];
  /** Categories of predictors, and groups that predictors are centred in, that the fit has not met. */
  readonly unmet: readonly UnmetLevels[];
}

export interface UnmetLevels {
  /** The predictor: `Sector`, `within(SES, School)`. */
  readonly expression: string;
  readonly levels: readonly string[];
}

/** The columns a formula gave for the rows of a fit, for every row of another table. The outcome need not be there. */
export function designForRows(formula: ExpandedFormula, frame: ModelFrame, table: ColumnTable): NewRows {
  const n = table.rows;
  const on = evaluationOf(table, new Map(frame.schema.variables.flatMap(({ remembered }) => Object.entries(remembered))));
  const schema = new Map(frame.schema.variables.map((variable) => [variable.expression, variable]));
  const variables = variablesOn(formula, schema, on);
  const design = designColumns(formula, variables, n);
  const X = columnsAt(
    design.X,
    n,
    frame.coefNames.map((name) => design.names.indexOf(name)),
  );
  const offsets = formula.offsets.map((node) => variables.get(printExpression(node))!);
  const random = frame.random.map((term) => randomRows(term, formula, frame, variables, n));
  return { n, X, offset: offsetOf(offsets, n), random, unmet: unmetLevels(formula, schema, on) };
}

function variablesOn(formula: ExpandedFormula, schema: ReadonlyMap<string, SchemaVariable>, on: Evaluation): Variables {
  const random = formula.random.flatMap(({ variables, group }) => [...variables, ...group.factors]);
  const expressions = [...formula.variables, ...formula.offsets, ...random];
  return new Map(expressions.map((expression) => [printExpression(expression), variableOn(expression, schema, on)]));
}

function variableOn(expression: Expression, schema: ReadonlyMap<string, SchemaVariable>, on: Evaluation): Variable {
  const label = printExpression(expression);
  const known = schema.get(label)!;
  return { label, contrast: known.contrast, value: asLearned(evaluate(expression, on), known, on.rows) };
}

function unmetLevels(formula: ExpandedFormula, schema: ReadonlyMap<string, SchemaVariable>, on: Evaluation): UnmetLevels[] {
  const factors = formula.variables.flatMap((expression): UnmetLevels[] => {
    const value = evaluate(expression, on);
    const label = printExpression(expression);
    if (value.kind !== 'factor') return [];
    return [{ expression: label, levels: unknownAmong(withUsedLevels(value).levels, schema.get(label)!.levels) }];
  });
  return [...factors, ...unmetGroups(formula.variables, on)].filter(({ levels }) => levels.length > 0);
}

/** Groups in the rows without a mean that was learned. */
function unmetGroups(variables: readonly Expression[], on: Evaluation): UnmetLevels[] {
  const calls = variables.flatMap(groupCentredCalls);
  return calls.map((call) => {
    const expression = printExpression(call);
    const known = (on.memory.get(`${expression}.groups`) ?? []).map(String);
    return { expression, levels: on.columns.has(expression) ? [] : unknownAmong(groupLevels(call, on), known) };
  });
}

function unknownAmong(levels: readonly string[], known: readonly string[]): string[] {
  const met = new Set(known);
  return levels.filter((level) => !met.has(level));
}

function asLearned(value: Value, known: SchemaVariable, n: number): Value {
  if (value.kind === 'list') return { kind: 'number', values: numberColumn(value, known.expression, 'model', n) };
  return value.kind === 'factor' ? withLevels(value, known.levels) : value;
}

function randomRows(term: RandomTerm, formula: ExpandedFormula, frame: ModelFrame, variables: Variables, n: number) {
  const { name, levels } = frame.groups[term.group];
  const parts = formula.random.filter(({ group }) => group.name === name);
  const designs = parts.map((part) => designColumns(part, variables, n));
  const { X } = designs.find(({ names }) => names.join() === term.columns.join())!;
  return { Z: byRows(X, n, term.columns.length), codes: codesAmong(levels, groupingFactor(parts[0].group, variables)) };
}

/** The groups of new rows by their place among the levels of the fit. */
function codesAmong(levels: readonly string[], group: GroupingFactor): Int32Array {
  const placeOf = new Map(levels.map((level, place) => [level, place]));
  const places = group.levels.map((level) => placeOf.get(level) ?? -1);
  return group.codes.map((code) => (code < 0 ? -1 : places[code]));
}
