import { failureOf } from '../../../engine/contract/index.ts';
import type { ModelSpec } from '../../../engine/contract/index.ts';
import { nameText, parseExpression, parseFormula, walk } from '../../../engine/formula/index.ts';
import type { Expression } from '../../../engine/formula/index.ts';

/** The table's columns that a model reads; none where its formula cannot be read. */
export function columnsUsed(spec: ModelSpec, tableColumns: readonly string[]): string[] {
  const texts = [...names(formulaParts(spec.formula)), ...names(conditionParts(spec.subset ?? ''))].map((node) => node.name);
  if (texts.includes('.')) return [...tableColumns];
  const named = new Set([...texts, spec.weights, spec.offset]);
  return tableColumns.filter((name) => named.has(name));
}

/** The model on a table where one variable is called otherwise now. */
export function renameInSpec(spec: ModelSpec, from: string, to: string): ModelSpec {
  const follow = (name: string): string => (name === from ? to : name);
  return {
    ...spec,
    formula: renameVariable(spec.formula, from, to),
    ...(spec.subset === undefined ? {} : { subset: replaceNames(spec.subset, conditionParts(spec.subset), from, to) }),
    ...(spec.weights === undefined ? {} : { weights: follow(spec.weights) }),
    ...(spec.offset === undefined ? {} : { offset: follow(spec.offset) }),
    ...(spec.contrasts === undefined ? {} : { contrasts: renameKeys(spec.contrasts, (key) => renameFactor(key, from, to)) }),
  };
}

/** A factor is named by its column, or by the expression that makes it: `factor(x)`. */
function renameFactor(key: string, from: string, to: string): string {
  if (key === from) return to;
  return key.includes('(') ? replaceNames(key, conditionParts(key), from, to) : key;
}

/** The same formula with one variable called otherwise; everything else stays as it was typed. */
export function renameVariable(formula: string, from: string, to: string): string {
  return replaceNames(formula, formulaParts(formula), from, to);
}

/** The variables that an expression reads; none where it cannot be read. */
export function variablesRead(expression: string): string[] {
  const known = read.get(expression) ?? [...new Set(names(conditionParts(expression)).map((node) => node.name))];
  if (read.size > MOST_READ) read.clear();
  read.set(expression, known);
  return known;
}

/** Expressions are asked for their variables after every change of the project. */
const read = new Map<string, string[]>();
const MOST_READ = 1000;

/** An expression where one variable is called otherwise now. */
export function renameInExpression(expression: string, from: string, to: string): string {
  return replaceNames(expression, conditionParts(expression), from, to);
}

function replaceNames(text: string, parts: readonly Expression[], from: string, to: string): string {
  const places = names(parts).filter((node) => node.name === from);
  return places.reduceRight((done, { start, end }) => done.slice(0, start) + nameText(to) + done.slice(end), text);
}

function names(parts: readonly Expression[]): { name: string; start: number; end: number }[] {
  const found: { name: string; start: number; end: number }[] = [];
  for (const part of parts) walk(part, (node) => void (node.kind === 'name' && found.push(node)));
  return found.sort((a, b) => a.start - b.start);
}

function formulaParts(formula: string): Expression[] {
  return orNothing(() => {
    const { outcome, right } = parseFormula(formula);
    return outcome ? [outcome, right] : [right];
  });
}

function conditionParts(condition: string): Expression[] {
  return orNothing(() => [parseExpression(condition)]);
}

/** A text that cannot be read names nothing; that it cannot be read is said where it is typed. */
function orNothing(parse: () => Expression[]): Expression[] {
  try {
    return parse();
  } catch (thrown) {
    if (failureOf(thrown)) return [];
    throw thrown;
  }
}

function renameKeys<T>(record: Readonly<Record<string, T>>, follow: (name: string) => string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [follow(name), value]));
}
