/**
 * Words about how long work will take, and why.
 */
const count = (value: number): string => Math.round(value).toLocaleString('en-US');

export const costWords = {
  rows: (rows: number) => `Most of the time goes to ${count(rows)} rows.`,

  levels: (group: string, levels: number, columns: number) =>
    columns === 1
      ? `Most of the time goes to the ${count(levels)} levels of ${group}.`
      : `Most of the time goes to the ${count(levels)} levels of ${group}, each with ${count(columns)} random effects.`,

  crossing: (groups: readonly { readonly name: string; readonly levels: number }[]) =>
    `Most of the time goes to groups that cross each other: ${groups.map(({ name, levels }) => `${name} (${count(levels)} levels)`).join(', ')}.`,

  parameters: (parameters: number) =>
    `Most of the time goes to the search for ${count(parameters)} variances and correlations; a slope less shortens it most.`,
};
