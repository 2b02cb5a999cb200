/**
 * Which quantities a kind of model can give, one function each.
 */

/** In the schema of the suite. */
export type Results = Record<string, unknown>;

/** One function per quantity; it is called only where the quantity is wanted. */
export type Quantities<Context> = Readonly<Record<string, (context: Context) => unknown>>;

/** Quantities wanted and known; one that comes out undefined (it does not apply) is left out. */
export function fillResults<Context>(wanted: readonly string[], known: Quantities<Context>, context: Context): Results {
  const results: Results = {};
  for (const name of wanted) {
    const value = known[name]?.(context);
    if (value !== undefined) results[name] = value;
  }
  return results;
}
