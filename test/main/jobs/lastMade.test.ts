import { describe, expect, test } from 'vitest';
import type { ColumnTable, Report } from '../../../engine/contract/index.ts';
import { analyse, analysesFor, run, subjectOf } from '../../../engine/index.ts';
import { LastMade } from '../../../main/services/jobs/lastMade.ts';
import { quietHooks } from '../../../main/services/data/index.ts';
import { seeded } from '../../support/seeded.ts';

describe('what was made last', () => {
  test('is made once for jobs that need the same, and anew for another', () => {
    const last = new LastMade<number>();
    let made = 0;
    const use = (key: string) =>
      last.use(
        key,
        () => ++made,
        quietHooks,
        (each) => each,
      );
    expect([use('a'), use('a'), use('b'), use('a')]).toEqual([1, 1, 2, 3]);
  });

  test('is forgotten when a job fails or is stopped with it', () => {
    const last = new LastMade<number>();
    let made = 0;
    const make = () => ++made;
    expect(() =>
      last.use('a', make, quietHooks, () => {
        throw new Error('stopped');
      }),
    ).toThrow('stopped');
    expect(last.use('a', make, quietHooks, (each) => each)).toBe(2);
  });

  test('hears the hooks of the job at work, not of the one that made it', () => {
    const last = new LastMade<() => void>();
    const told: string[] = [];
    const hooks = (name: string) => ({ ...quietHooks, checkCancelled: () => void told.push(name) });
    for (const name of ['first', 'second'])
      last.use(
        'a',
        ({ checkCancelled }) => checkCancelled,
        hooks(name),
        (check) => check(),
      );
    expect(told).toEqual(['first', 'second']);
  });
});

/** 120 rows in 12 groups, with a factor and two numbers. */
function table(): ColumnTable {
  const random = seeded(5);
  const rows = 120;
  const codes = Int32Array.from({ length: rows }, (_, i) => i % 12);
  const x = Float64Array.from({ length: rows }, () => random.normal());
  const kind = Int32Array.from({ length: rows }, (_, i) => ((i * 7) % 5) % 3);
  const effects = Array.from({ length: 12 }, () => random.normal());
  const y = Float64Array.from(x, (value, i) => 2 + value + effects[codes[i]] * (1 + 0.3 * value) + kind[i] + random.normal());
  return {
    rows,
    columns: [
      { kind: 'number', name: 'y', values: y },
      { kind: 'number', name: 'x', values: x },
      { kind: 'factor', name: 'kind', codes: kind, levels: ['a', 'b', 'c'], scale: 'nominal' },
      { kind: 'factor', name: 'g', codes, levels: Array.from({ length: 12 }, (_, i) => `g${i}`), scale: 'nominal' },
    ],
  };
}

describe.each(['y ~ x + kind + (x | g)', 'y ~ x * kind'])('the questions that can be put to %s', (formula) => {
  const data = table();
  const { fits } = run({ kind: 'model', formula, criterion: 'REML' }, data, quietHooks);
  const [fit] = fits;
  const mlFit = fits.at(1) ?? null;
  const requests = analysesFor(fit)
    .filter(({ replicates }) => replicates === null)
    .map(({ id }) => ({ kind: 'analysis', analysis: id, fit, mlFit, choices: {} }) as const);

  test('are answered alike whether others were put to the same subject before or not', () => {
    const shared = subjectOf(requests[0], data, quietHooks);
    const alone = requests.map((request) => numbersOf(analyse(request, data, quietHooks)));
    const together = requests.map((request) => numbersOf(analyse(request, data, quietHooks, shared)));
    const again = requests.toReversed().map((request) => numbersOf(analyse(request, data, quietHooks, shared)));
    requests.forEach(({ analysis }, i) => {
      expect(together[i], analysis).toEqual(alone[i]);
      expect(again.at(-1 - i), `${analysis}, again`).toEqual(alone[i]);
    });
  });
});

const numbersOf = (report: Report): unknown => JSON.parse(JSON.stringify(report));
