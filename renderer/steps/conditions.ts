import { nameText, parseExpression, type Expression } from '../../engine/formula/index.ts';
import { failureOf } from '../../engine/contract/index.ts';

/** A comparison of a variable that is chosen by clicking. */
export interface Condition {
  readonly column: string;
  readonly comparison: Comparison;
  /** One value; several for `in`; none where missing is asked for. */
  readonly values: readonly string[];
}

export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | 'missing' | 'there';

const WRITTEN: readonly string[] = ['==', '!=', '<', '<=', '>', '>='];

/** Conditions joined by *and*, as an expression; those without a value are left out. `isNumber` says how values of a column are written. */
export function writeConditions(conditions: readonly Condition[], isNumber: (column: string) => boolean): string {
  return conditions.flatMap((condition) => writeCondition(condition, isNumber(condition.column)) ?? []).join(' & ');
}

function writeCondition({ column, comparison, values }: Condition, isNumber: boolean): string | null {
  const x = nameText(column);
  if (comparison === 'missing') return `is.na(${x})`;
  if (comparison === 'there') return `!is.na(${x})`;
  const items = values.filter((value) => value.trim() !== '').map((value) => item(value, isNumber));
  if (items.length === 0 || items.includes(null)) return null;
  return comparison === 'in' ? `${x} %in% c(${items.join(', ')})` : `${x} ${comparison} ${items[0]}`;
}

function item(value: string, isNumber: boolean): string | null {
  if (!isNumber) return JSON.stringify(value);
  const number = Number(value.trim().replace(',', '.'));
  return Number.isFinite(number) ? String(number) : null;
}

/** The comparisons that an expression consists of; null where it says more than can be clicked. */
export function readConditions(text: string): readonly Condition[] | null {
  if (text.trim() === '') return [];
  try {
    return conditionsIn(parseExpression(text));
  } catch (thrown) {
    if (failureOf(thrown)) return null;
    throw thrown;
  }
}

function conditionsIn(node: Expression): Condition[] | null {
  if (node.kind === 'binary' && node.operator === '&') {
    const [left, right] = [conditionsIn(node.left), conditionsIn(node.right)];
    return left && right && [...left, ...right];
  }
  const one = conditionOf(node);
  return one && [one];
}

function conditionOf(node: Expression): Condition | null {
  if (node.kind === 'unary' && node.operator === '!') {
    const column = askedMissing(node.operand);
    return column === null ? null : { column, comparison: 'there', values: [] };
  }
  const missing = askedMissing(node);
  if (missing !== null) return { column: missing, comparison: 'missing', values: [] };
  if (node.kind !== 'binary' || node.left.kind !== 'name') return null;
  const values = valuesOf(node.right);
  if (!values) return null;
  const column = node.left.name;
  if (node.operator === '%in%') return { column, comparison: 'in', values };
  return WRITTEN.includes(node.operator) && values.length === 1
    ? { column, comparison: node.operator as Comparison, values }
    : null;
}

function askedMissing(node: Expression): string | null {
  const asks = node.kind === 'call' && node.name === 'is.na' && node.args.length === 1;
  return asks && node.args[0]!.value.kind === 'name' ? node.args[0]!.value.name : null;
}

function valuesOf(node: Expression): string[] | null {
  if (node.kind === 'number') return [String(node.value)];
  if (node.kind === 'text') return [node.value];
  if (node.kind === 'unary' && node.operator === '-' && node.operand.kind === 'number') return [String(-node.operand.value)];
  if (node.kind !== 'call' || node.name !== 'c') return null;
  const values = node.args.map(({ value }) => valuesOf(value));
  return values.every((value) => value !== null) ? values.flat() : null;
}
