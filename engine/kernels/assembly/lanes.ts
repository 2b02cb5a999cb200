/**
 * Arithmetic on pairs of doubles. Where the module is built with relaxed SIMD, a product and a sum are one fused instruction;
 * otherwise they are two, rounded twice, with the same bits on every machine.
 */

/** c + a b. */
// @ts-ignore: decorator
@inline
export function plusProduct(c: v128, a: v128, b: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? f64x2.relaxed_madd(a, b, c) : f64x2.add(c, f64x2.mul(a, b));
}

/** c − a b. */
// @ts-ignore: decorator
@inline
export function minusProduct(c: v128, a: v128, b: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? f64x2.relaxed_nmadd(a, b, c) : f64x2.sub(c, f64x2.mul(a, b));
}

/** Address of double i of an array. */
// @ts-ignore: decorator
@inline
export function at(array: usize, i: i32): usize {
  return array + ((<usize>i) << 3);
}

/** Double i of an array. */
// @ts-ignore: decorator
@inline
export function get(array: usize, i: i32): f64 {
  return load<f64>(array + ((<usize>i) << 3));
}

// @ts-ignore: decorator
@inline
export function set(array: usize, i: i32, value: f64): void {
  store<f64>(array + ((<usize>i) << 3), value);
}

/** 32-bit integer i of an array. */
// @ts-ignore: decorator
@inline
export function int(array: usize, i: i32): i32 {
  return load<i32>(array + ((<usize>i) << 2));
}

// @ts-ignore: decorator
@inline
export function both(pair: v128): f64 {
  return f64x2.extract_lane(pair, 0) + f64x2.extract_lane(pair, 1);
}
