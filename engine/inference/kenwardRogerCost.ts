/** What of a model decides how long its Kenward–Roger tests take; known before it is fitted. */
export interface RandomSizes {
  readonly groups: readonly { readonly name: string; readonly levels: number; readonly level: number }[];
  readonly random: readonly { readonly group: string; readonly columns: readonly string[] }[];
  readonly coefNames: readonly string[];
}

/** Multiplications a second of the dense kernels (measured), and what may be spent on a table that nobody asked for. */
const SPEED = 4e9;
const SECONDS = 0.4;

/** Whether the tests may be made along with every fit. */
export function isKenwardRogerQuick(sizes: RandomSizes): boolean {
  return kenwardRogerOperations(sizes) < SECONDS * SPEED;
}

/**
 * Multiplications that the products of Z'V⁻¹Z take: a set of m connected random columns takes about 2.4 m³ for the inverse, and m²p for
 * each covariance parameter. Nested factors make a set of each outermost level, here all of one size; crossed factors one set.
 */
export function kenwardRogerOperations({ groups, random, coefNames }: RandomSizes): number {
  const used = groups.filter(({ name }) => random.some(({ group }) => group === name));
  const isNested = new Set(used.map(({ level }) => level)).size === used.length;
  const sets = isNested ? Math.min(...used.map(({ levels }) => levels)) : 1;
  const columns = random.map(({ group, columns: own }) => own.length * (groups.find(({ name }) => name === group)?.levels ?? 0));
  const m = columns.reduce((sum, count) => sum + count, 0) / sets;
  const parameters = random.reduce((sum, { columns: own }) => sum + (own.length * (own.length + 1)) / 2, 0);
  return sets * m * m * (2.4 * m + parameters * (coefNames.length + parameters));
}
