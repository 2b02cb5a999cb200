/** Lets everything that waits for this process go first: long work on main is done in slices with a breath between them. */
export function breath(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Runs a computation that yields after each slice, with a breath whenever `ms` have gone by. */
export async function inSlices<T>(steps: Generator<undefined, T>, ms = 10): Promise<T> {
  let since = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() - since < ms) continue;
    await breath();
    since = performance.now();
  }
}
