import type { Hit } from './hits.ts';

/** Where an arrow key goes from a mark: the next one across or up the plot; from nowhere to the first. null: the key means nothing here. */
export function stepFrom(hits: readonly Hit[], from: Hit | null, key: string): Hit | null {
  if (hits.length === 0 || !(key in directions)) return null;
  const { sign, axis, far } = directions[key];
  const ordered = [...hits].sort((a, b) => (axis === 'x' ? a.left - b.left || b.top - a.top : b.top - a.top || a.left - b.left));
  if (far) return ordered[sign > 0 ? ordered.length - 1 : 0];
  const place = from ? ordered.findIndex((hit) => isSame(hit, from)) : -1;
  return ordered[Math.max(0, Math.min(ordered.length - 1, place + sign))];
}

interface Direction {
  readonly axis: 'x' | 'y';
  readonly sign: 1 | -1;
  readonly far?: boolean;
}

const directions: Readonly<Record<string, Direction>> = {
  ArrowRight: { axis: 'x', sign: 1 },
  ArrowLeft: { axis: 'x', sign: -1 },
  ArrowUp: { axis: 'y', sign: 1 },
  ArrowDown: { axis: 'y', sign: -1 },
  Home: { axis: 'x', sign: -1, far: true },
  End: { axis: 'x', sign: 1, far: true },
};

const isSame = (a: Hit, b: Hit): boolean =>
  a === b || (a.left === b.left && a.top === b.top && a.words.join() === b.words.join());
