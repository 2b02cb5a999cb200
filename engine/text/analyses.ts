import type { Choice, ChoiceValue } from '../contract/index.ts';

/** What is said of choices that cannot be followed, and of analyses that cannot be made. */
export const choiceWords = {
  badChoice: (choice: Choice, value: ChoiceValue) => ({
    message: `“${choice.label}” cannot be ${JSON.stringify(value)}.`,
    remedy: remedyOf(choice),
  }),
  unknown: (id: string) => ({
    message: `This version of Terrace has no analysis called “${id}”, or it does not apply to this model.`,
    remedy: 'Choose one from the list under the model.',
  }),
};

function remedyOf(choice: Choice): string {
  switch (choice.kind) {
    case 'one':
      return `Choose one of ${choice.options.map(({ label }) => label).join(', ')}.`;
    case 'some':
      return `Choose ${choice.least ? `at least ${choice.least} ` : ''}of ${choice.options.map(({ label }) => label).join(', ')}.`;
    case 'number':
      return `Type a ${choice.whole ? 'whole ' : ''}number${range(choice.min, choice.max)}.`;
    case 'yes':
      return 'Switch it on or off.';
    case 'numbers':
      return `Type a number for each of ${choice.names.join(', ')}.`;
  }
}

function range(min: number | undefined, max: number | undefined): string {
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}`;
  if (min !== undefined) return `, ${min} or more`;
  return max === undefined ? '' : `, ${max} at most`;
}
