/** Every sentence of the Model tab, its tables and its pages. */

import { count, counted, percent } from './numbers.ts';

export const reportText = {
  copy: 'Copy',
  copyHint: 'Copies the table for Word and Excel alike. Ctrl+C does the same while the table has the focus.',
  csv: 'CSV',
  csvHint: 'Saves the table with every digit, as a file for spreadsheets and programs.',
  copied: (title: string) => `Copied the table “${title}”.`,
  copiedMore: 'Paste it into a document or a spreadsheet.',
  copiedCode: (title: string) => `Copied “${title}”.`,
  copyRefused: 'The table could not be copied: the browser does not let this page use the clipboard.',
  copyCodeRemedy: 'Select the text, then press Ctrl+C.',
  copyRefusedRemedy: 'Click a cell of the table, then press Ctrl+C.',
  saved: (name: string) => `Saved the table as “${name}”.`,
  fullValue: (digits: string) => `In full: ${digits}`,
  more: 'More',
  less: 'Less',
  pOf: (p: string) => `p ${/^[<>]/.test(p) ? p : `= ${p}`}`,
  unnamedColumn: 'of each row',
  showMore: (more: number, all: number) => `Show ${count(more)} more of ${counted(all, 'row')}`,
  allTaken: 'Copy and CSV take all of them.',
};

