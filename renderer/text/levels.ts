/** The level map: which columns group the rows and how the groups lie in each other. */
import { count, counted } from './numbers.ts';

export const levels = {
  title: 'Levels found in this file',
  working: 'Looking for groups…',
  none: 'No column seems to group the rows. If one does, choose it here.',
  rows: (n: number) => counted(n, 'row'),
  groupCount: (n: number) => counted(n, 'group'),
  sizes: (min: number, median: number, max: number) =>
    min === max ? `${counted(min, 'row')} each` : `${count(min)} – ${counted(max, 'row')} each (median ${count(median)})`,
  crossed: (inner: string, outer: string) => `${inner} and ${outer} are crossed.`,
  partlyCrossed: (inner: string, outer: string) => `${inner} and ${outer} are partly crossed.`,
  asked: (inner: string, outer: string) => `How ${inner} and ${outer} lie to each other is asked below.`,
  proposed: (name: string) => `Does ${name} group the rows?`,
  moreColumns: (n: number) => `and ${count(n)} more`,
  accept: 'Yes, groups',
  acceptOf: (name: string) => `Treat ${name} as groups`,
  reject: 'No',
  rejectOf: (name: string) => `${name} does not identify groups`,
  remove: (name: string) => `Do not treat ${name} as groups`,
  add: 'Add a grouping…',
  addTitle: 'What groups the rows?',
  addMore: 'Choose the column that names the groups, or several that name them together (school and class).',
  addDone: 'Add',
  changeAnswer: 'Choose the other reading',
  theRows: 'Rows:',
  showRow: (row: number, column: string) => `Show row ${count(row)} of ${column}`,
  moreRows: (n: number) => `and ${count(n)} more`,
  acceptAll: (n: number) => `Do all ${count(n)}`,
  acceptAllMore: 'Takes every proposal below: each can be undone by itself.',
  actions: { 'make-factor': 'Treat as categories', 'make-number': 'Treat as numbers' },
};
