/**
 * What a form holds of a choice while a person types: numbers are texts until they are asked for.
 */
import type { Choice, ChoiceValue, ChoiceValues } from '../../engine/contract/index.ts';

export type Draft = string | boolean | readonly string[];
export type Drafts = Readonly<Record<string, Draft>>;

/** The forms of all choices at `values`, those left out at their default. */
export function draftsOf(choices: readonly Choice[], values: ChoiceValues): Drafts {
  return Object.fromEntries(choices.map((choice) => [choice.id, draftOf(choice, fitting(choice, values[choice.id]))]));
}

/** What the drafts say; null where one of them cannot be read (`faults` names which). */
export function valuesOf(choices: readonly Choice[], drafts: Drafts): ChoiceValues | null {
  const read = choices.map((choice) => [choice.id, valueOf(choice, drafts[choice.id])] as const);
  return read.some(([, value]) => value === undefined) ? null : (Object.fromEntries(read) as ChoiceValues);
}

/** Ids of the choices whose draft cannot be followed. */
export function faults(choices: readonly Choice[], drafts: Drafts): ReadonlySet<string> {
  return new Set(choices.filter((choice) => valueOf(choice, drafts[choice.id]) === undefined).map(({ id }) => id));
}

/** A number as a person types it, with a point or a comma; null for an empty text, undefined for one that is no number. */
export function typedNumber(text: string): number | null | undefined {
  const plain = text
    .trim()
    .replace(/^[−–]/, '-')
    .replace(/^([+-]?\d*),(\d+)$/, '$1.$2');
  if (plain === '') return null;
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : undefined;
}

function draftOf(choice: Choice, value: ChoiceValue): Draft {
  if (choice.kind === 'number') return value === null ? '' : String(value);
  if (choice.kind === 'numbers') return (value as readonly (number | null)[]).map((each) => (each === null ? '' : String(each)));
  return value as Draft;
}

/** A kept value may belong to another fit, whose choices had other names: then the default holds. */
function fitting(choice: Choice, value: ChoiceValue | undefined): ChoiceValue {
  if (value === undefined) return choice.value;
  switch (choice.kind) {
    case 'one':
      return choice.options.some((option) => option.value === value) ? value : choice.value;
    case 'some':
      return Array.isArray(value)
        ? choice.options.map((option) => option.value).filter((each) => value.includes(each))
        : choice.value;
    case 'numbers':
      return Array.isArray(value) && value.length === choice.names.length ? value : choice.value;
    case 'number':
      return typeof value === 'number' || value === null ? value : choice.value;
    case 'yes':
      return typeof value === 'boolean' ? value : choice.value;
  }
}

function valueOf(choice: Choice, draft: Draft | undefined): ChoiceValue | undefined {
  switch (choice.kind) {
    case 'one':
    case 'yes':
      return draft as string | boolean;
    case 'some':
      return (draft as readonly string[]).length < (choice.least ?? 0) ? undefined : (draft as readonly string[]);
    case 'number':
      return numberOf(choice, draft as string);
    case 'numbers': {
      const numbers = (draft as readonly string[]).map(typedNumber);
      return numbers.includes(undefined) ? undefined : (numbers as (number | null)[]);
    }
  }
}

function numberOf(choice: Extract<Choice, { kind: 'number' }>, text: string): number | null | undefined {
  const number = typedNumber(text);
  if (number === undefined || number === null) return number === null && choice.value !== null ? undefined : number;
  const { min = -Infinity, max = Infinity, whole = false } = choice;
  return number >= min && number <= max && (!whole || Number.isInteger(number)) ? number : undefined;
}
