import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const tokens = readFileSync(join(import.meta.dirname, '../../../renderer/styles/tokens.css'), 'utf8');
const token = (name: string): [light: string, dark: string] => {
  const [, light, dark] = new RegExp(`--${name}: light-dark\\((#\\w+), (#\\w+)\\)`).exec(tokens)!;
  return [light, dark];
};
type Rgb = readonly [number, number, number];

/** Linear light, 0 to 1. */
function linear(hex: string): Rgb {
  const channel = (from: number): number => {
    const s = Number.parseInt(hex.slice(from, from + 2), 16) / 255;
    return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

const dot = (a: Rgb, b: Rgb): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const luminance = (colour: Rgb): number => dot([0.2126, 0.7152, 0.0722], colour);

/** @see WCAG 2.2, 1.4.11 */
function contrast(a: string, b: string): number {
  const [low, high] = [luminance(linear(a)), luminance(linear(b))].sort((p, q) => p - q);
  return (high + 0.05) / (low + 0.05);
}

/** What dichromats see, in linear light. @see Machado, Oliveira & Fernandes (2009), IEEE TVCG 15(6), severity 1 */
const eyes: Readonly<Record<string, readonly Rgb[]>> = {
  all: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** CIE L*a*b* under D65. */
function lab(colour: Rgb): Rgb {
  const f = (t: number): number => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  const x = f(dot([0.4124, 0.3576, 0.1805], colour) / 0.95047);
  const y = f(dot([0.2126, 0.7152, 0.0722], colour));
  const z = f(dot([0.0193, 0.1192, 0.9505], colour) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function distance(a: string, b: string, eye: readonly Rgb[]): number {
  const [p, q] = [a, b].map((hex) => {
    const seen = linear(hex);
    return lab(eye.map((row) => Math.max(0, Math.min(1, dot(row, seen)))) as unknown as Rgb);
  });
  return Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}

describe.each([
  ['light', 0],
  ['dark', 1],
] as const)('series colours, %s', (_, scheme) => {
  const series = Array.from({ length: 8 }, (__, i) => token(`series${i + 1}`)[scheme]);
  const panel = token('panel')[scheme];

  test('stand out from the panel', () => {
    for (const colour of series) expect(contrast(colour, panel), colour).toBeGreaterThan(3);
  });

  test.each(Object.keys(eyes))('the first six are apart for %s eyes', (eye) => {
    const first = series.slice(0, 6);
    first.forEach((a, i) =>
      first.slice(i + 1).forEach((b) => expect(distance(a, b, eyes[eye]), `${a} and ${b}`).toBeGreaterThan(11)),
    );
  });
});
