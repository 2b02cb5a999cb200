import { getContext, setContext } from 'svelte';

/** Goes to a row of the data (from 0). */
export type GoToRow = (row: number) => void;

const key = Symbol('rows of plots');

/** The points of all plots inside the calling component lead to rows. */
export function provideGoToRow(goToRow: GoToRow): void {
  setContext(key, goToRow);
}

export function goToRowHere(): GoToRow | null {
  return getContext<GoToRow | undefined>(key) ?? null;
}
