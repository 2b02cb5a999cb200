import type { Failure } from '../../engine/contract/index.ts';

/** What is wrong with a formula, and where. */
export interface FormulaFault {
  readonly message: string;
  readonly remedy: string;
  /** Half-open range in the text. */
  readonly start: number;
  readonly end: number;
  /** Names that may have been meant. */
  readonly nearest: readonly string[];
}

export function faultOf({ message, remedy, details }: Failure): FormulaFault {
  const number = (value: unknown) => (typeof value === 'number' ? value : 0);
  const nearest = Array.isArray(details['nearest']) ? details['nearest'].filter((name) => typeof name === 'string') : [];
  return { message, remedy, start: number(details['start']), end: number(details['end']), nearest };
}

/** The text before, at and after the fault; at its end, where something is missing, the last character stands for it. */
export function partsAround(text: string, fault: FormulaFault | null): { before: string; fault: string; after: string } {
  if (!fault) return { before: text, fault: '', after: '' };
  const end = Math.min(Math.max(fault.end, fault.start + 1), text.length);
  const start = Math.min(fault.start, Math.max(0, end - 1));
  return { before: text.slice(0, start), fault: text.slice(start, end), after: text.slice(end) };
}

export function replaced(text: string, { start, end }: Pick<FormulaFault, 'start' | 'end'>, by: string): string {
  return text.slice(0, start) + by + text.slice(end);
}
