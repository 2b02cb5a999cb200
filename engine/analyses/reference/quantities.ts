/**
 * Which quantities a kind of model can give, one function each.
 */

/** In the schema of the suite. */
export type Results = Record<string, unknown>;

/** One function per quantity; it is called only where the quantity is wanted. */
export type Quantities<Context> = Readonly<Record<string, (context: Context) => unknown>>;

/** Said in the suite's own form. */
const NOT_ASKED = { not_available: 'Not asked for.' };

/**
 * Quantities wanted and known; one that comes out undefined (it does not apply) is left out. Of `tables` it is said when they are not asked
 * for: a case does not ask for those that R refuses its model.
 */
export function fillResults<Context>(
  wanted: readonly string[],
  known: Quantities<Context>,
  context: Context,
  tables: readonly string[] = [],
): Results {
  const results: Results = {};
  for (const name of tables) if (!wanted.includes(name)) results[name] = NOT_ASKED;
  for (const name of wanted) {
    const value = known[name]?.(context);
    if (value !== undefined) results[name] = value;
  }
  return results;
}
