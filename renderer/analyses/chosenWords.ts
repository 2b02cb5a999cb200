import type { Choice, ChoiceOption, ChoiceValue, ChoiceValues } from '../../engine/contract/index.ts';
import { analysesText as text } from '../text/analyses.ts';

/** Names of a list that are said; the others are counted. */
const SAID = 4;

/** What was chosen, in one line: “Coverage in percent: 95 · Method: profile”. Of a choice left empty nothing is said. */
export function chosenWords(choices: readonly Choice[], values: ChoiceValues): string {
  return choices
    .map((choice) => ({ label: choice.label, said: saidOf(choice, values[choice.id] ?? choice.value) }))
    .filter(({ said }) => said !== '')
    .map(({ label, said }) => `${label.replace(/[:?]$/, '')}: ${said}`)
    .join(' · ');
}

function saidOf(choice: Choice, value: ChoiceValue): string {
  switch (choice.kind) {
    case 'one':
      return labelOf(choice.options, String(value));
    case 'yes':
      return value ? text.yes : text.no;
    case 'number':
      return value === null ? '' : plain(Number(value));
    case 'some':
      return some((Array.isArray(value) ? value : []).map((each) => labelOf(choice.options, String(each)))) || text.noneChosen;
    case 'numbers':
      return some(namedNumbers(choice.names, Array.isArray(value) ? (value as (number | null)[]) : []));
  }
}

function namedNumbers(names: readonly string[], values: readonly (number | null)[]): string[] {
  return names.flatMap((name, i) => (typeof values[i] === 'number' ? [`${name} ${plain(values[i])}`] : []));
}

function some(names: readonly string[]): string {
  const more = names.length - SAID;
  return more > 1 ? [...names.slice(0, SAID), text.more(more)].join(', ') : names.join(', ');
}

const labelOf = (options: readonly ChoiceOption[], value: string): string =>
  options.find((option) => option.value === value)?.label ?? value;

const plain = (value: number): string => String(value).replace('-', '−');
