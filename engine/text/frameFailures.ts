/** What is said where formula and data do not go together. */
interface Words {
  readonly message: string;
  readonly remedy: string;
}

export const outcomeAbsent = (): Words => ({
  message: 'The model has no outcome.',
  remedy: 'Choose the variable to be explained, or write it in front of the ~.',
});

export const categoricalOutcome = (outcome: string): Words => ({
  message: `The outcome ${outcome} is categorical, and this model needs numbers.`,
  remedy: `Turn ${outcome} into a number column if its categories are numbers, or choose another outcome.`,
});

export const matrixOutcome = (outcome: string): Words => ({
  message: `The outcome ${outcome} has several columns, and a model has one outcome.`,
  remedy: 'Choose a single numeric variable as the outcome.',
});

export const constantOutcome = (outcome: string, value: string): Words => ({
  message: `The outcome ${outcome} is ${value} in all rows in use, so there is nothing to explain.`,
  remedy: 'Choose another outcome, or check which rows are in use.',
});

export const infiniteValues = (expression: string, count: number): Words => ({
  message: `${expression} is infinite in ${count} ${count === 1 ? 'row' : 'rows'}.`,
  remedy: 'Usually a logarithm of 0 or a division by 0: add a constant, e.g. log(x + 1), or leave these rows out by a condition.',
});

export const noRows = (): Words => ({ message: 'The table has no rows.', remedy: 'Open a file with data.' });

export const allFilteredOut = (rows: number): Words => ({
  message: `The filters of the table leave out all ${rows.toLocaleString('en')} rows.`,
  remedy: 'Change a filter in the list of steps in the Data tab, or switch it off.',
});

export const emptySubset = (condition: string): Words => ({
  message: `No row meets the condition ${condition}.`,
  remedy: 'Change the condition or remove it.',
});

export const allMissing = (column: string): Words => ({
  message: `${column} is missing in all rows in use.`,
  remedy: `Leave ${column} out of the model, or fill in its values.`,
});

export const noCompleteRows = (columns: readonly string[]): Words => ({
  message: `No row has values in all variables of the model; missing values are in ${columns.join(', ')}.`,
  remedy: `Leave the variable with most missing values out of the model: ${columns[0]}.`,
});

export const notNumeric = (expression: string, use: string): Words => ({
  message: `${expression} is categorical and cannot be used in ${use}.`,
  remedy: `Turn ${expression} into a number column, or use as.numeric(${expression}) for the positions of its categories.`,
});

export const noArithmetic = (operator: string): Words => ({
  message: `“${operator}” means nothing inside a function or a condition.`,
  remedy: 'Write an interaction as a term of its own, e.g. a:b.',
});

export const notOrdered = (expression: string): Words => ({
  message: `The categories of ${expression} have no order, so < and > mean nothing for them.`,
  remedy: `Compare with == or %in%, or make ${expression} an ordinal variable.`,
});

export const notComparable = (left: string, right: string): Words => ({
  message: `${left} and ${right} cannot be compared.`,
  remedy: 'Compare a number with a number and a category with its name in quotation marks.',
});

export const notCondition = (condition: string): Words => ({
  message: `${condition} is not a condition on the rows.`,
  remedy: 'Write a comparison, e.g. age > 18 or group == "a".',
});

export const notConstant = (call: string, setting: string): Words => ({
  message: `The setting ${setting} of ${call} has to be written out in the formula.`,
  remedy: 'Write a number, TRUE or FALSE, or a text in quotation marks.',
});

export const severalColumns = (expression: string): Words => ({
  message: `${expression} has several columns and cannot be used in arithmetic.`,
  remedy: 'Use it as a term of its own.',
});

export const listAsValue = (expression: string): Words => ({
  message: `${expression} is a list of values and can only stand after %in%.`,
  remedy: 'Write e.g. x %in% c("a", "b").',
});

export const unknownLevel = (variable: string, level: string, levels: readonly string[]): Words => ({
  message: `${variable} has no category “${level}”.`,
  remedy: `Its categories are ${levels.slice(0, 8).join(', ')}${levels.length > 8 ? ', …' : ''}.`,
});

export const unknownReference = (variable: string, level: string, levels: readonly string[]): Words => ({
  message: `${variable} is to be compared with “${level}”, which no row in use has.`,
  remedy: `Choose another reference category: ${levels.slice(0, 8).join(', ')}${levels.length > 8 ? ', …' : ''}.`,
});

