const MOST_SUGGESTIONS = 3;

/** The names closest to a mistyped one, best first: at most three, none where nothing is near. */
export function nearestNames(typed: string, names: readonly string[]): string[] {
  const wanted = plain(typed);
  const limit = Math.max(1, Math.floor(wanted.length / 3));
  return names
    .map((name) => ({ name, distance: distanceOf(wanted, plain(name), limit) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, MOST_SUGGESTIONS)
    .map(({ name }) => name);
}

/** Case and separators are what people most often get wrong: they do not count. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[\s._-]/g, '') || name.toLowerCase();
}

function distanceOf(a: string, b: string, limit: number): number {
  if (a.length >= 3 && b.startsWith(a)) return Math.min(limit, b.length - a.length);
  return Math.abs(a.length - b.length) > limit ? Infinity : editDistance(a, b);
}

/**
 * Insertions, deletions, replacements and swaps of neighbours that turn `a` into `b` (optimal string alignment).
 *
 * @see Damerau (1964), Comm. ACM 7(3), 171–176
 */
export function editDistance(a: string, b: string): number {
  let [before, last] = [[] as number[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const replaced = last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(last[j] + 1, row[j - 1] + 1, replaced, swapped ? before[j - 2] + 1 : Infinity));
    }
    [before, last] = [last, row];
  }
  return last[b.length];
}
