import { failure } from '../contract/index.ts';
import * as words from '../text/formulaFailures.ts';
import { nearestNames } from './nearest.ts';
import type { CallNode, Expression, NameNode } from './syntax.ts';
import { FUNCTIONS, type FunctionUsage } from './vocabulary.ts';
import { walk } from './walk.ts';

/** `T` and `F` are truth values in R wherever no column has the name. */
const TRUTH_NAMES = ['T', 'F'];

/**
 * See that every column and function an expression names is there and every function is used as it can be.
 *
 * functions  those that may be called: of model formulas, or of data steps
 *
 * @throws Failure 'formula.unknown-column', 'formula.unknown-function', 'formula.several-outcomes', 'formula.arguments'
 */
export function checkNames(
  node: Expression,
  columnNames: readonly string[],
  functions: Readonly<Record<string, FunctionUsage>> = FUNCTIONS,
): void {
  const known = new Set(columnNames);
  walk(node, (part) => {
    if (part.kind === 'name') checkColumn(part, known);
    if (part.kind === 'call') checkCall(part, known, functions);
  });
}

function checkColumn({ name, start, end }: NameNode, known: ReadonlySet<string>): void {
  if (known.has(name) || name === '.' || TRUTH_NAMES.includes(name)) return;
  const nearest = nearestNames(name, [...known]);
  throw failure('formula.unknown-column', { column: name, start, end, nearest }, words.unknownColumn(name, nearest));
}

function checkCall(call: CallNode, known: ReadonlySet<string>, functions: Readonly<Record<string, FunctionUsage>>): void {
  const { name, start, end } = call;
  if (name === 'cbind') throw failure('formula.several-outcomes', { start, end }, words.severalOutcomes());
  if (Object.hasOwn(functions, name)) return checkArguments(call, functions[name]);
  const nearest = nearestNames(name, Object.keys(functions));
  const said = known.has(name) ? words.columnAsFunction(name) : words.unknownFunction(name, nearest);
  throw failure('formula.unknown-function', { function: name, start, end: start + name.length, nearest }, said);
}

function checkArguments({ name, args, start, end }: CallNode, { least, most, settings, usage }: FunctionUsage): void {
  const strange = args.find((argument) => argument.name !== null && argument.name !== 'x' && !settings.includes(argument.name));
  if (strange) throw failure('formula.arguments', { start, end }, words.unknownArgument(name, strange.name!, usage));
  const byPlace = args.filter((argument) => argument.name === null || argument.name === 'x').length;
  if (byPlace < least || byPlace > most) throw failure('formula.arguments', { start, end }, words.argumentCount(name, usage));
}
