import { FUNCTIONS, type FunctionUsage } from './vocabulary.ts';

/** Functions of model formulas that mean nothing for a single column. */
const MODEL_ONLY = ['poly', 'ns', 'bs', 'offset'];

/**
 * The functions of data steps: those of formulas that give one column, and functions over groups, categories, texts and dates. What each
 * computes is in engine/frame/derive; what is said of it in engine/text/dataFunctions.ts.
 */
export const DATA_FUNCTIONS: Readonly<Record<string, FunctionUsage>> = {
  ...Object.fromEntries(Object.entries(FUNCTIONS).filter(([name]) => !MODEL_ONLY.includes(name))),

  mean: overGroups('mean(x, by = g)'),
  sd: overGroups('sd(x, by = g)'),
  sum: overGroups('sum(x, by = g)'),
  min: overGroups('min(x, by = g)'),
  max: overGroups('max(x, by = g)'),
  median: overGroups('median(x, by = g)'),
  n: { least: 0, most: 1, settings: ['by'], usage: 'n(by = g) or n(x, by = g)' },
  rank: { least: 1, most: 1, settings: ['by'], usage: 'rank(x, by = g)' },
  row_number: { least: 0, most: 0, settings: ['by', 'order'], usage: 'row_number(by = g, order = t)' },
  lag: inOrder('lag(x, by = g, order = t)', 2),
  lead: inOrder('lead(x, by = g, order = t)', 2),
  first: inOrder('first(x, by = g, order = t)', 1),
  last: inOrder('last(x, by = g, order = t)', 1),

  pmin: several('pmin(a, b)'),
  pmax: several('pmax(a, b)'),
  rowmeans: { ...several('rowmeans(a, b, c, least = 2)'), settings: ['least'] },
  rowsums: { ...several('rowsums(a, b, c, least = 2)'), settings: ['least'] },

  ifelse: { least: 3, most: 3, settings: [], usage: 'ifelse(x > 0, "yes", "no")' },
  cases: { least: 2, most: Infinity, settings: ['otherwise'], usage: 'cases(x < 5, "low", x < 9, "middle", otherwise = "high")' },
  recode: { least: 3, most: Infinity, settings: ['otherwise'], usage: 'recode(x, "a", "A", c("b", "c"), "B", otherwise = x)' },
  cut: {
    least: 1,
    most: 2,
    settings: ['breaks', 'labels', 'right', 'quantiles', 'bins'],
    usage: 'cut(x, c(10, 20), labels = c("low", "middle", "high"))',
  },
  codes: { least: 1, most: 1, settings: [], usage: 'codes(x)' },

  paste: { ...several('paste(a, b, sep = "-")'), settings: ['sep'] },
  substr: { least: 3, most: 3, settings: [], usage: 'substr(x, 1, 3)' },
  toupper: { least: 1, most: 1, settings: [], usage: 'toupper(x)' },
  tolower: { least: 1, most: 1, settings: [], usage: 'tolower(x)' },
  trim: { least: 1, most: 1, settings: [], usage: 'trim(x)' },
  contains: { least: 2, most: 2, settings: [], usage: 'contains(x, "abc")' },
  replace: { least: 3, most: 3, settings: [], usage: 'replace(x, "a", "b")' },
  nchar: { least: 1, most: 1, settings: [], usage: 'nchar(x)' },

  year: { least: 1, most: 1, settings: [], usage: 'year(date)' },
  month: { least: 1, most: 1, settings: [], usage: 'month(date)' },
  day: { least: 1, most: 1, settings: [], usage: 'day(date)' },
  weekday: { least: 1, most: 1, settings: [], usage: 'weekday(date)' },
  days_between: { least: 2, most: 2, settings: [], usage: 'days_between(start, end)' },

  uniform: { least: 0, most: 0, settings: ['seed'], usage: 'uniform(seed = 1)' },
  normal: { least: 0, most: 0, settings: ['seed'], usage: 'normal(seed = 1)' },
};

function overGroups(usage: string): FunctionUsage {
  return { least: 1, most: 1, settings: ['by', 'na.rm'], usage };
}

function inOrder(usage: string, most: number): FunctionUsage {
  return { least: 1, most, settings: ['by', 'order'], usage };
}

function several(usage: string): FunctionUsage {
  return { least: 1, most: Infinity, settings: [], usage };
}
