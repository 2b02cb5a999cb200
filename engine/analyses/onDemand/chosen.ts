/**
 * A person's choices, checked against what was offered; what they left alone is at its default.
 */
import { failure, type Choice, type ChoiceValue, type ChoiceValues } from '../../contract/index.ts';
import { choiceWords as words } from '../../text/analyses.ts';

export interface Chosen {
  one(id: string): string;
  some(id: string): readonly string[];
  /** null: left empty. */
  number(id: string): number | null;
  /** A number that is always there. */
  given(id: string): number;
  yes(id: string): boolean;
  numbers(id: string): readonly (number | null)[];
  readonly values: ChoiceValues;
}

/** @throws Failure 'analysis.bad-choice' when a value is not among those offered or out of its range */
export function chosenFrom(choices: readonly Choice[], values: ChoiceValues): Chosen {
  const checked = Object.fromEntries(choices.map((choice) => [choice.id, checkedValue(choice, values[choice.id])]));
  const read = (id: string): ChoiceValue => {
    if (!(id in checked)) throw new Error(`The analysis offers no choice called ${id}`);
    return checked[id];
  };
  return {
    one: (id) => read(id) as string,
    some: (id) => read(id) as readonly string[],
    number: (id) => read(id) as number | null,
    given: (id) => read(id) as number,
    yes: (id) => read(id) as boolean,
    numbers: (id) => read(id) as readonly (number | null)[],
    values: checked,
  };
}

function checkedValue(choice: Choice, value: ChoiceValue | undefined): ChoiceValue {
  if (value === undefined) return choice.value;
  if (!isAllowed(choice, value))
    throw failure('analysis.bad-choice', { choice: choice.id, value }, words.badChoice(choice, value));
  return value;
}

function isAllowed(choice: Choice, value: ChoiceValue): boolean {
  switch (choice.kind) {
    case 'one':
      return choice.options.some((option) => option.value === value);
    case 'some':
      return isSome(value) && value.length >= (choice.least ?? 0) && value.every((one) => isOption(choice.options, one));
    case 'number':
      return value === null ? choice.value === null : isInRange(choice, value);
    case 'yes':
      return typeof value === 'boolean';
    case 'numbers':
      return isSome(value) && value.length === choice.names.length && value.every((one) => one === null || Number.isFinite(one));
  }
}

function isSome(value: ChoiceValue): value is readonly (string | number | null)[] & ChoiceValue {
  return Array.isArray(value);
}

function isOption(options: readonly { readonly value: string }[], value: unknown): boolean {
  return options.some((option) => option.value === value);
}

function isInRange(
  { min = -Infinity, max = Infinity, whole = false }: { min?: number; max?: number; whole?: boolean },
  value: unknown,
): boolean {
  return (
    typeof value === 'number' && Number.isFinite(value) && value >= min && value <= max && (!whole || Number.isInteger(value))
  );
}
