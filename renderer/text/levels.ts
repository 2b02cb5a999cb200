/** The level map: which columns group the rows and how the groups lie in each other. */
import { count, counted } from './numbers.ts';

export const levels = {
  title: 'Levels found in this file',
  working: 'Looking for groups…',
  none: 'No column seems to group the rows. If one does, choose it here.',
  rows: (n: number) => counted(n, 'row'),
  groups: (n: number, name: string) => `${count(n)}\u00a0×\u00a0${name}`,
  sizes: (min: number, median: number, max: number) =>
    min === max ? `${counted(min, 'row')} each` : `${count(min)} – ${counted(max, 'row')} each (median ${count(median)})`,
  nested: (inner: string, outer: string) => `each ${inner} lies in one ${outer}`,
  crossed: (inner: string, outer: string) => `${inner} and ${outer} are crossed`,
  partlyCrossed: (inner: string, outer: string) => `${inner} and ${outer} are partly crossed`,
  asked: (inner: string, outer: string) => `how ${inner} and ${outer} lie is open, see below`,
  proposed: 'Might group the rows',
  accept: 'Yes, groups',
  acceptOf: (name: string) => `Treat ${name} as groups`,
  reject: 'No',
  rejectOf: (name: string) => `${name} does not identify groups`,
  remove: (name: string) => `Do not treat ${name} as groups`,
  add: 'Add a grouping…',
  addTitle: 'What groups the rows?',
  addMore: 'Choose the column that names the groups, or several that name them together (school and class).',
  addDone: 'Add',
  question: 'A question',
  answered: 'Answered',
  change: 'Change',
  doIt: 'Do it',
  actions: { 'make-factor': 'Treat as categories', 'make-number': 'Treat as numbers' },
};
