import { failure } from '../contract/index.ts';
import { printExpression, type Expression } from '../formula/index.ts';
import { stepFailures, weekdays } from '../text/dataSteps.ts';
import type { Call } from './call.ts';
import { numberOfLevel, textByRow } from './deriveValues.ts';
import { placed } from './placed.ts';
import type { FactorValue, NumberValue } from './values.ts';

/** Milliseconds of a day. */
const DAY = 86_400_000;

const YEAR_FIRST = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ].*)?$/;
const DAY_FIRST = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/;

/** Days since 1970-01-01 of a date written 2024-12-31 or 31.12.2024; a time of day is left aside. Null where it is no date. */
export function dayNumber(text: string): number | null {
  const trimmed = text.trim();
  const [, year, month, day] = YEAR_FIRST.exec(trimmed) ?? reversed(DAY_FIRST.exec(trimmed)) ?? [];
  if (year === undefined) return null;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  const isReal = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  return isReal ? date.getTime() / DAY : null;
}

function reversed(found: RegExpExecArray | null): string[] | null {
  return found && [found[0], found[3], found[2], found[1]];
}

/** The days of all levels; null where one is no date. */
export function dayNumbers(levels: readonly string[]): readonly number[] | null {
  const days: number[] = [];
  for (const level of levels) {
    const day = dayNumber(level);
    if (day === null) return null;
    days.push(day);
  }
  return levels.length > 0 ? days : null;
}

/** A function of the date in its argument. */
export function datePart(of: (date: Date) => number): (call: Call) => NumberValue {
  return (call) => {
    const days = daysOf(call, call.node.args[0].value);
    return { kind: 'number', values: days.map((day) => (Number.isNaN(day) ? NaN : of(new Date(day * DAY)))) };
  };
}

/** Monday to Sunday, the order of ISO 8601. */
export function weekday(call: Call): FactorValue {
  const days = daysOf(call, call.node.args[0].value);
  // 1970-01-01 was a Thursday, the fourth day.
  const codes = Int32Array.from(days, (day) => (Number.isNaN(day) ? -1 : (((day + 3) % 7) + 7) % 7));
  return { kind: 'factor', codes, levels: weekdays, scale: 'nominal' };
}

/** days_between(start, end): days from start to end, negative where end comes first. */
export function daysBetween(call: Call): NumberValue {
  const [start, end] = call.node.args.map(({ value }) => daysOf(call, value));
  return { kind: 'number', values: end.map((day, i) => day - start[i]) };
}

/** Days since 1970-01-01 of an argument on every row. */
function daysOf(call: Call, node: Expression): Float64Array {
  const texts = textByRow(call, node);
  const label = printExpression(node);
  return placed(node, () => {
    return numberOfLevel(texts, (level) => {
      const day = dayNumber(level);
      if (day !== null) return day;
      throw failure('step.not-a-date', { text: level }, stepFailures.notADate(label, level));
    }).values;
  });
}
