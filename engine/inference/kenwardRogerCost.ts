/** What of a model decides how long its Kenward–Roger tests take; known before it is fitted. */
export interface RandomSizes {
  readonly groups: readonly { readonly name: string; readonly levels: number; readonly level: number }[];
  readonly random: readonly { readonly group: string; readonly columns: readonly string[] }[];
  readonly coefNames: readonly string[];
}

/** Multiplications a second (measured on sets of 1000 to 2000 columns), and what may be spent on a table that nobody asked for. */
const SPEED = 1e9;
const SECONDS = 0.05;
/** What the bookkeeping of one set costs, in multiplications (measured: 10 to 25 µs). */
const SET = 15_000;

/** Whether the tests may be made along with every fit. */
export function isKenwardRogerQuick(sizes: RandomSizes): boolean {
  return kenwardRogerOperations(sizes) < SECONDS * SPEED;
}

/** Seconds that the tests are likely to take. */
export function kenwardRogerSeconds(sizes: RandomSizes): number {
  return kenwardRogerOperations(sizes) / SPEED;
}

/** Random columns of one connected set: matrices of this many rows and columns are held. */
export function connectedColumns(sizes: RandomSizes): number {
  return columnsOfSet(sizes).m;
}

/**
 * Multiplications that the products of Z'V⁻¹Z take. A set of m connected random columns, r of them not of the factor with most columns,
 * takes m²r/2 + 3mr²/2 for the products, and m²p for each covariance parameter. Nested factors make a set of each outermost level, here
 * all of one size; crossed factors one set.
 */
export function kenwardRogerOperations(sizes: RandomSizes): number {
  const { sets, terms, m, r } = columnsOfSet(sizes);
  const parameters = sum(terms.map((size) => (size * (size + 1)) / 2));
  return sets * (SET + m * ((m * r) / 2 + (3 * r * r) / 2 + m * parameters * (sizes.coefNames.length + parameters)));
}

/** Sets of connected columns, columns of each term, columns m of one set, r of them not of the largest factor. */
function columnsOfSet({ groups, random }: RandomSizes) {
  const used = groups.filter(({ name }) => random.some(({ group }) => group === name));
  const isNested = new Set(used.map(({ level }) => level)).size === used.length;
  const sets = isNested ? Math.min(...used.map(({ levels }) => levels)) : 1;
  const terms = random.map(({ group, columns }) => ({ group, size: columns.length }));
  const columns = used.map(({ name, levels }) => levels * sum(terms.map(({ group, size }) => (group === name ? size : 0))));
  const m = sum(columns) / sets;
  return { sets, terms: terms.map(({ size }) => size), m, r: m - Math.max(...columns) / sets };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
