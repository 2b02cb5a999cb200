/**
 * Names for columns, as written wherever possible: an empty one becomes V and its position (from 1), a repeated one gets `.1`, `.2` as in
 * R's make.unique. Spaces, accents and any script stay.
 */
export function columnNames(written: readonly string[]): string[] {
  const wanted = written.map((name, j) => name.trim() || `V${j + 1}`);
  const firsts = new Set(wanted);
  const taken = new Set<string>();
  const suffixes = new Map<string, number>();
  return wanted.map((name) => {
    let unique = name;
    let suffix = suffixes.get(name) ?? 0;
    while (taken.has(unique) || (suffix > 0 && firsts.has(unique))) unique = `${name}.${++suffix}`;
    suffixes.set(name, suffix);
    taken.add(unique);
    return unique;
  });
}
