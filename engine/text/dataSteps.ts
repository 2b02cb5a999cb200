import type { StepWork, TableWork } from '../contract/index.ts';
import { listed } from './words.ts';

interface Words {
  readonly message: string;
  readonly remedy: string;
}

/** Names of ranges of a number. */
export const rangeWords = {
  below: (high: number): string => `below ${high}`,
  between: (low: number, high: number): string => `${low} to below ${high}`,
  above: (low: number): string => `${low} or more`,
};

export const weekdays: readonly string[] = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** What is said where a step cannot be worked out. */
export const stepFailures = {
  notADate: (variable: string, text: string): Words => ({
    message: `“${text}” in ${variable} is not a date that can be read.`,
    remedy: 'Dates are read as year-month-day (2024-12-31) or day.month.year (31.12.2024).',
  }),
  notText: (expression: string, use: string): Words => ({
    message: `${expression} is a list of values and cannot be used in ${use}.`,
    remedy: 'Give one variable, or one text in quotation marks.',
  }),
  labelNotANumber: (variable: string, label: string): Words => ({
    message: `The category “${label}” of ${variable} is not a number.`,
    remedy: `Use codes(${variable}) for the positions of the categories, or recode them first.`,
  }),
  cutPoints: (call: string): Words => ({
    message: `${call} needs at least two cut points from low to high, or a number of groups.`,
    remedy: 'Write e.g. cut(x, c(0, 10, 20)), cut(x, quantiles = 4) or cut(x, bins = 4).',
  }),
  cutLabels: (given: number, ranges: number): Words => ({
    message: `There are ${given} labels for ${ranges} ranges.`,
    remedy: `Give ${ranges} labels, from the lowest range to the highest.`,
  }),
  oddCases: (call: string): Words => ({
    message: `${call} has a condition or value without its counterpart.`,
    remedy: 'Conditions and values take turns: cases(x < 5, "low", x < 9, "middle", otherwise = "high").',
  }),
  wholeNumber: (setting: string, least: number): Words => ({
    message: `${setting} has to be a whole number from ${least} up.`,
    remedy: `Write e.g. ${Math.max(least, 1)}.`,
  }),
  severalValues: (expression: string): Words => ({
    message: `${expression} is several values, and a column has one in each row.`,
    remedy: 'Write an expression with one value for each row.',
  }),
  tooManyRows: (rows: number): Words => ({
    message: `The new table would have ${rows.toLocaleString('en')} rows.`,
    remedy: 'Choose fewer columns, or take a sample first.',
  }),
  repeatedRows: (key: string, value: string, id: string): Words => ({
    message: `${key} is “${value}” in several rows of ${id}, so their values cannot stand in one row.`,
    remedy: `Add a variable to those that identify a row, or summarise to groups first.`,
  }),
  nothingChosen: (what: string): Words => ({
    message: `No ${what} is chosen.`,
    remedy: `Choose at least one.`,
  }),
  mixedColumns: (number: string, factor: string): Words => ({
    message: `${number} holds numbers and ${factor} categories, so they cannot stand in one column.`,
    remedy: 'Choose columns of one kind, or turn one of them into the other kind first.',
  }),
  nameTwice: (name: string): Words => ({
    message: `The new table would have two columns called “${name}”.`,
    remedy: 'Choose another name.',
  }),
  emptyName: (): Words => ({ message: 'The new column needs a name.', remedy: 'Type a name.' }),

  failed: (step: string, why: string): Words => ({
    message: `The step “${step}” could not be worked out: ${why}`,
    remedy: 'Change the step in the Data tab, or switch it off.',
  }),
  bug: (): Words => ({
    message: 'The step could not be worked out because of an error in Terrace.',
    remedy: 'Send the problem report that was shown, and try the step in another way.',
  }),
  stopped: (): Words => ({
    message: 'Working out the step was stopped.',
    remedy: 'Switch it off and on again to start anew.',
  }),
  derived: (column: string, step: string): Words => ({
    message: `“${column}” is worked out by the step “${step}”, so its cells cannot be typed.`,
    remedy: 'Change the step, or turn the column into values in the list of steps.',
  }),
  derivedShape: (column: string, step: string): Words => ({
    message: `“${column}” is worked out by the step “${step}”, which decides what it holds.`,
    remedy: 'Change the step, or turn the column into values in the list of steps.',
  }),
  gone: (): Words => ({ message: 'The step is not in the project any more.', remedy: 'Choose another step, or undo.' }),
  usesItself: (column: string): Words => ({
    message: `“${column}” would be worked out from itself.`,
    remedy: 'Give the new column another name, or leave it out of the expression.',
  }),
  circle: (columns: readonly string[]): Words => ({
    message: `${listed(columns)} would be worked out from each other.`,
    remedy: 'Leave one of them out of the expression.',
  }),
  madeLater: (column: string, step: string): Words => ({
    message: `“${column}” is made by the step “${step}” further down, so it is not there yet.`,
    remedy: `Move “${step}” up, or this step down.`,
  }),
  neededAbove: (step: string, column: string): Words => ({
    message: `The step “${step}” needs “${column}”, which has to be made before it.`,
    remedy: 'Move the two steps together.',
  }),
  sourceFailed: (column: string): Words => ({
    message: `It needs “${column}”, which could not be worked out either.`,
    remedy: 'Change the step that makes it.',
  }),
  sourceGone: (): Words => ({
    message: 'The table that this one was made from is not in the project any more.',
    remedy: 'Undo its removal, or keep this table as it is.',
  }),
  notMade: (): Words => ({ message: 'This table was not made from another.', remedy: 'Edit it as any other.' }),
};

/** Names of the steps of the project's history. */
export const stepHistory = {
  add: (name: string): string => name,
  change: (name: string): string => `Change step “${name}”`,
  switch: (name: string, on: boolean): string => `Switch ${on ? 'on' : 'off'} “${name}”`,
  move: (name: string): string => `Move step “${name}”`,
  remove: (name: string): string => `Delete step “${name}”`,
  intoValues: (column: string): string => `Turn ${column} into values`,
  makeTable: (name: string): string => `Make table ${name}`,
  refresh: (name: string): string => `Refresh ${name}`,
};

/** What a step is called where the person gives it no name. */
export function stepName(work: StepWork | TableWork): string {
  switch (work.kind) {
    case 'compute':
      return `Compute ${work.column}`;
    case 'recode':
      return `Recode ${work.from}`;
    case 'bin':
      return `Group ${work.from} into ranges`;
    case 'centre':
      return centreName(work.from, work.as, work.groups);
    case 'date':
      return `${capital(work.part)} of ${work.from}`;
    case 'text':
      return `Text of ${work.from}`;
    case 'filter':
      return `Keep rows where ${work.condition}`;
    case 'sample':
      return 'Random sample';
    case 'long':
      return 'Wide to long';
    case 'wide':
      return 'Long to wide';
    case 'aggregate':
      return `Summarise to ${listed(work.groups)}`;
  }
}

function centreName(from: string, as: 'deviation' | 'mean' | 'z', groups: readonly string[]): string {
  const where = groups.length > 0 ? ` in ${listed(groups)}` : '';
  if (as === 'mean') return `Mean of ${from}${where}`;
  return as === 'z' ? `Standardise ${from}${where}` : `Centre ${from}${where}`;
}

const capital = (word: string): string => word[0].toUpperCase() + word.slice(1);
