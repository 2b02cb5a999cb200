import { getContext, setContext } from 'svelte';
import type { LayoutRow } from '../../engine/report/index.ts';

/** Class of a row's colour; null where it has none. */
export type RowColour = (row: Pick<LayoutRow, 'id' | 'level'>) => string | null;

const key = Symbol('row colour');
const byLevel: RowColour = ({ level }) => (level === null ? null : `level-${Math.min(level, 6)}`);

/** Gives all tables inside the calling component their rows' colours. */
export function provideRowColour(colour: RowColour): void {
  setContext(key, colour);
}

export function rowColourHere(): RowColour {
  return getContext<RowColour | undefined>(key) ?? byLevel;
}
