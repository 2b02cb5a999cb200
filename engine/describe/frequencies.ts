import type { FactorColumn } from '../contract/index.ts';

export interface Frequencies {
  readonly missing: number;
  /** In the order of the levels, those that no row has among them. */
  readonly levels: readonly { readonly label: string; readonly count: number }[];
}

export function frequencies({ codes, levels }: Pick<FactorColumn, 'codes' | 'levels'>): Frequencies {
  const counts = new Float64Array(levels.length);
  let missing = 0;
  for (const code of codes) {
    if (code < 0) missing++;
    else counts[code]++;
  }
  return { missing, levels: levels.map((label, code) => ({ label, count: counts[code] })) };
}
