import type { OutputStyle } from '../../main/api.ts';
import { app } from '../app.ts';
import { attempt } from '../state/failures.ts';
import { project } from '../state/project.svelte.ts';

/** How a person's system writes numbers: a decimal comma goes with semicolons between columns, as in Excel there. */
export function systemStyle(locale: string | undefined = globalThis.navigator?.language): OutputStyle {
  const mark = new Intl.NumberFormat(locale?.replace(/@.*$/, '')).formatToParts(1.5).find(({ type }) => type === 'decimal')?.value;
  return styleFor(mark === ',' ? ',' : '.');
}

export const styleFor = (decimal: OutputStyle['decimal']): OutputStyle => ({ decimal, separator: decimal === ',' ? ';' : ',' });

/** How numbers leave this project. */
export const outputStyle = (): OutputStyle => project.state?.output ?? systemStyle();

export async function setOutputStyle(output: OutputStyle): Promise<void> {
  await attempt(() => app().call('project.output', { output }));
}
