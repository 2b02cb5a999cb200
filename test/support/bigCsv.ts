import { closeSync, openSync, writeSync } from 'node:fs';

/**
 * Writes a CSV of pupils in schools, the same for the same arguments: `school` (rows / 100 groups), `score` = 50 + 2 x1 + u + e
 * with SDs u 3, e 6, and `x1`… numbers filling up to `columns`.
 */
export function writeBigCsv(path: string, rows: number, columns: number): void {
  const file = openSync(path, 'w');
  const xs = Array.from({ length: columns - 2 }, (_, j) => `x${j + 1}`);
  let text = `school,score,${xs.join(',')}\n`;
  const groups = Math.max(2, Math.round(rows / 100));
  const normal = seededNormal(20261121);
  const u = Float64Array.from({ length: groups }, () => 3 * normal());
  for (let i = 0; i < rows; i++) {
    const school = i % groups;
    const x = xs.map(() => normal());
    const score = 50 + 2 * x[0]! + u[school]! + 6 * normal();
    text += `S${school + 1},${score.toFixed(3)},${x.map((v) => v.toFixed(3)).join(',')}\n`;
    if (text.length > 1 << 20) {
      writeSync(file, text);
      text = '';
    }
  }
  writeSync(file, text);
  closeSync(file);
}

/** Sums of twelve uniforms from a 32-bit xorshift: near enough to normal for test data, and the same everywhere. */
function seededNormal(seed: number): () => number {
  let s = seed | 0;
  const uniform = () => {
    s ^= s << 13;
    s ^= s >>> 17;
    s ^= s << 5;
    return (s >>> 0) / 2 ** 32;
  };
  return () => {
    let sum = -6;
    for (let k = 0; k < 12; k++) sum += uniform();
    return sum;
  };
}
