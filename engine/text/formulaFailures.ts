/** What is said where a formula cannot be read. */

export function emptyFormula() {
  return { message: 'The formula is empty.', remedy: 'Write the outcome, a ~ and the predictors, e.g. y ~ x + (1 | group).' };
}

export function noTilde() {
  return {
    message: 'The formula has no ~ between the outcome and the predictors.',
    remedy: 'Write it as outcome ~ predictors, e.g. y ~ x + (1 | group).',
  };
}

export function secondTilde() {
  return {
    message: 'The formula has more than one ~.',
    remedy: 'Keep the ~ that separates the outcome from the predictors and remove the other.',
  };
}

export function noOutcome() {
  return { message: 'The formula has no outcome.', remedy: 'Write the variable to be explained in front of the ~.' };
}

export function strangeCharacter(character: string, meant: string | null) {
  return {
    message: `The character “${character}” has no meaning in a formula.`,
    remedy: meant ? `Type ${meant} instead.` : 'Remove it, or put a variable name that contains it in backticks: `my variable`.',
  };
}

export function unclosed(what: 'backtick' | 'quote' | 'parenthesis') {
  const mark = { backtick: 'backtick (`)', quote: 'quotation mark', parenthesis: 'parenthesis' }[what];
  return {
    message: `This ${mark} is never closed.`,
    remedy: what === 'parenthesis' ? 'Add the missing ).' : `Add the second ${mark}.`,
  };
}

export function emptyName() {
  return {
    message: 'There is no name between these backticks.',
    remedy: 'Write the variable’s name between them, or remove them.',
  };
}

export function unknownOperator(operator: string) {
  return {
    message: `There is no operator “${operator}”.`,
    remedy: 'A formula knows + - * / : ^ %in% and, inside I(), %% and %/%.',
  };
}

export function unexpectedEnd() {
  return { message: 'The formula ends too early.', remedy: 'Add a variable or a term at its end.' };
}

export function unexpected(found: string, expected: string) {
  return { message: `“${found}” cannot stand here.`, remedy: `A formula has ${expected} at this place.` };
}

export function tooDeep() {
  return { message: 'The formula has too many parentheses inside each other.', remedy: 'Write it with fewer parentheses.' };
}

export function unknownColumn(column: string, nearest: readonly string[]) {
  return {
    message: `There is no variable called “${column}”.`,
    remedy: nearest.length > 0 ? `Did you mean ${orList(nearest)}?` : 'Choose a variable from the list of variables.',
  };
}

export function unknownFunction(name: string, nearest: readonly string[]) {
  return {
    message: `There is no function called “${name}”.`,
    remedy:
      nearest.length > 0
        ? `Did you mean ${orList(nearest.map((near) => `${near}()`))}?`
        : 'Compute the variable as a new column and use that column here.',
  };
}

export function columnAsFunction(name: string) {
  return {
    message: `“${name}” is a variable, not a function.`,
    remedy: `For an interaction write ${name}:(…), for a product inside I() write ${name} * (…).`,
  };
}

export function argumentCount(name: string, usage: string) {
  return { message: `${name}() is not used this way.`, remedy: `Write it as ${usage}.` };
}

export function unknownArgument(name: string, argument: string, usage: string) {
  return { message: `${name}() has no setting called “${argument}”.`, remedy: `Write it as ${usage}.` };
}

export function severalOutcomes() {
  return {
    message: 'cbind() asks for several outcomes in one model, and a model here has one.',
    remedy: 'Fit one model for each outcome.',
  };
}

export function offsetPlace() {
  return {
    message: 'offset() can only be a term of its own in the fixed part.',
    remedy: 'Write it with a + in front: y ~ x + offset(z).',
  };
}

export function numberAsTerm(text: string) {
  return {
    message: `“${text}” cannot be a term of the model; only 0 and 1 can, for leaving out or having the intercept.`,
    remedy: 'For arithmetic on a variable use I(), e.g. I(2 * x).',
  };
}

export function textAsTerm(text: string) {
  return {
    message: `“${text}” in quotation marks is text, not a variable.`,
    remedy: 'Write a variable’s name without quotation marks, or in backticks.',
  };
}

export function badPower(text: string) {
  return {
    message: `A sum of terms cannot be raised to the power “${text}”.`,
    remedy: 'Use a whole number from 1: (a + b + c)^2. For the square of a variable write I(x^2).',
  };
}

export function tooManyTerms(limit: number) {
  return { message: `The formula expands to more than ${limit} terms.`, remedy: 'Use fewer variables or a lower power.' };
}

export function outcomeAsPredictor(outcome: string) {
  return { message: `The outcome ${outcome} is also a predictor.`, remedy: 'Remove it on the right of the ~.' };
}

export function bareBar() {
  return { message: 'A random part stands without parentheses.', remedy: 'Put parentheses around it: (1 | group).' };
}

export function barPlace() {
  return {
    message: 'A random part cannot stand inside another term.',
    remedy: 'Add it to the formula with a +: … + (1 | group).',
  };
}

export function nestedBar() {
  return {
    message: 'A random part has more than one |.',
    remedy: 'Write one grouping factor per pair of parentheses: (1 | a) + (1 | b).',
  };
}

export function badGroup(text: string) {
  return {
    message: `“${text}” cannot be a grouping factor.`,
    remedy: 'After the | write a variable, or variables joined by : or /, e.g. (1 | school) or (1 | school/class).',
  };
}

export function dotPlace() {
  return { message: '“.” cannot stand inside a function or a random part.', remedy: 'Write the variables by name there.' };
}

export function emptyRandom(text: string) {
  return {
    message: `The random part (${text}) has no term.`,
    remedy: 'Write 1 for a random intercept or a variable for a random slope before the |.',
  };
}

/** Why a formula has no grid of toggles. */
export const noGrid = {
  noOutcome: 'The formula has no outcome.',
  dot: 'The formula uses “.” for all other variables.',
  blocks: (group: string) => `The random effects of ${group} form several groups of correlated effects.`,
  repeated: (group: string) => `The same random effect of ${group} stands in the formula twice.`,
  groupCall: (group: string) => `The grouping factor ${group} is computed in the formula.`,
};

function orList(names: readonly string[]): string {
  const quoted = names.map((name) => `“${name}”`);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
}
