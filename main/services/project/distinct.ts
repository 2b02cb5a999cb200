/** Collects the different numbers of a column chunk by chunk, in ascending order; missing ones are left out. */
export class DistinctNumbers {
  /** Sorted runs, each more than twice as long as the next, so that each number is merged about log2(n) times. */
  private readonly runs: Float64Array[] = [];

  add(values: Float64Array): void {
    this.runs.push(dropRepeats(values.filter((value) => !Number.isNaN(value)).sort()));
    while (this.runs.length > 1 && this.runs.at(-2)!.length < 2 * this.runs.at(-1)!.length) this.mergeLast();
  }

  sorted(): Float64Array {
    while (this.runs.length > 1) this.mergeLast();
    return this.runs[0] ?? new Float64Array(0);
  }

  private mergeLast(): void {
    const b = this.runs.pop()!;
    const a = this.runs.pop()!;
    this.runs.push(merge(a, b));
  }
}

function dropRepeats(sorted: Float64Array): Float64Array {
  let kept = 0;
  for (let i = 0; i < sorted.length; i++) if (i === 0 || sorted[i] !== sorted[i - 1]) sorted[kept++] = sorted[i];
  return sorted.slice(0, kept);
}

function merge(a: Float64Array, b: Float64Array): Float64Array {
  const out = new Float64Array(a.length + b.length);
  let [i, j, n] = [0, 0, 0];
  while (i < a.length || j < b.length) {
    const takeA = j === b.length || (i < a.length && a[i] <= b[j]);
    const value = takeA ? a[i++] : b[j++];
    if (n === 0 || out[n - 1] !== value) out[n++] = value;
  }
  return out.slice(0, n);
}
