import type { LayoutCell } from '../../engine/report/index.ts';
import { formatNumber } from '../../engine/report/index.ts';
import { reportText as text } from '../text/model.ts';

/** What a number says about itself: how it was made, its p value, and its digits beyond those shown. */
export function explanationOf(cell: LayoutCell, rowExplanation: string | null): string {
  const lines = [cell.explanation ?? rowExplanation, ownNumbers(cell)];
  return lines.filter(Boolean).join('\n');
}

function ownNumbers({ value, text: shown, p }: LayoutCell): string {
  if (typeof value !== 'number' || !Number.isFinite(value)) return '';
  const digits = String(Number(value.toPrecision(8))).replace('-', '−');
  const parts = [digits === shown ? '' : text.fullValue(digits), p === null ? '' : text.pOf(formatNumber(p, 'p'))];
  return parts.filter(Boolean).join(' · ');
}
