import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { crossedAtRandom, crossedNearby, slopesOverGroups } from './simulated.ts';
import { readTable, writeTable } from './tableFolder.ts';

describe('Simulated tables', () => {
  it('are the same every time', () => {
    expect(slopesOverGroups(200, 10)).toEqual(slopesOverGroups(200, 10));
  });

  it('have no level without a row', () => {
    for (const { columns } of [slopesOverGroups(30, 40), crossedAtRandom(30, 40), crossedNearby(30, 40)])
      for (const column of columns)
        if (column.kind === 'factor') expect(new Set(column.codes)).toEqual(new Set(column.levels.keys()));
  });

  it('come back from files as they were', () => {
    const folder = mkdtempSync(join(tmpdir(), 'terrace-bench-test-'));
    const table = crossedNearby(50, 12);
    writeTable(folder, table);
    expect(readTable(folder)).toEqual(table);
    rmSync(folder, { recursive: true });
  });

  it('keep neighbours near: a level meets at most seven others', () => {
    const { columns } = crossedNearby(5000, 100);
    const [a, b] = columns.filter((column) => column.kind === 'factor');
    const met = new Set(Array.from(a.codes, (code, i) => `${code} ${b.codes[i]}`));
    expect(met.size).toBeLessThanOrEqual(700);
    expect(met.size).toBeGreaterThan(650);
  });
});
