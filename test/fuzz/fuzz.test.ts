import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { bigCsv, zipBomb, wideSav, hugeSav } from './harmful.ts';
import { mutant } from './mutate.ts';
import { originals } from './originals.ts';
import { Reader, type Outcome } from './readHarmful.ts';

const folder = mkdtempSync(join(tmpdir(), 'terrace-fuzz-'));
const reader = new Reader(5000);
afterAll(async () => {
  await reader.close();
  rmSync(folder, { recursive: true });
});

async function outcomeOf(name: string, bytes: Buffer): Promise<Outcome> {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return (await reader.read(path)).outcome;
}

describe('files that mean harm', () => {
  test('three hundred damaged files end in data or a failure', async () => {
    const sound = originals();
    const kinds = new Set<string>();
    for (let number = 0; number < 300; number++) {
      const { name, bytes } = mutant(sound, 7, number);
      const outcome = await outcomeOf(name, bytes);
      expect({ name, outcome }).toEqual({
        name,
        outcome: expect.objectContaining({ kind: expect.stringMatching(/^(data|failure)$/) }),
      });
      kinds.add(outcome.kind);
    }
    expect([...kinds].sort()).toEqual(['data', 'failure']);
  });

  test.each([
    ['a workbook that unpacks to 1.5 GB', 'bomb.xlsx', () => zipBomb('xlsx', 1.5e9), 'import.bursting'],
    ['a sheet of OpenDocument that unpacks to 1.5 GB', 'bomb.ods', () => zipBomb('ods', 1.5e9), 'import.bursting'],
    ['a bomb that lies about its size', 'liar.xlsx', () => zipBomb('xlsx', 1.5e9, 1000), 'import.damaged-workbook'],
    ['an SPSS file that announces two thousand million value labels', 'labels.sav', hugeSav, 'import.damaged-data'],
  ] as const)('%s is refused', async (_, name, make, code) => {
    expect(await outcomeOf(name, make())).toEqual({ kind: 'failure', code });
  });

  test('100,000 columns are read', async () => {
    expect(await outcomeOf('wide.csv', bigCsv(100_000, 3))).toEqual({ kind: 'data', rows: 3, columns: 100_000 });
    expect(await outcomeOf('wide.sav', wideSav(20_000))).toMatchObject({ kind: 'data', columns: 20_000 });
  });

  test('nested and endless quotes end', async () => {
    expect(await outcomeOf('quotes.csv', Buffer.from(`a,b\n${'"'.repeat(1_000_001)},1\n`))).toMatchObject({ kind: 'failure' });
    expect(await outcomeOf('pairs.csv', Buffer.from(`a,b\n"${'""'.repeat(500_000)}",1\n`))).toMatchObject({
      kind: 'data',
      rows: 1,
    });
  });

  test('memory stays within a gigabyte', () => {
    expect(process.resourceUsage().maxRSS / 1024).toBeLessThan(1024);
  });
});