export const noComparison = (variable: string): Words => ({
  message: `${variable} has custom comparisons, but none is written down.`,
  remedy: 'Give each comparison a weight for every category it concerns, or choose another coding.',
});

export const comparisonSum = (variable: string, name: string, sum: number, isEmpty: boolean): Words => ({
  message: isEmpty
    ? `The comparison “${name}” of ${variable} has no weights.`
    : `The weights of the comparison “${name}” of ${variable} add up to ${Number(sum.toPrecision(6))}, not to 0.`,
  remedy: 'Give the categories on one side weights that add up to 1, those on the other side weights that add up to −1.',
});

export const dependentComparison = (variable: string, name: string): Words => ({
  message: `The comparison “${name}” of ${variable} follows from the comparisons before it.`,
  remedy: 'Remove it, or change its weights: a factor has one comparison fewer than categories, none a combination of others.',
});

export const polyDegree = (call: string, distinct: number): Words => ({
  message: `${call} needs more different values than its degree, and there are ${distinct}.`,
  remedy: 'Use a whole number from 1 below the number of different values as degree.',
});

export const splineDf = (call: string, least: number): Words => ({
  message: `${call} needs a whole number of at least ${least} as df.`,
  remedy: 'df is the number of columns the curve has; 3 to 5 bend enough for most purposes.',
});

export const splineSetting = (call: string, setting: string): Words => ({
  message: `The setting ${setting} of ${call} cannot be used.`,
  remedy:
    setting === 'degree'
      ? 'Use a whole number from 1 as degree.'
      : 'Give two different numbers as Boundary.knots, and knots that lie between them: ns(x, knots = c(2, 5)).',
});

export const oneLevelFactor = (variable: string, level: string | null): Words => ({
  message:
    level === null
      ? `${variable} has no category in the rows in use.`
      : `${variable} has only one category, “${level}”, in the rows in use, so it cannot explain anything.`,
  remedy: `Leave ${variable} out of the model, or use rows in which it varies.`,
});

export const tooManyOrdered = (variable: string, levels: number): Words => ({
  message: `${variable} is ordinal with ${levels} categories, too many for polynomial contrasts.`,
  remedy: `Turn ${variable} into a number, or choose other contrasts for it.`,
});

export const badWeights = (column: string, row: number, value: number): Words => ({
  message: `The weights in ${column} must be positive; row ${row} has ${value}.`,
  remedy: 'Correct the weight, or leave the row out by a condition.',
});

export const oneLevelGroup = (group: string): Words => ({
  message: `The grouping factor ${group} has only one group in the rows in use; its variance cannot be estimated.`,
  remedy: `Remove the random effects of ${group}, or use rows from several groups.`,
});

export const groupPerRow = (group: string, levels: number, rows: number): Words => ({
  message: `The grouping factor ${group} has as many groups (${levels}) as there are rows (${rows}); its variance cannot be told from the residual variance.`,
  remedy: `Use a grouping factor with several rows per group in place of ${group}.`,
});

export const tooManyRandomEffects = (term: string, effects: number, rows: number): Words => ({
  message: `The random part (${term}) has ${effects} random effects for ${rows} rows; they cannot be told from the residual.`,
  remedy: 'Remove random slopes, or use a grouping factor with fewer groups.',
});

/** Where a prediction is asked for a category, or for a group that a predictor is centred in, that the fit has not met. */
export const unmetLevels = (expression: string, levels: readonly string[]): Words => {
  const named = levels.slice(0, 8).join(', ') + (levels.length > 8 ? ', …' : '');
  const centred = /^(?:within|between)\(([^,]+), (.+)\)$/.exec(expression);
  return centred
    ? {
        message: `The mean of ${centred[1]} in ${named} is not known: the model has met no row of it.`,
        remedy: `Choose a ${centred[2]} that the model knows, or centre ${centred[1]} around the grand mean.`,
      }
    : {
        message: `The model has not met ${named} of ${expression}, so it expects nothing of it.`,
        remedy: `Choose a category of ${expression} that occurs in the rows of the model.`,
      };
};

export const tooLarge = (rows: number, columns: number): Words => ({
  message: `The model has ${columns} columns for ${rows} rows, more than fits into memory.`,
  remedy: 'Use a variable with many categories as a grouping factor, or leave it out.',
});

export const groupNotCategorical = (group: string): Words => ({
  message: `${group} has several columns and cannot be a grouping factor.`,
  remedy: 'Choose a variable that says which group each row belongs to.',
});
