import { failure } from '../contract/index.ts';
import { printExpression, type CallNode, type Expression } from '../formula/index.ts';
import * as words from '../text/frameFailures.ts';
import type { Evaluation } from './evaluate.ts';
import { placed } from './placed.ts';
import type { Learned } from './types.ts';
import { numberColumn, numbersOf, type Value } from './values.ts';

export type Evaluate = (node: Expression, on: Evaluation) => Value;

/** A call being evaluated. */
export interface Call {
  readonly node: CallNode;
  readonly label: string;
  readonly on: Evaluation;
  readonly evaluate: Evaluate;
}

/** What the call learned before under this name; learned now where it did not. */
export function remembered<Item extends number | string>(
  call: Call,
  what: string,
  learn: () => readonly Item[],
): readonly Item[] {
  const key = `${call.label}.${what}`;
  const known = (call.on.memory.get(key) as readonly Item[] | undefined) ?? learn();
  call.on.memory.set(key, known as Learned);
  return known;
}

export function first(call: Call): Value {
  return call.evaluate(firstArgument(call), call.on);
}

export function firstNumbers(call: Call): Float64Array | number {
  return numbersFor(call, firstArgument(call));
}

export function firstColumn(call: Call): Float64Array {
  const node = firstArgument(call);
  const value = call.evaluate(node, call.on);
  return placed(node, () => numberColumn(value, printExpression(node), `${call.node.name}()`, call.on.rows));
}

export function numbersFor(call: Call, node: Expression): Float64Array | number {
  return placed(node, () => numbersOf(call.evaluate(node, call.on), printExpression(node), `${call.node.name}()`));
}

export function firstArgument({ node }: Call): Expression {
  return (node.args.find(({ name }) => name === 'x') ?? node.args.find(({ name }) => name === null)!).value;
}

/** A setting by its name or by its place, counted from 0 with the variable. */
export function setting({ node }: Call, name: string, place: number): Expression | null {
  const named = node.args.find((argument) => argument.name === name);
  const placed = node.args.filter((argument) => argument.name === null || argument.name === 'x')[place];
  return (named ?? placed)?.value ?? null;
}

export function numberSetting(call: Call, name: string, place: number, otherwise: number): number {
  const node = setting(call, name, place);
  if (!node) return otherwise;
  const [item] = itemsOf(call, node, name);
  if (typeof item === 'number') return item;
  throw notConstant(call, name);
}

export function truthSetting(call: Call, name: string, otherwise: boolean): boolean {
  return numberSetting(call, name, Infinity, otherwise ? 1 : 0) !== 0;
}

export function itemsOf(call: Call, node: Expression, name: string): readonly (number | string)[] {
  const value = call.evaluate(node, call.on);
  if (value.kind === 'list') return value.items;
  throw notConstant(call, name);
}

function notConstant({ node, label }: Call, name: string) {
  return failure('frame.not-constant', { setting: name, start: node.start, end: node.end }, words.notConstant(label, name));
}
