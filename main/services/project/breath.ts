/** Milliseconds of work between two breaths. */
const SLICE = 10;

/** Lets everything that waits for this process go first: long work on main is done in slices with a breath between them. */
export function breath(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Runs a computation that yields now and then, with breaths; null when `stop`, asked after each, says so. */
export async function inSlices<T>(steps: Generator<undefined, T>, stop: () => boolean = () => false): Promise<T | null> {
  for (let since = performance.now(); ;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() - since < SLICE) continue;
    await breath();
    if (stop()) return null;
    since = performance.now();
  }
}
