/**
 * Whether profile intervals may be made along with every fit, told from a model's sizes before it is fitted.
 */
import type { RandomSizes } from './kenwardRogerCost.ts';

/** At most some 50 ms, measured: a coefficient passes 14 times over the data, a variance parameter needs 200 evaluations. */
const ROWS_TIMES_COEFFICIENTS = 15_000;
const NESTED_COLUMNS = 150;
const CROSSED_COLUMNS = 50;
const PARAMETERS = 7;
const COEFFICIENTS = 8;

export function isProfileQuick({ groups, random, coefNames, nobs }: RandomSizes & { readonly nobs: number }): boolean {
  const used = groups.filter(({ name }) => random.some(({ group }) => group === name));
  const isNested = new Set(used.map(({ level }) => level)).size === used.length;
  const levelsOf = (name: string) => groups.find((group) => group.name === name)!.levels;
  const columns = random.reduce((sum, { group, columns: own }) => sum + levelsOf(group) * own.length, 0);
  const parameters = random.reduce((sum, { columns: own }) => sum + (own.length * (own.length + 1)) / 2, 0);
  return (
    nobs * coefNames.length <= ROWS_TIMES_COEFFICIENTS &&
    columns <= (isNested ? NESTED_COLUMNS : CROSSED_COLUMNS) &&
    parameters <= PARAMETERS &&
    coefNames.length <= COEFFICIENTS
  );
}