export const modelText = {
  title: 'Model',
  variablesWidth: 'Width of the list of variables',
  builderWidth: 'Width of the builder',

  empty: {
    noData: 'No data yet',
    noDataMore: 'A model needs data. Open a file or a sample; its variables appear here.',
    toData: 'Go to Data',
    noOutcome: 'What do you want to explain?',
    noOutcomeMore:
      'Click that variable in the list on the left. It becomes the outcome; the next variables you click become its predictors.',
    noResults: 'Results appear here',
    noResultsMore: 'Every model gets a column of its own, so that you can read them side by side.',
    notFitted: 'This model has no results yet.',
    noGroups: 'No variable groups the rows',
    noGroupsMore:
      'No column has labels that repeat over several rows, so there is nothing for effects to vary by. If numbers or names in a column do mark schools, persons or sites, choose that column with “groups…”.',
    mayGroup: 'These might group the rows:',
    offer: (name: string) => `Let effects vary by ${name}`,
    working: 'Looking for groups in the data…',
  },

  variables: {
    title: 'Variables',
    rows: 'rows',
    count,
    outcome: 'outcome',
    groups: 'groups',
    choose: (name: string) => `Use ${name} as outcome`,
    add: (name: string) => `Add ${name} to the model`,
    drop: (name: string) => `Take ${name} out of the model`,
    group: (name: string) => `Let the intercept vary by ${name}`,
    ungroup: (name: string) => `Do not let the intercept vary by ${name}`,
    isOutcome: (name: string) => `${name} is the outcome`,
    notNumeric: (name: string) => `${name} holds categories; the outcome has to be a number.`,
    noGrid: 'The formula cannot be shown as a grid. Change the model in the formula.',
    menu: (name: string) => `More for ${name}`,
    useAsOutcome: 'Use as outcome',
    addFixed: 'Add as a fixed effect',
    addCurve: 'Add as a curve (second-degree polynomial)',
    addFactor: 'Add as categories',
    useAsGroups: 'Let effects vary by it (groups)',
    between: (share: number, grouping: string) => `${percent(share)} of its variance lies between ${grouping}`,
    kinds: {
      number: 'number',
      nominal: 'categories',
      ordinal: 'ordered categories',
      logical: 'yes or no',
      groups: 'identifies groups',
    },
    missing: (n: number) => `${counted(n, 'cell')} missing`,
    levels: (levels: readonly string[], total: number) =>
      `${levels.slice(0, 6).join(', ')}${total > 6 ? `, … (${count(total)})` : ''}`,
  },

  sentence: {
    outcome: 'Outcome',
    choose: 'choose the outcome',
    dependsOn: 'depends on',
    criterion: 'Estimation',
    REML: 'REML',
    ML: 'ML',
    remlMore: 'Restricted maximum likelihood: the usual choice. Its variances are not too small when there are few groups.',
    mlMore:
      'Maximum likelihood: for comparing models whose fixed effects differ. Tests and AIC between models use it in any case.',
    notNumeric: 'holds categories',
  },

  grid: {
    title: 'Terms of the model',
    term: 'Term',
    intercept: 'intercept',
    fixed: 'fixed',
    fixedMore: 'The effect that all rows share.',
    by: (group: string) => `by ${group}`,
    byMore: (group: string, groups: number | null) =>
      `The effect may differ between ${groups === null ? 'the groups of' : `the ${count(groups)} groups of`} ${group}: a random effect.`,
    fixedName: (term: string) => `${term} fixed`,
    byName: (term: string, group: string) => `${term} by ${group}`,
    constant: (term: string, group: string) =>
      `${term} is the same for all rows of one ${group}, so its effect cannot differ between them.`,
    correlated: (group: string) => `Random effects of ${group} are correlated`,
    correlatedMore: 'Their correlations are estimated. Click to set them to zero.',
    uncorrelatedMore: 'Their correlations are set to zero. Click to estimate them.',
    rowMenu: (term: string) => `More for ${term}`,
    interactionWith: 'Interaction with',
    remove: 'Remove',
    addHint: 'Click a variable to add it; drag one term on another for their interaction.',
    groupsButton: 'groups…',
    groupsTitle: 'Let effects vary by…',
    groupsColumns: 'Columns',
    groupsNested: 'Combinations',
    within: (inner: string, outer: string) => `${inner} within ${outer}`,
    crossed: (first: string, second: string) => `${first} and ${second} crossed`,
    noMoreGroups: 'There is no other column whose values repeat over rows.',
    dropColumn: (group: string) => `Hide ${group}`,
    none: 'The formula cannot be shown as a grid.',
    noneMore: 'The model can be fitted all the same. Change it in the formula.',
  },

  centring: {
    button: (name: string) => `Centring of ${name}`,
    title: (name: string) => `How ${name} enters the model`,
    plain: (name: string) => ({
      label: 'As it is',
      meaning: `The intercept is for ${name} at 0. The effect mixes differences within groups with those between them.`,
    }),
    center: (name: string) => ({
      label: 'Around the grand mean',
      meaning: `The intercept is for the average ${name}; the effect of ${name} stays the same.`,
    }),
    within: (name: string, group: string) => ({
      label: `Within and between ${group}`,
      meaning: `Two effects: that of lying above the mean of one’s own ${group}, and that of the mean ${name} of the ${group}.`,
    }),
    scale: (name: string) => ({
      label: 'As z-score',
      meaning: `The effect is for one standard deviation more of ${name}; the intercept is for the average ${name}.`,
    }),
    noGroups: 'With a variable that names groups, effects within and between groups can be told apart.',
    shape: 'Shape of the effect',
    straight: 'Straight line',
    square: 'Curve with one bend (square)',
    cubic: 'Curve with two bends (cubic)',
    spline: 'Smooth curve (spline)',
  },

  coding: {
    button: (name: string, how: string) => `Coding of ${name}: ${how}`,
    title: (name: string) => `What the coefficients of ${name} compare`,
    against: (level: string) => `vs ${level}`,
    kind: 'Coding',
    reference: 'Reference category',
    kinds: {
      treatment: 'Against a reference category',
      sum: 'Against the mean of all (sum)',
      difference: 'Each against the one before',
      helmert: 'Each against the mean of those before (Helmert)',
      polynomial: 'Trend over the order (polynomial)',
      custom: 'Comparisons of my own',
    },
    short: {
      treatment: 'reference',
      sum: 'vs mean',
      difference: 'successive',
      helmert: 'Helmert',
      polynomial: 'trend',
      custom: 'custom',
    },
    meanings: {
      treatment: (levels: readonly string[], reference: string | null) =>
        levels.length === 2
          ? `The coefficient is how much ${levels.find((level) => level !== reference)} lies above ${reference}. The intercept is for ${reference}.`
          : `Each coefficient is how much one category lies above ${reference}. The intercept is for ${reference}.`,
      sum: (levels: readonly string[]) =>
        `Each coefficient is how much one category lies above the mean of all; ${levels.at(-1)} is what the others leave. The intercept is the mean of all categories.`,
      difference: (levels: readonly string[]) =>
        `Each coefficient is a step: ${levels[1]} minus ${levels[0]}${levels.length > 2 ? ', and so on' : ''}. The intercept is the mean of all categories.`,
      helmert: () =>
        'Each category against the mean of those before it, divided by the number of categories up to it. The intercept is the mean of all categories.',
      polynomial: () =>
        'The categories as equal steps of a scale: .L says how far the line rises, .Q how much it bends. The intercept is the mean of all categories.',
      custom: () =>
        'Each coefficient is the weighted sum of category means written in its row. What the rows leave out of the differences stays in the model as further columns.',
    } satisfies Record<string, (levels: readonly string[], reference: string | null) => string>,
    comparisons: 'Comparisons of categories',
    comparison: 'Comparison',
    nameOf: (at: number) => `Name of comparison ${at}`,
    unnamed: (at: number) => `comparison ${at}`,
    weightOf: (level: string, name: string) => `Weight of ${level} in ${name}`,
    addComparison: 'Add a comparison',
    mostComparisons: (most: number) => `At most ${count(most)}: one fewer than there are categories.`,
    removeComparison: (name: string) => `Remove ${name}`,
    uneven: (name: string, sum: string) => `The weights of “${name}” add up to ${sum}; they have to add up to 0.`,
    empty: (name: string) => `“${name}” has no weights yet.`,
    notNumber: (typed: string) => `“${typed}” is not a number. Write 1, -0.5 or 1/3.`,
  },

  formula: {
    label: 'Formula',
    hint: 'R’s syntax. Enter applies it.',
    placeholder: 'outcome ~ predictor + (1 | group)',
    example: (formula: string) => `for example  ${formula}`,
    orType: 'Or type a formula, if you know R:',
    useName: (name: string) => `Write ${name}`,
  },

  equations: { title: 'Equations' },

  steps: {
    insist: 'Fit in spite of groups that say little',
    add: (term: string) => `Add ${term}`,
    remove: (term: string) => `Remove ${term}`,
    fixed: (term: string, on: boolean) => (on ? `Add ${term}` : `Take ${term} out of the fixed part`),
    random: (term: string, group: string, on: boolean) =>
      on ? `Let ${term} vary by ${group}` : `Keep ${term} the same by ${group}`,
    correlation: (group: string, on: boolean) =>
      on ? `Estimate correlations by ${group}` : `Set correlations by ${group} to zero`,
    outcome: (name: string) => `Make ${name} the outcome`,
    criterion: (criterion: string) => `Estimate by ${criterion}`,
    formula: 'Change the formula',
    form: (name: string, how: string) => `Enter ${name} ${how}`,
    forms: {
      plain: 'as it is',
      center: 'around its mean',
      scale: 'as z-score',
      square: 'as a curve',
      cubic: 'as a curve with two bends',
      spline: 'as a smooth curve',
      within: 'within and between groups',
    },
    coding: (name: string, how: string) => `Code ${name}: ${how}`,
  },

  names: {
    null: 'Null',
    slope: (term: string) => `slope of ${term}`,
    by: (name: string) => `by ${name}`,
    noIntercept: 'no intercept',
    same: 'Same again',
  },

  model: {
    name: 'Name of the model',
    menu: 'This model',
    editing: 'Models',
    keep: 'Keep, and start another from it',
    keepMore: 'The model stays as a column. Your next click changes a copy of it.',
    startEmpty: 'Start an empty model',
    rename: 'Rename',
    remove: 'Delete',
    removed: (name: string) => `Deleted ${name}.`,
    undo: 'Undo',
    branch: (name: string) => `New, from ${name}`,
    branchMore: 'Your next click makes the new model.',
    blank: 'New model',
    back: (name: string) => `Back to ${name}`,
  },

  fit: {
    fit: 'Fit',
    insist: 'Fit it all the same',
    insistMore: 'Variances that the data cannot tell apart come out as one of many equally good splits.',
    stop: 'Stop',
    stopping: 'Stopping…',
    fitting: 'Fitting',
    fittingFor: (ms: number) => `Fitting, about ${roughly(ms)}`,
    expected: (ms: number) => `takes about ${roughly(ms)}`,
    changed: 'Changed since the last fit',
    never: 'Not fitted yet',
    done: (ms: number) => `fitted in ${duration(ms)}`,
    iteration: (done: number) => `step ${count(done)}`,
    criterion: (value: string) => `criterion ${value}`,
  },

  compare: {
    title: 'Side by side',
    shown: 'Models shown',
    showAll: 'Show all',
    page: (name: string) => `Open the page of ${name}`,
    menu: (name: string) => `More for ${name}`,
    openPage: 'Open its page',
    edit: 'Change this model',
    hide: 'Hide here',
    moveLeft: 'Move left',
    moveRight: 'Move right',
    stale: 'older fit',
    staleMore: 'The model or its data changed after this fit.',
    refit: 'Fit again',
    refitAll: (n: number) => `Fit ${count(n)} again`,
    refitting: (done: number, of: number) => `${count(done)} of ${count(of)} fitted`,
    refitAllMore: (n: number) => `Fits ${counted(n, 'model')} again that changed, or whose data changed, after the last fit.`,
    hidden: (n: number) => `${counted(n, 'model')} hidden`,
    outOfSight: 'Models out of sight',
    moreHere: (n: number) => `${count(n)} more`,
    moreLeft: (n: number) => `${counted(n, 'more model')} to the left`,
    moreRight: (n: number) => `${counted(n, 'more model')} to the right`,
    inWords: 'In words',
    back: 'Side by side',
  },
};

/** A predicted time, which is known to one digit: 0.2 s, 20 s, 3 min, 5 hours. */
function roughly(ms: number): string {
  const oneDigit = (value: number): string => String(Number(value.toPrecision(1)));
  if (ms < 60_000) return `${oneDigit(ms / 1000)} s`;
  return ms < 5_400_000 ? `${oneDigit(ms / 60_000)} min` : `${counted(Math.max(2, Math.round(ms / 3_600_000)), 'hour')}`;
}

/** Time a person waits: 4 ms, 1.2 s, 3 min. */
function duration(ms: number): string {
  if (ms < 1000) return `${Math.max(1, Math.round(ms))} ms`;
  return ms < 60_000 ? `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s` : `${Math.round(ms / 60_000)} min`;
}
