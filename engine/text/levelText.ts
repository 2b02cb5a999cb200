/** Sentences of the level map: why a column identifies groups, what is asked, what was found. */
interface Words {
  readonly message: string;
  readonly remedy: string | null;
}

const quoted = (names: readonly string[], most = 3): string =>
  names.length <= most
    ? names.map((name) => `“${name}”`).join(', ')
    : `${quoted(names.slice(0, most))} and ${names.length - most} more`;
const count = (number: number, one: string, many = `${one}s`): string =>
  `${number.toLocaleString('en')} ${number === 1 ? one : many}`;

/** A name as a formula needs it. */
export const inFormula = (name: string): string =>
  /^[\p{L}.][\p{L}\p{N}._]*$/u.test(name) && !/^\.\d/.test(name) ? name : `\`${name}\``;

export function groupingReason(
  groups: number,
  determines: readonly string[],
  repeats: string | null,
  contiguous: boolean,
  status: string,
): string {
  if (status === 'accepted') return 'As you said.';
  if (determines.length > 0)
    return `${quoted(determines)} ${determines.length === 1 ? 'is' : 'are'} the same for all rows of a group.`;
  if (repeats) return `The values of “${repeats}” come again in each of its ${groups} groups.`;
  if (contiguous) return `The rows of each of its ${groups} values stand together in the file.`;
  return `Each of its ${groups} values comes in several rows that are alike.`;
}

export const joinedReason = (inner: string, outer: string, because: string): string =>
  `“${inner}” repeats in every “${outer}”, but “${because}” is the same only within both together.`;
export const saidNested = (inner: string, outer: string): string => `You said that each “${outer}” has its own “${inner}”.`;
export const saidCrossed = (inner: string, outer: string): string => `You said that “${inner}” is the same in every “${outer}”.`;
export const openReason = (outer: string): string =>
  `Its labels come again in every “${outer}”; whether they mean the same is asked.`;
export const saidGrouping = (): string => 'As you said.';

/** “Is class a the same class in every school?” in the data's own words. */
export const repeatQuestion = (inner: string, label: string, outer: string): string =>
  `Is ${inner} “${label}” the same ${inner} in every ${outer}?`;

export const nestedTitle = (inner: string, label: string, outer: string): string =>
  `No, every ${outer} has a ${inner} “${label}” of its own`;
export const nestedExplanation = (
  inner: string,
  outer: string,
  label: string,
  groups: number,
  outers: readonly string[],
): string =>
  `The ${inner} “${label}” of ${outer} “${outers[0]}” and that of ${outer} “${outers[1]}” only share a label. ` +
  `There are ${groups} groups, each inside one ${outer}: the model estimates how much ${outer} differs from ${outer}, and ${inner} from ${inner} within them.`;

export const crossedTitle = (inner: string, label: string): string => `Yes, “${label}” is the same ${inner} wherever it stands`;
export const crossedExplanation = (inner: string, outer: string, label: string, groups: number): string =>
  `There are ${groups} groups, “${label}” and the others, each met in more than one ${outer}: ` +
  `what sets ${inner} “${label}” apart holds in every ${outer} alike, and the model estimates differences of ${inner} and of ${outer} side by side.`;

export const nestedTerms = (inner: string, outer: string): string => `(1 | ${inFormula(outer)}/${inFormula(inner)})`;
export const crossedTerms = (inner: string, outer: string): string => `(1 | ${inFormula(outer)}) + (1 | ${inFormula(inner)})`;

export const rowIdFound = (column: string): Words => ({
  message: `“${column}” has a different value in every row: it names the rows and takes no part in a model.`,
  remedy: null,
});

export const numbersAreGroups = (column: string, groups: number): Words => ({
  message: `“${column}” holds numbers that name ${count(groups, 'group')}; they are not amounts.`,
  remedy: 'Make it a category, so that it cannot enter a model as an amount.',
});

export const numbersMayBeGroups = (column: string, groups: number): Words => ({
  message: `“${column}” holds numbers that may name ${count(groups, 'group')}.`,
  remedy: 'If they name groups, say so in the level map; if they are amounts, leave it.',
});

export const sameGroupsFound = (column: string, kept: string): Words => ({
  message: `“${column}” divides the rows exactly as “${kept}” does: one of them is enough.`,
  remedy: null,
});

export const namedByFound = (column: string, outer: string, by: string): Words => ({
  message: `The labels of “${column}” come again in every “${outer}”; “${by}” names each combination once.`,
  remedy: `Use “${by}” as the grouping.`,
});

export const numbersRowsFound = (column: string, outer: string): Words => ({
  message: `“${column}” tells the rows of one “${outer}” apart: equal values in different groups have nothing in common.`,
  remedy: null,
});

export const joinedFound = (column: string, outer: string, because: string): Words => ({
  message: `The labels of “${column}” come again in every “${outer}” but mean different groups: “${because}” differs between them.`,
  remedy: null,
});

export const nearlySame = (inner: string, inners: number, outer: string, outers: number): Words => ({
  message: `There are hardly more groups in “${inner}” (${inners}) than in “${outer}” (${outers}): what differs between the one can hardly be told from the other.`,
  remedy: 'Use one of the two as the grouping.',
});

export const notConstant = (column: string, grouping: string, groups: number, all: number, labels: readonly string[]): Words => ({
  message: `“${column}” is the same for all rows of a group in “${grouping}”, except in ${groups} of ${count(all, 'group')}: ${quoted(labels, 5)}.`,
  remedy: 'Look at these rows: a typing error is likely. As it stands the variable varies within groups.',
});

export const nearlyNested = (inner: string, outer: string, groups: number, all: number, labels: readonly string[]): Words => ({
  message: `${groups} of ${count(all, 'group')} in “${inner}” ${groups === 1 ? 'is' : 'are'} found in more than one “${outer}”: ${quoted(labels, 5)}.`,
  remedy: 'If each should be in one, look at these rows; otherwise the groups are partly crossed, which the model can handle.',
});

export const missingGroups = (grouping: string, rows: number): Words => ({
  message: `“${grouping}” is missing in ${count(rows, 'row')}; a model with it leaves them out.`,
  remedy: null,
});
