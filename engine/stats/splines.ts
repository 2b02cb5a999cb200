/** Bases of spline functions on given knots. */

/** What a spline basis is made of; knots inside, boundaries outside, in the units of x. */
export interface SplineKnots {
  readonly inner: readonly number[];
  readonly boundary: readonly [number, number];
}

/** R pivots a quarter of the way into the outermost interval where it extends a B-spline beyond its boundary. */
const PIVOT = 1 / 4;

/**
 * B-splines of a degree at the points, one column per basis function (degree + 1 + inner knots). Beyond the boundary each goes on
 * as the polynomial it is in the outermost interval. NaN where a point is NaN.
 *
 * @see de Boor (1978), A Practical Guide to Splines, ch. X; R's splines::bs names the settings
 */
export function bSplines(x: Float64Array, degree: number, knots: SplineKnots): Float64Array[] {
  const t = extendedKnots(knots, degree + 1);
  const count = t.length - degree - 1;
  const [low, high] = knots.boundary;
  const below = () => taylor(t, degree, (1 - PIVOT) * low + PIVOT * t[degree + 1]);
  const above = () => taylor(t, degree, (1 - PIVOT) * high + PIVOT * t[count - 1]);
  return columnsFrom(x, count, (value) => basisAt(t, degree, value, 0), outside(knots, below, above));
}

/**
 * Natural cubic splines at the points: cubic inside, straight lines beyond the boundary, second derivative 0 there.
 * `intercept` false leaves out the first B-spline before the two conditions are imposed. Columns are those of R's splines::ns.
 *
 * @see Hastie & Tibshirani (1990), Generalized Additive Models, §2.10
 */
export function naturalSplines(x: Float64Array, knots: SplineKnots, intercept: boolean): Float64Array[] {
  const t = extendedKnots(knots, 4);
  const [low, high] = knots.boundary;
  const cubic = columnsFrom(
    x,
    t.length - 4,
    (value) => basisAt(t, 3, value, 0),
    outside(
      knots,
      () => line(t, low),
      () => line(t, high),
    ),
  );
  const curvature = [low, high].map((value) => basisAt(t, 3, value, 2));
  const first = intercept ? 0 : 1;
  return withoutDirections(
    cubic.slice(first),
    curvature.map((row) => row.slice(first)),
  );
}

/** Each boundary knot `order` times around the inner knots. */
function extendedKnots({ inner, boundary: [low, high] }: SplineKnots, order: number): number[] {
  const ends = Array.from({ length: order }, () => [low, high]).flat();
  return [...ends, ...inner].sort((a, b) => a - b);
}

/** Values of all basis functions at a point beyond the boundary. */
type Extension = (value: number) => readonly number[];

function outside({ boundary: [low, high] }: SplineKnots, below: () => Extension, above: () => Extension) {
  let [under, over]: (Extension | null)[] = [null, null];
  return (value: number): readonly number[] | null => {
    if (value < low) return (under ??= below())(value);
    return value > high ? (over ??= above())(value) : null;
  };
}

function columnsFrom(
  x: Float64Array,
  count: number,
  inside: (value: number) => readonly number[],
  beyond: (value: number) => readonly number[] | null,
): Float64Array[] {
  const columns = Array.from({ length: count }, () => new Float64Array(x.length).fill(NaN));
  for (let i = 0; i < x.length; i++) {
    if (Number.isNaN(x[i])) continue;
    const row = beyond(x[i]) ?? inside(x[i]);
    for (let j = 0; j < count; j++) columns[j][i] = row[j];
  }
  return columns;
}

/** The polynomial pieces around a pivot, by all their derivatives there. */
function taylor(t: readonly number[], degree: number, pivot: number): Extension {
  const derivatives = Array.from({ length: degree + 1 }, (_, d) => basisAt(t, degree, pivot, d));
  return (value) => {
    const powers = derivatives.map((_, d) => (value - pivot) ** d / factorial(d));
    return derivatives[0].map((_, j) => derivatives.reduce((sum, row, d) => sum + row[j] * powers[d], 0));
  };
}

function line(t: readonly number[], pivot: number): Extension {
  const [level, slope] = [0, 1].map((d) => basisAt(t, 3, pivot, d));
  return (value) => level.map((start, j) => start + slope[j] * (value - pivot));
}

/** The derivative-th derivative of every B-spline at a point inside the boundary; at the right end the limit from the left. */
function basisAt(t: readonly number[], degree: number, value: number, derivative: number): number[] {
  const lower = degree - derivative;
  let row: number[] = intervalIndicator(t, degree, value);
  for (let k = 1; k <= lower; k++) row = raised(t, k, row, (left, right) => [value - left, right - value]);
  for (let k = lower + 1; k <= degree; k++) row = raised(t, k, row, () => [k, -k]);
  return row;
}

/** B-splines of degree 0: 1 in the interval of knots that holds the value. */
function intervalIndicator(t: readonly number[], degree: number, value: number): number[] {
  let at = degree;
  while (at + 1 < t.length - degree - 1 && value >= t[at + 1]) at++;
  return Array.from({ length: t.length - 1 }, (_, j) => (j === at ? 1 : 0));
}

/** From degree k − 1 to degree k by two neighbours each: de Boor's recursion, or the rule for derivatives, by its two factors. */
function raised(
  t: readonly number[],
  k: number,
  row: readonly number[],
  factors: (left: number, right: number) => readonly [number, number],
): number[] {
  return Array.from({ length: row.length - 1 }, (_, j) => {
    const [rising, falling] = factors(t[j], t[j + k + 1]);
    return part(rising * row[j], t[j + k] - t[j]) + part(falling * row[j + 1], t[j + k + 1] - t[j + 1]);
  });
}

/** Where knots coincide, the piece between them is nothing. */
function part(value: number, width: number): number {
  return width > 0 ? value / width : 0;
}

/** Columns rotated by the reflections that carry the rows of conditions onto the first axes, without these axes. */
function withoutDirections(columns: readonly Float64Array[], conditions: readonly number[][]): Float64Array[] {
  const rotated = columns.map((column) => column.slice());
  const rest = conditions.map((row) => [...row]);
  rest.forEach((row, k) => {
    const v = reflector(row, k);
    for (const other of rest.slice(k + 1)) reflect(other, v, k);
    for (let i = 0; i < rotated[0].length; i++) {
      let sum = 0;
      for (let j = k; j < v.length; j++) sum += v[j] * rotated[j][i];
      for (let j = k; j < v.length; j++) rotated[j][i] -= 2 * sum * v[j];
    }
  });
  return rotated.slice(conditions.length);
}

/** The unit vector of the Householder reflection that leaves only entry k of the row from k on. */
function reflector(row: readonly number[], k: number): number[] {
  const v = row.map((value, j) => (j < k ? 0 : value));
  const norm = Math.hypot(...v);
  v[k] += v[k] < 0 ? -norm : norm;
  const length = Math.hypot(...v);
  return v.map((value) => value / length);
}

function reflect(row: number[], v: readonly number[], k: number): void {
  let sum = 0;
  for (let j = k; j < v.length; j++) sum += v[j] * row[j];
  for (let j = k; j < v.length; j++) row[j] -= 2 * sum * v[j];
}

function factorial(n: number): number {
  return n < 2 ? 1 : n * factorial(n - 1);
}
