/** What is said of a function of data steps, where someone looks for it. */
export interface FunctionHelp {
  readonly group: FunctionGroup;
  readonly about: string;
  readonly example: string;
}

export type FunctionGroup = 'Groups' | 'Order' | 'Choice' | 'Rows' | 'Numbers' | 'Text' | 'Dates' | 'Chance';

const over = (what: string) =>
  `${what} of the values that are there: of all rows, or with by = of the row’s group. A group without values is missing.`;

/** Every function of data steps once, in the order in which the list shows them; its usage is in DATA_FUNCTIONS. */
export const dataFunctions: Readonly<Record<string, FunctionHelp>> = {
  mean: { group: 'Groups', about: over('The mean'), example: 'mean(score, by = school)' },
  sd: { group: 'Groups', about: over('The standard deviation'), example: 'sd(score, by = school)' },
  sum: { group: 'Groups', about: over('The sum'), example: 'sum(minutes, by = c(person, day))' },
  min: { group: 'Groups', about: over('The smallest'), example: 'min(score, by = school)' },
  max: { group: 'Groups', about: over('The largest'), example: 'max(score, by = school)' },
  median: { group: 'Groups', about: over('The median'), example: 'median(score, by = school)' },
  n: {
    group: 'Groups',
    about: 'How many rows the group has; with a variable, in how many of them it is there.',
    example: 'n(by = school)',
  },
  rank: {
    group: 'Groups',
    about: 'The place of the value from the smallest up, 1 the first; equal values share the mean of their places.',
    example: 'rank(score, by = school)',
  },
  within: { group: 'Groups', about: 'How far the value lies from the mean of its group.', example: 'within(score, school)' },
  between: { group: 'Groups', about: 'The mean of the row’s group.', example: 'between(score, school)' },
  center: { group: 'Groups', about: 'How far the value lies from the mean of all rows.', example: 'center(score)' },
  scale: { group: 'Groups', about: 'The value in standard deviations from the mean of all rows.', example: 'scale(score)' },

  lag: {
    group: 'Order',
    about:
      'The value one row earlier in the group (or as many as the second setting says), in the order of order =; missing before the first.',
    example: 'lag(mood, by = person, order = day)',
  },
  lead: {
    group: 'Order',
    about: 'The value one row later in the group, as lag() the other way.',
    example: 'lead(mood, by = person, order = day)',
  },
  first: {
    group: 'Order',
    about: 'The first value of the group that is there.',
    example: 'first(mood, by = person, order = day)',
  },
  last: { group: 'Order', about: 'The last value of the group that is there.', example: 'last(mood, by = person, order = day)' },
  row_number: {
    group: 'Order',
    about: 'Numbers the rows of the group from 1, in the order of order =.',
    example: 'row_number(by = person, order = day)',
  },

  ifelse: {
    group: 'Choice',
    about: 'One value where the condition is true, another where it is not; missing where the condition is.',
    example: 'ifelse(age >= 18, "adult", "minor")',
  },
  cases: {
    group: 'Choice',
    about: 'Conditions and values in turns: the first condition that is true decides. One that is missing is not true.',
    example: 'cases(age < 13, "child", age < 18, "teenager", otherwise = "adult")',
  },
  recode: {
    group: 'Choice',
    about: 'Old and new values in turns; what is not named becomes otherwise =, missing without it.',
    example: 'recode(sex, "m", "male", c("f", "w"), "female", otherwise = sex)',
  },
  cut: {
    group: 'Choice',
    about:
      'Ranges as ordered categories: between cut points (each range has its upper end), quantiles = for groups of equal size, bins = for equal widths.',
    example: 'cut(age, c(0, 12, 17, Inf), labels = c("child", "teenager", "adult"))',
  },
  'is.na': { group: 'Choice', about: 'Whether the value is missing.', example: 'is.na(score)' },
  factor: {
    group: 'Choice',
    about: 'Numbers as categories; levels = chooses and orders them.',
    example: 'factor(grade, levels = c("low", "high"))',
  },
  'as.factor': { group: 'Choice', about: 'Numbers as categories.', example: 'as.factor(wave)' },
  relevel: {
    group: 'Choice',
    about: 'The categories with another one first, the reference of models.',
    example: 'relevel(group, ref = "control")',
  },

  rowmeans: {
    group: 'Rows',
    about: 'The mean of several variables in a row; least = says how many of them have to be there, otherwise all.',
    example: 'rowmeans(q1, q2, q3, least = 2)',
  },
  rowsums: {
    group: 'Rows',
    about: 'The sum of several variables in a row, of those that are there if least = says how many have to be.',
    example: 'rowsums(q1, q2, q3)',
  },
  pmin: {
    group: 'Rows',
    about: 'The smallest of several variables in a row; missing where one of them is.',
    example: 'pmin(before, after)',
  },
  pmax: {
    group: 'Rows',
    about: 'The largest of several variables in a row; missing where one of them is.',
    example: 'pmax(before, after)',
  },

  log: { group: 'Numbers', about: 'The natural logarithm, or with base = another.', example: 'log(income)' },
  log2: { group: 'Numbers', about: 'The logarithm to base 2.', example: 'log2(count)' },
  log10: { group: 'Numbers', about: 'The logarithm to base 10.', example: 'log10(income)' },
  log1p: { group: 'Numbers', about: 'The logarithm of 1 + the value, exact near 0.', example: 'log1p(count)' },
  exp: { group: 'Numbers', about: 'e to the power of the value.', example: 'exp(x)' },
  expm1: { group: 'Numbers', about: 'e to the power of the value, less 1.', example: 'expm1(x)' },
  sqrt: { group: 'Numbers', about: 'The square root.', example: 'sqrt(x)' },
  abs: { group: 'Numbers', about: 'The value without its sign.', example: 'abs(x)' },
  round: { group: 'Numbers', about: 'Rounded to so many decimals.', example: 'round(x, 1)' },
  floor: { group: 'Numbers', about: 'The whole number below.', example: 'floor(age)' },
  ceiling: { group: 'Numbers', about: 'The whole number above.', example: 'ceiling(x)' },
  sin: { group: 'Numbers', about: 'The sine.', example: 'sin(x)' },
  cos: { group: 'Numbers', about: 'The cosine.', example: 'cos(x)' },
  tan: { group: 'Numbers', about: 'The tangent.', example: 'tan(x)' },
  I: { group: 'Numbers', about: 'What stands in it, as it is.', example: 'I(x^2)' },
  c: {
    group: 'Numbers',
    about: 'Several values or variables together, for by = and the settings of others.',
    example: 'mean(x, by = c(school, year))',
  },
  'as.numeric': {
    group: 'Numbers',
    about: 'The numbers that labels spell; a label that spells none is an error.',
    example: 'as.numeric(grade)',
  },
  'as.integer': {
    group: 'Numbers',
    about: 'Numbers, or those that labels spell, without their decimals.',
    example: 'as.integer(x)',
  },
  codes: { group: 'Numbers', about: 'The places of categories, counted from 1.', example: 'codes(agreement)' },

  paste: {
    group: 'Text',
    about: 'Texts one after the other, with sep = between them; missing where one of them is.',
    example: 'paste(school, class, sep = "-")',
  },
  substr: { group: 'Text', about: 'The characters from one place to another, counted from 1.', example: 'substr(code, 1, 3)' },
  toupper: { group: 'Text', about: 'In capitals.', example: 'toupper(name)' },
  tolower: { group: 'Text', about: 'In small letters.', example: 'tolower(name)' },
  trim: { group: 'Text', about: 'Without spaces at the ends.', example: 'trim(name)' },
  contains: {
    group: 'Text',
    about: 'Whether a text occurs in it, capitals and small letters told apart.',
    example: 'contains(comment, "pain")',
  },
  replace: { group: 'Text', about: 'Every occurrence of a text replaced by another.', example: 'replace(code, "-", "")' },
  nchar: { group: 'Text', about: 'How many characters it has.', example: 'nchar(name)' },

  year: { group: 'Dates', about: 'The year of a date (2024-12-31 or 31.12.2024).', example: 'year(visit)' },
  month: { group: 'Dates', about: 'The month of a date, 1 to 12.', example: 'month(visit)' },
  day: { group: 'Dates', about: 'The day of the month, 1 to 31.', example: 'day(visit)' },
  weekday: { group: 'Dates', about: 'The day of the week, Monday to Sunday.', example: 'weekday(visit)' },
  days_between: { group: 'Dates', about: 'Days from the first date to the second.', example: 'days_between(start, visit)' },

  uniform: {
    group: 'Chance',
    about: 'Random numbers between 0 and 1, the same for the same seed.',
    example: 'uniform(seed = 1)',
  },
  normal: {
    group: 'Chance',
    about: 'Random numbers with mean 0 and SD 1, the same for the same seed.',
    example: 'normal(seed = 1)',
  },
};
