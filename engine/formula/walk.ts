import type { Expression } from './syntax.ts';

/** The expressions directly inside one. */
export function childrenOf(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case 'call':
      return node.args.map(({ value }) => value);
    case 'unary':
      return [node.operand];
    case 'binary':
      return [node.left, node.right];
    case 'parens':
      return [node.inner];
    default:
      return [];
  }
}

/** Visit an expression and everything inside it, from left to right. */
export function walk(node: Expression, visit: (node: Expression) => void): void {
  visit(node);
  for (const child of childrenOf(node)) walk(child, visit);
}

/** The columns an expression names, each once, in the order of the text. */
export function variablesOf(node: Expression): string[] {
  const names = new Set<string>();
  walk(node, (part) => {
    if (part.kind === 'name' && part.name !== '.') names.add(part.name);
  });
  return [...names];
}

export function withoutParens(node: Expression): Expression {
  return node.kind === 'parens' ? withoutParens(node.inner) : node;
}
