import type { ColumnTable, NumberColumn } from '../contract/index.ts';
import { childrenOf, parseFormula, printExpression, walk, type CallNode, type Expression } from '../formula/index.ts';
import { groupsOf } from './centering.ts';
import { evaluate, evaluationOf, type Evaluation } from './evaluate.ts';

/**
 * The predictors an expression reads: columns by their names, and a variable centred in groups, or the mean of its group, by the text
 * of the call. What is centred in groups is a variable by itself wherever predictors are held at a value: its groups are no predictor.
 */
export function predictorsOf(node: Expression): string[] {
  if (isGroupCentred(node)) return [printExpression(node)];
  if (node.kind === 'name') return node.name === '.' ? [] : [node.name];
  return [...new Set(childrenOf(node).flatMap(predictorsOf))];
}

/** The values of all calls centred in groups, as columns under the text of the call; a table with such a column stands for the call. */
export function groupCentredColumns(expressions: readonly Expression[], table: ColumnTable): NumberColumn[] {
  const calls = new Map(expressions.flatMap(groupCentredCalls).map((node) => [printExpression(node), node]));
  const on = evaluationOf(table);
  return [...calls].flatMap(([name, node]) => {
    const value = evaluate(node, on);
    return value.kind === 'number' ? [{ kind: 'number' as const, name, values: value.values }] : [];
  });
}

/** The table with what a formula centres in groups as columns. */
export function withGroupCentred(table: ColumnTable, formula: string): ColumnTable {
  const { right } = parseFormula(formula);
  const calls = groupCentredColumns([right], table);
  return calls.length ? { ...table, columns: [...table.columns, ...calls] } : table;
}

/** The calls inside an expression that centre a variable in groups, or take the means of groups. */
export function groupCentredCalls(expression: Expression): CallNode[] {
  const calls: CallNode[] = [];
  walk(expression, (node) => void (isGroupCentred(node) && calls.push(node)));
  return calls;
}

/** The groups that such a call names in these rows. */
export function groupLevels(call: CallNode, on: Evaluation): readonly string[] {
  return groupsOf({ node: call, label: printExpression(call), on, evaluate }).levels;
}

function isGroupCentred(node: Expression): node is CallNode {
  return node.kind === 'call' && (node.name === 'within' || node.name === 'between');
}
