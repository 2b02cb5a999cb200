import { failure } from '../contract/index.ts';
import { randomStream, type RandomStream } from '../stats/index.ts';
import { stepFailures } from '../text/dataSteps.ts';
import { numbersFor, numberSetting, type Call } from './call.ts';
import type { NumberValue } from './values.ts';

/** A function of the numbers in a row; missing where one of them is. */
export function acrossRow(of: (a: number, b: number) => number): (call: Call) => NumberValue {
  return (call) => {
    const columns = columnsOf(call);
    const at = (i: number): number => columns.reduce((all, column) => combined(all, column[i], of), columns[0][i]);
    return byRow(call, at);
  };
}

const combined = (a: number, b: number, of: (a: number, b: number) => number): number =>
  Number.isNaN(a) || Number.isNaN(b) ? NaN : of(a, b);

/** The mean or the sum of those numbers in a row that are there, where at least `least` are; without it, all have to be. */
export function overRow(as: 'mean' | 'sum'): (call: Call) => NumberValue {
  return (call) => {
    const columns = columnsOf(call);
    const least = Math.max(1, numberSetting(call, 'least', Infinity, columns.length));
    return byRow(call, (i) => {
      let [sum, n] = [0, 0];
      for (const column of columns) {
        if (Number.isNaN(column[i])) continue;
        sum += column[i];
        n++;
      }
      if (n < least) return NaN;
      return as === 'mean' ? sum / n : sum;
    });
  };
}

/** Random numbers, the same for the same seed and number of rows. */
export function random(draw: (stream: RandomStream) => number): (call: Call) => NumberValue {
  return (call) => {
    const seed = numberSetting(call, 'seed', Infinity, 1);
    if (!Number.isSafeInteger(seed) || seed < 0) throw failure('step.whole-number', {}, stepFailures.wholeNumber('The seed', 0));
    const stream = randomStream(seed, 0);
    return byRow(call, () => draw(stream));
  };
}

function columnsOf(call: Call): Float64Array[] {
  return call.node.args
    .filter(({ name }) => name === null || name === 'x')
    .map(({ value }) => {
      const numbers = numbersFor(call, value);
      return typeof numbers === 'number' ? new Float64Array(call.on.rows).fill(numbers) : numbers;
    });
}

function byRow({ on }: Call, of: (i: number) => number): NumberValue {
  const values = new Float64Array(on.rows);
  for (let i = 0; i < values.length; i++) values[i] = of(i);
  return { kind: 'number', values };
}
