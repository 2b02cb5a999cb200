import type { NumbersChoice } from '../../../contract/index.ts';
import { marginWords as words } from '../../../text/means.ts';
import { plain } from '../../../text/words.ts';
import type { Chosen } from '../chosen.ts';

/** Values at which numeric predictors are held; one of this kind only where there are numbers. */
export function heldChoice(numbers: readonly string[]): NumbersChoice[] {
  if (!numbers.length) return [];
  const value = numbers.map(() => null);
  return [{ id: 'at', kind: 'numbers', label: words.at, explanation: words.atExplanation, names: numbers, value }];
}

/** By column, those that were given a value. */
export function heldAsChosen(numbers: readonly string[], chosen: Chosen): Record<string, number[]> {
  if (!numbers.length) return {};
  const values = chosen.numbers('at');
  return Object.fromEntries(numbers.flatMap((name, i) => (values[i] === null ? [] : [[name, [values[i]]]])));
}

export function heldNotes(at: Readonly<Record<string, readonly number[]>>): string[] {
  const held = Object.entries(at).map(([name, [value]]) => `${plain(name)} ${value}`);
  return held.length ? [words.heldAt(held)] : [];
}
