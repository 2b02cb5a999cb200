/**
 * Real data of the benchmark: samples that are shipped, and files too big to ship that may stand beside the checkout.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ColumnTable } from '../../engine/contract/index.ts';
import { referenceTable } from '../../main/services/reference/referenceTable.ts';

const samples = join(import.meta.dirname, '../../resources/samples');
const beside = join(import.meta.dirname, '../../../shared/data');

type Kinds = Readonly<Record<string, 'numeric' | 'factor'>>;

export function sample(name: string, kinds: Kinds): ColumnTable {
  return read(samples, name, kinds);
}

/** The columns of `../shared/data/NAME.csv`; null where there is no such file. */
export function besideCheckout(name: string, kinds: Kinds): ColumnTable | null {
  return existsSync(join(beside, `${name}.csv`)) ? read(beside, name, kinds) : null;
}

function read(folder: string, name: string, kinds: Kinds): ColumnTable {
  const columns = Object.entries(kinds).map(([column, type]) => [column, { type }]);
  return referenceTable(readFileSync(join(folder, `${name}.csv`), 'utf8'), Object.fromEntries(columns));
}
