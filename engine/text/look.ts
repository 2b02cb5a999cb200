const count = new Intl.NumberFormat('en');

/** What is said of data that are looked at without a model. */
export const lookWords = {
  noColumn: (column: string) => ({ message: `There is no variable called “${column}”.`, remedy: 'Choose one from the list.' }),
  notNumbers: (column: string) => ({
    message: `“${column}” holds categories, and this needs numbers.`,
    remedy: 'Choose a variable of numbers, or turn this one into numbers in the sheet.',
  }),
  notCategories: (column: string) => ({
    message: `“${column}” has too many different numbers to be taken for categories.`,
    remedy: 'Group it into ranges first, or choose another variable.',
  }),
  tooManyCategories: (column: string, found: number, most: number) => ({
    message: `“${column}” has ${count.format(found)} categories; here is room for ${count.format(most)}.`,
    remedy: 'Choose a variable with fewer categories, or combine some of them first.',
  }),
  tooFewItems: () => ({
    message: 'A scale needs two items at least.',
    remedy: 'Choose the variables that are to measure the same thing.',
  }),
  noValues: (column: string) => ({ message: `“${column}” has no values to draw.`, remedy: 'Choose another variable.' }),

  filtered: (rows: number) => `${count.format(rows)} ${rows === 1 ? 'row is' : 'rows are'} left out by filters.`,

  summary: 'Summary',
  missing: 'Missing',
  trimmed: 'Trimmed mean',
  summaryNote:
    'Trimmed mean: without the lowest and highest tenth. MAD: median distance from the median × 1.4826. Skew and kurtosis: moments over n, divided by powers of the SD; a normal distribution has 0 and 0.',
  rows: 'Rows',
  share: 'Share',
  validShare: 'Share of those there',
  cumulative: 'Cumulated',
  total: 'Total',
  counts: (rows: string, columns: string) => `${rows} by ${columns}`,
  rowShares: (rows: string) => `Shares within ${rows}`,
  columnShares: (columns: string) => `Shares within ${columns}`,
  leftOut: (rows: number) => `${count.format(rows)} ${rows === 1 ? 'row is' : 'rows are'} left out because a value is missing.`,
  independence: 'Test of independence',
  pearson: 'Pearson’s χ²',
  yates: 'with Yates’s correction',
  fewExpected: (least: number) =>
    `The smallest expected count is ${least.toFixed(1)}; below 5 the χ² distribution is a rough guide. Rows of the same group are not independent, which this test does not know.`,
  correlations: 'Correlations',
  variables: 'Variables',
  where: 'Level',
  pair: (first: string, second: string) => `${first} – ${second}`,
  overall: 'all rows',
  within: (group: string) => `within ${group}`,
  between: (group: string) => `between ${group}`,
  correlationNote: 'Pearson’s r over the rows that have both variables, with 95 % intervals by Fisher’s z.',
  levelNote: 'Within: of deviations from the group means. Between: of the group means, each group counting by its rows.',
  missingByVariable: 'Missing by variable',
  missingTogether: 'Missing together',
  together: 'Missing in the same row',
  nothingMissing: 'nothing',
  reliability: 'Reliability',
  standardizedAlpha: 'α of standardised items',
  meanCorrelation: 'Mean correlation',
  reliabilityNote: 'Over the rows that have every item. ω is that of one common factor found by principal axes.',
  noOmega: 'ω could not be found: with two items, or where one factor does not fit the correlations, it does not exist.',
  items: 'Items',
  item: 'Item',
  reversedItem: (item: string) => `${item} (reversed)`,
  restCorrelation: 'Correlation with the rest',
  alphaWithout: 'α without it',
  loading: 'Loading',

  histogram: (column: string, by: string | null) => (by === null ? column : `${column} by ${by}`),
  rowsAxis: 'Rows',
  scatter: (y: string, x: string) => `${y} against ${x}`,
  overTime: (y: string, time: string, group: string) => `${y} over ${time}, a line for each ${group}`,
  thinned: (shown: number, all: number) =>
    `${count.format(shown)} of ${count.format(all)} points are drawn, taken at random; straight lines are made from all.`,
  fewerGroups: (shown: number, all: number) =>
    `${count.format(shown)} of ${count.format(all)} groups are drawn, taken at random.`,
  straight: 'Straight lines by least squares with 95 % confidence bands; rows count as independent.',
  smooth:
    'Natural cubic splines with 4 degrees of freedom by least squares, with 95 % confidence bands; rows count as independent.',
  smoothedSome: (points: number) => `Each smooth line is made from ${count.format(points)} of its points, taken at random.`,
  ownLines: (group: string) => `Each ${group} has a straight line of its own by least squares.`,
  farBars: (shown: number, all: number) =>
    `Only the first ${count.format(shown)} of ${count.format(all)} categories are drawn; the table has them all.`,
  whiskers: 'Box: quartiles and median. Whiskers: farthest values within 1.5 box lengths; points: values beyond.',
  density: 'Width: how many rows are near each value (Gaussian kernel, Silverman’s bandwidth).',
  describedHistogram: (column: string, n: number, from: number, to: number) =>
    `Histogram of ${column}: ${count.format(n)} values from ${from} to ${to}.`,
  describedBars: (column: string, categories: number, most: string) =>
    `Bars of ${column}: ${count.format(categories)} categories; most rows have ${most}.`,
  describedBoxes: (column: string, by: string, categories: number) =>
    `${column} for ${count.format(categories)} categories of ${by}, side by side.`,
  describedScatter: (y: string, x: string, n: number) => `${count.format(n)} points of ${y} against ${x}.`,
};
