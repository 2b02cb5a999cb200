import { both, get, minusProduct, plusProduct, set } from './lanes';

/** y += f x, over n doubles. */
export function addScaled(n: i32, f: f64, x: usize, y: usize): void {
  const ff = f64x2.splat(f);
  const end = x + (((<usize>n) >> 1) << 4);
  for (; x < end; x += 16, y += 16) v128.store(y, plusProduct(v128.load(y), v128.load(x), ff));
  if (n & 1) store<f64>(y, load<f64>(y) + f * load<f64>(x));
}

/** y += f₀x₀ + f₁x₁ + f₂x₂ + f₃x₃ for four columns that stand `ld` bytes apart, their factors `fd` bytes. */
export function addScaledFour(n: i32, f: usize, fd: usize, scale: f64, x: usize, ld: usize, y: usize): void {
  const f0 = f64x2.splat(scale * load<f64>(f));
  const f1 = f64x2.splat(scale * load<f64>(f + fd));
  const f2 = f64x2.splat(scale * load<f64>(f + 2 * fd));
  const f3 = f64x2.splat(scale * load<f64>(f + 3 * fd));
  const x1 = ld;
  const x2 = 2 * ld;
  const x3 = 3 * ld;
  const end = x + (((<usize>n) >> 1) << 4);
  for (; x < end; x += 16, y += 16) {
    let sum = v128.load(y);
    sum = plusProduct(sum, v128.load(x), f0);
    sum = plusProduct(sum, v128.load(x + x1), f1);
    sum = plusProduct(sum, v128.load(x + x2), f2);
    sum = plusProduct(sum, v128.load(x + x3), f3);
    v128.store(y, sum);
  }
  if (n & 1) {
    let sum = load<f64>(y);
    sum += f64x2.extract_lane(f0, 0) * load<f64>(x);
    sum += f64x2.extract_lane(f1, 0) * load<f64>(x + x1);
    sum += f64x2.extract_lane(f2, 0) * load<f64>(x + x2);
    sum += f64x2.extract_lane(f3, 0) * load<f64>(x + x3);
    store<f64>(y, sum);
  }
}

/** y −= f x. */
export function subtractScaled(n: i32, f: f64, x: usize, y: usize): void {
  const ff = f64x2.splat(f);
  const end = x + (((<usize>n) >> 1) << 4);
  for (; x < end; x += 16, y += 16) v128.store(y, minusProduct(v128.load(y), v128.load(x), ff));
  if (n & 1) store<f64>(y, load<f64>(y) - f * load<f64>(x));
}

export function scale(n: i32, f: f64, x: usize): void {
  const ff = f64x2.splat(f);
  const end = x + (((<usize>n) >> 1) << 4);
  for (; x < end; x += 16) v128.store(x, f64x2.mul(v128.load(x), ff));
  if (n & 1) store<f64>(x, load<f64>(x) * f);
}

/** x'y. */
export function dot(n: i32, x: usize, y: usize): f64 {
  let even = f64x2.splat(0);
  let odd = even;
  let i = 0;
  for (; i + 3 < n; i += 4, x += 32, y += 32) {
    even = plusProduct(even, v128.load(x), v128.load(y));
    odd = plusProduct(odd, v128.load(x, 16), v128.load(y, 16));
  }
  let sum = both(f64x2.add(even, odd));
  for (let r = 0; i < n; i++, r++) sum += get(x, r) * get(y, r);
  return sum;
}

export function zero(n: i32, x: usize): void {
  memory.fill(x, 0, (<usize>n) << 3);
}

/** y := −x. */
export function copyNegative(n: i32, x: usize, y: usize): void {
  for (let i = 0; i < n; i++) set(y, i, -get(x, i));
}
