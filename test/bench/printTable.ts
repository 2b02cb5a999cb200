/**
 * Summaries as a table of plain text.
 */
import type { Spread, Summary } from './summary.ts';

const headings = [
  'row',
  'engine s',
  'R s',
  'engine / R',
  'spread',
  'target',
  'met',
  'pairs',
  'engine MB',
  'R MB',
  'criterion',
  '',
];

export function tableText(summaries: readonly Summary[]): string {
  const lines = [headings, ...summaries.map(cellsOf)];
  const widths = headings.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  const rule = widths.map((width) => '-'.repeat(width));
  return [lines[0], rule, ...lines.slice(1)].map((line) => lineText(line, widths)).join('\n') + '\n';
}

function cellsOf(summary: Summary): string[] {
  const { title, engineSeconds, rSeconds, ratio, isMet, pairs, engineMegabytes, rMegabytes, criterionLess } = summary;
  return [
    title,
    shown(engineSeconds, secondsText),
    shown(rSeconds, secondsText),
    shown(ratio, ({ median }) => ratioText(median)),
    shown(ratio, spreadText),
    targetText(summary),
    shown(isMet, (met) => (met ? 'yes' : 'no')),
    String(pairs),
    shown(engineMegabytes, (value) => value.toFixed(0)),
    shown(rMegabytes, (value) => value.toFixed(0)),
    shown(criterionLess, (value) => value.toExponential(1)),
    summary.notes.join('; '),
  ];
}

function lineText(cells: readonly string[], widths: readonly number[]): string {
  const last = cells.length - 1;
  const padded = cells.map((cell, at) => (at === 0 || at === last ? cell.padEnd(widths[at]) : cell.padStart(widths[at])));
  return padded.join('  ').trimEnd();
}

function shown<T>(value: T | null, text: (value: T) => string): string {
  return value === null ? '–' : text(value);
}

/** Three digits without an exponent. */
function secondsText(seconds: number): string {
  return seconds.toFixed(Math.max(0, 2 - Math.floor(Math.log10(seconds))));
}

/** Ratios below one as fractions, the way the targets are written. */
function ratioText(ratio: number): string {
  return ratio < 0.55 ? `1/${(1 / ratio).toFixed(1 / ratio < 9.95 ? 1 : 0)}` : ratio.toFixed(2);
}

function spreadText({ least, most }: Spread): string {
  return `${ratioText(most)} … ${ratioText(least)}`;
}

function targetText({ target, atMost }: Summary): string {
  const ratio = target === null ? [] : [ratioText(target)];
  const seconds = atMost?.seconds ? [`≤ ${atMost.seconds} s`] : [];
  const megabytes = atMost?.megabytes ? [`≤ ${atMost.megabytes} MB`] : [];
  return [...ratio, ...seconds, ...megabytes].join(', ');
}
