import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { quietHooks, readFile } from '../../../../main/services/data/index.ts';
import { writeStaging } from '../../../../main/services/project/index.ts';
import { Desk } from './desk.ts';

const fixtures = join(import.meta.dirname, '../../../fixtures');
const savFiles = readdirSync(fixtures, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.sav'));

test('what SPSS declares missing comes in with its values, counted as missing, and with its labels', async () => {
  let declared = 0;
  let labelled = 0;
  for (const name of savFiles) {
    const desk = new Desk();
    const read = await readFile(join(fixtures, name), null, quietHooks).catch(() => null);
    if (!read) continue;
    const staging = desk.file('../staging.db');
    writeStaging(staging, read.table, { name: read.name, source: name, codebook: read.codebook });
    const project = await desk.create();
    const { tableId } = await project.adoptStaging(staging);
    const window = project.rows(tableId, 0, read.table.rows);
    for (const [j, column] of project.table(tableId).columns.entries()) {
      const source = read.table.columns[j];
      if (column.properties?.valueLabels) labelled++;
      if (source.kind !== 'number') continue;
      expect(window.columns[j]).toEqual(Array.from(source.values, (value) => (Number.isNaN(value) ? null : value)));
      const said = read.codebook[column.name];
      const codes = Object.entries(window.codes?.[column.name] ?? {}).map(([row, code]) => [Number(row), code]);
      expect(codes).toEqual(Array.from(said?.rows ?? [], (row, i) => [row, said.values![i]]));
      declared += codes.length;
    }
  }
  expect(labelled).toBeGreaterThan(0);
  expect(declared).toBeGreaterThan(0);
});
