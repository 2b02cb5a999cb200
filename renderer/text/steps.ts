/** The list of data steps, their forms, and what they do in words. */
import type { CentreWork, RecodeWork, SampleWork, StepWork, TextWork } from '../../engine/contract/index.ts';
import { count, counted } from './numbers.ts';

const listed = (items: readonly string[]) =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}`;

export const steps = {
  title: 'Steps',
  empty:
    'Compute, recode, group, filter: each as a step that can be changed, reordered and switched off later. Your file stays as it is.',
  add: 'Add step',
  list: 'Steps, from the top',
  use: (name: string) => `Use “${name}”`,
  edit: (name: string) => `Change “${name}”`,
  actions: (name: string) => `What to do with “${name}”`,
  change: 'Change…',
  up: 'Move up',
  down: 'Move down',
  intoValues: 'Turn into values',
  remove: 'Delete',
  working: 'working…',
  stop: 'Stop',
  off: 'off',
  left: (rows: number, total: number) => `${count(rows)} of ${counted(total, 'row')} left`,
  makes: (column: string) => `makes ${column}`,

  kinds: {
    compute: 'Compute…',
    recode: 'Recode…',
    bin: 'Group into ranges…',
    centre: 'Centre or standardise…',
    mean: 'Group mean…',
    date: 'Part of a date…',
    text: 'Change text…',
    filter: 'Filter rows…',
    sample: 'Random sample…',
  },
  headings: { columns: 'New column', rows: 'Rows', tables: 'New table' },

  dialog: {
    titles: {
      compute: 'Compute a column',
      recode: 'Recode a variable',
      bin: 'Group into ranges',
      centre: 'Centre or standardise',
      mean: 'Group mean',
      date: 'Part of a date',
      text: 'Change text',
      filter: 'Filter rows',
      sample: 'Random sample',
    },
    column: 'Name of the new column',
    from: 'Variable',
    choose: 'Choose…',
    done: 'Add step',
    change: 'Change step',
    noColumns: 'No variable of this table fits.',
  },

  table: {
    kinds: { long: 'Wide to long…', wide: 'Long to wide…', aggregate: 'Summarise to groups…' },
    titles: { long: 'Wide to long', wide: 'Long to wide', aggregate: 'Summarise to groups' },
    name: 'Name of the new table',
    names: { long: 'long', wide: 'wide', aggregate: 'groups' },
    done: 'Make table',
    remake: 'Make anew',
    madeFrom: (source: string) => `Made from ${source}`,
    sourceGone: 'Made from a table that is not here any more',
    stale: (source: string) => `${source} has changed since.`,
    refresh: 'Refresh',
    change: 'Change…',
    stacked: 'Variables to put under each other',
    nameColumn: 'Column for their names',
    numbered: 'Take the number at the end of each name',
    valueColumn: 'Column for their values',
    idColumn: 'Column that numbers the former rows (a grouping then)',
    dropMissing: 'Leave out rows without a value',
    ids: 'Variables that identify a row of the new table',
    key: 'Variable that becomes columns',
    values: 'Variables with the values',
    groups: 'One row for each',
    summaries: 'Summaries',
    of: {
      mean: 'Mean',
      sd: 'SD',
      sum: 'Sum',
      min: 'Smallest',
      max: 'Largest',
      median: 'Median',
      n: 'Number there',
      first: 'First value',
    },
    summary: (n: number) => `Summary ${n}`,
    ofLabel: 'Which',
    fromLabel: 'Of',
    addSummary: 'Add summary',
    removeSummary: (n: number) => `Delete summary ${n}`,
    size: (rows: number, columns: number) => `${counted(rows, 'row')} × ${counted(columns, 'column')}`,
    groupings: (names: readonly string[]) => `Groups: ${names.join(', ')}`,
    grouping: (name: string, groups: number) => `${name} (${count(groups)})`,
  },

  preview: {
    title: 'First values',
    filter: 'Rows that stay',
    waiting: 'Working…',
    row: 'Row',
    missing: (n: number, of: number) => (n === 0 ? 'none missing' : `${count(n)} of ${count(of)} missing`),
    number: 'a number',
    levels: (n: number) => counted(n, 'category', 'categories'),
    left: (n: number, of: number) =>
      `${count(n)} of ${counted(of, 'row')} stay; ${counted(of - n, 'row')} are left out of every model and summary.`,
    none: 'missing',
    incomplete: 'Fill in the form to see the first values.',
  },

  compute: {
    expression: 'Expression',
    placeholder: 'e.g. (score - mean(score, by = school)) / sd(score)',
    variables: 'Variables',
    functions: 'Functions',
    search: 'Find a function',
    insert: (name: string) => `Insert ${name}`,
    example: 'Example:',
    noMatch: 'No function has that word.',
    useName: (name: string) => `Use ${name} instead`,
  },

  recode: {
    becomes: 'becomes',
    value: 'Value',
    unchanged: 'unchanged',
    missingValue: 'Missing cells',
    hint: 'An empty field leaves a value as it is; NA makes it missing.',
    toOf: (value: string) => `${value} becomes`,
    more: (n: number) => `${counted(n, 'more category', 'more categories')}: use Compute with recode().`,
    rule: (n: number) => `Rule ${n}`,
    kinds: { values: 'Values', range: 'Range', missing: 'Missing' },
    match: 'Which',
    values: 'Values, with spaces between',
    low: 'from',
    high: 'to',
    to: 'becomes',
    addRule: 'Add rule',
    removeRule: (n: number) => `Delete rule ${n}`,
    otherwise: 'All other values',
    keep: 'stay as they are',
    missing: 'become missing',
  },

  bin: {
    by: 'Ranges',
    kinds: { breaks: 'Cut points', quantiles: 'Equal groups', widths: 'Equal widths' },
    breaks: 'Cut points, with spaces between',
    breaksHint: 'A value that equals a cut point belongs to the range above it.',
    groups: 'How many',
    labels: 'Names of the ranges, with commas between (optional)',
  },

  centre: {
    as: 'New values',
    kinds: { deviation: 'Distance from the mean', mean: 'The mean itself', z: 'Standardised (z)' },
    groups: 'Mean of the row’s',
    overall: 'All rows',
    ofGroups: 'Group',
    which: 'Groups',
    whichHint: 'Several: their combinations.',
  },

  date: {
    part: 'Part',
    parts: { year: 'Year', month: 'Month', day: 'Day of the month', weekday: 'Day of the week', days: 'Days since' },
    since: 'Since (year-month-day)',
  },

  text: {
    change: 'Change',
    kinds: {
      upper: 'CAPITALS',
      lower: 'small letters',
      trim: 'Without spaces at the ends',
      length: 'Number of characters',
      part: 'Part of it',
      replace: 'Find and replace',
      join: 'Join with other variables',
    },
    first: 'From character',
    last: 'to character',
    find: 'Find',
    by: 'Replace by',
    with: 'Join with',
    separator: 'Between them',
  },

  filter: {
    keep: 'Keep rows where',
    variable: 'Variable',
    comparison: 'Comparison',
    value: 'Value',
    and: 'and',
    add: 'And…',
    remove: (n: number) => `Delete condition ${n}`,
    asText: 'Write it as an expression',
    asForm: 'Choose by clicking',
    condition: 'Condition',
    placeholder: 'e.g. age >= 18 & group == "a"',
    comparisons: {
      '==': 'is',
      '!=': 'is not',
      '<': 'is below',
      '<=': 'is at most',
      '>': 'is above',
      '>=': 'is at least',
      in: 'is one of',
      missing: 'is missing',
      there: 'is there',
    },
    values: 'Categories',
  },

  sample: {
    size: 'Size',
    rows: 'Number of rows',
    share: 'Share',
    rowsOf: 'Rows',
    percent: 'Percent',
    groups: 'In each (none: of all rows)',
    seed: 'Seed',
    seedHint: 'The same seed draws the same rows again.',
  },

  columns: { search: 'Find a variable', none: 'none' },
};

/** What a step does, in a line. */
export function describeStep(work: StepWork): string {
  switch (work.kind) {
    case 'compute':
      return `${work.column} = ${work.expression}`;
    case 'recode':
      return describeRecode(work);
    case 'bin':
      return `${work.column}: ${work.from} in ranges`;
    case 'centre':
      return describeCentre(work);
    case 'date':
      return work.part === 'days'
        ? `${work.column}: days from ${work.since} to ${work.from}`
        : `${work.column}: ${work.part} of ${work.from}`;
    case 'text':
      return `${work.column}: ${describeText(work)}`;
    case 'filter':
      return `keeps rows where ${work.condition}`;
    case 'sample':
      return describeSample(work);
  }
}

function describeRecode({ column, from, rules, otherwise }: RecodeWork): string {
  const rest = otherwise === 'keep' ? 'the rest as it is' : 'the rest missing';
  return `${column}: ${from} by ${counted(rules.length, 'rule')}, ${rest}`;
}

function describeCentre({ column, from, as, groups }: CentreWork): string {
  const mean = groups.length > 0 ? `its mean in ${listed(groups)}` : 'its mean';
  if (as === 'mean') return `${column}: mean of ${from}${groups.length > 0 ? ` in ${listed(groups)}` : ''}`;
  return as === 'deviation' ? `${column}: ${from} less ${mean}` : `${column}: ${from} in SDs from ${mean}`;
}

function describeText({ from, change }: TextWork): string {
  if (change.kind === 'replace') return `“${change.find}” in ${from} becomes “${change.by}”`;
  if (change.kind === 'part') return `characters ${change.first} to ${change.last} of ${from}`;
  if (change.kind === 'join') return `${listed([from, ...change.with])} joined`;
  return `${steps.text.kinds[change.kind].toLowerCase()} of ${from}`;
}

function describeSample({ size, groups, seed }: SampleWork): string {
  const amount = size.kind === 'rows' ? counted(size.rows, 'row') : `${count(Math.round(size.share * 1000) / 10)} %`;
  return `keeps ${amount} at random${groups.length > 0 ? ` in each ${listed(groups)}` : ''} (seed ${seed})`;
}
