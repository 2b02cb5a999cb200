import type { GridRandom } from './grid.ts';
import { parseExpression } from './parse.ts';
import { printExpression } from './print.ts';
import { withoutParens } from './walk.ts';

/** Grouping factors nested one in the other and with the same effects, outermost first; R writes them as one bar. */
export type Chain = readonly GridRandom[];

/** Each outer grouping factor followed by those nested in it; otherwise in the order given. */
export function nestedOrder(random: readonly GridRandom[]): GridRandom[] {
  const groups = random.map(({ group }) => group);
  const roots = random.filter(({ group }) => !groups.includes(nestingOf(group)?.outer ?? ''));
  return roots.flatMap((root) => [root, ...descendants(root, random)]);
}

/** The entries as chains, each entry in one. Crossed factors with their interaction (`a`, `b`, `a:b`) stay apart. */
export function chainsOf(random: readonly GridRandom[]): Chain[] {
  const chains: GridRandom[][] = [];
  for (const entry of nestedOrder(random)) {
    const nesting = nestingOf(entry.group);
    const isCrossed = random.some(({ group }) => group === nesting?.inner);
    const open = isCrossed
      ? undefined
      : chains.find((chain) => chain.at(-1)!.group === nesting?.outer && hasSameEffects(chain[0], entry));
    if (open) open.push(entry);
    else chains.push([entry]);
  }
  return chains;
}

/** `school/class` for `school` and `class:school`. */
export function chainText(chain: Chain): string {
  return chain.map(({ group }, k) => (k === 0 ? group : nestingOf(group)!.inner)).join('/');
}

function descendants(outer: GridRandom, random: readonly GridRandom[]): GridRandom[] {
  return random
    .filter(({ group }) => nestingOf(group)?.outer === outer.group)
    .flatMap((inner) => [inner, ...descendants(inner, random)]);
}

/** `class:school` is class within school; null for what is not written so. */
function nestingOf(group: string): { readonly inner: string; readonly outer: string } | null {
  const node = parseExpression(group);
  if (node.kind !== 'binary' || node.operator !== ':' || node.left.kind !== 'name') return null;
  return { inner: printExpression(node.left), outer: printExpression(withoutParens(node.right)) };
}

function hasSameEffects(a: GridRandom, b: GridRandom): boolean {
  const effects = ({ intercept, slopes, correlated }: GridRandom) =>
    JSON.stringify([intercept, slopes, correlated || slopes.length + Number(intercept) < 2]);
  return effects(a) === effects(b);
}
